package io.github.multusnodes.cluster;

import io.github.multusnodes.drain.Pod;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Volume;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pods of the API in our words. */
final class Pods {

    private static final String MIRROR = "kubernetes.io/config.mirror";

    /** What the API fills in where a manifest says nothing. */
    private static final long USUAL_GRACE_SECONDS = 30;

    private Pods() {}

    static Pod of(V1Pod pod) {
        V1ObjectMeta meta = Part.required(pod.getMetadata(), "metadata");
        V1PodSpec spec = Part.required(pod.getSpec(), "spec");
        return new Pod(
                Part.required(meta.getNamespace(), "metadata.namespace"),
                Part.required(meta.getName(), "metadata.name"),
                Part.required(meta.getUid(), "metadata.uid"),
                phase(pod),
                Objects.requireNonNullElse(meta.getAnnotations(), Map.<String, String>of())
                        .containsKey(MIRROR),
                controllerKind(meta),
                Objects.requireNonNullElse(spec.getVolumes(), List.<V1Volume>of()).stream()
                        .map(volume -> Part.required(volume, "volume"))
                        .anyMatch(volume -> volume.getEmptyDir() != null),
                Duration.ofSeconds(
                        Objects.requireNonNullElse(
                                spec.getTerminationGracePeriodSeconds(), USUAL_GRACE_SECONDS)),
                Optional.ofNullable(meta.getDeletionTimestamp()).map(OffsetDateTime::toInstant));
    }

    private static Pod.Phase phase(V1Pod pod) {
        String phase =
                pod.getStatus() == null
                        ? ""
                        : Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
        return Arrays.stream(Pod.Phase.values())
                .filter(known -> known.name().equals(phase.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Pod.Phase.UNKNOWN);
    }

    private static Optional<String> controllerKind(V1ObjectMeta meta) {
        return Objects.requireNonNullElse(meta.getOwnerReferences(), List.<V1OwnerReference>of())
                .stream()
                .map(owner -> Part.required(owner, "owner"))
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(owner -> Part.required(owner.getKind(), "kind of the owner"))
                .findFirst();
    }
}
