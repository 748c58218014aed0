package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.multusnodes.infra.config.Attachment.Plugin;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NetworkPlaces;

import java.util.List;
import java.util.Optional;

/**
 * A Deployment whose pods are on a network: what an application's own needs to have.
 *
 * @param zone of the attachment, where it is for one zone alone
 */
record SampleWorkload(Configuration configuration, NetworkPlaces network, Optional<String> zone) {

    private static final String INTERFACE = "net1";

    /** One for the network, or for the first of its zones. */
    static Optional<SampleWorkload> of(Configuration configuration, NetworkPlaces network) {
        if (network.attachment().plugin() == Plugin.NONE) {
            return Optional.empty();
        }
        boolean everywhere = network.attachmentNames().equals(List.of(network.name()));
        return Optional.of(
                new SampleWorkload(
                        configuration,
                        network,
                        everywhere
                                ? Optional.empty()
                                : network.subnets().keySet().stream().findFirst()));
    }

    String file() {
        String where = zone.map(its -> " in " + its).orElse("");
        return Yaml.file(
                """
                Pods on the network %s%s. They are ready once their second interface is up, and need no rights:
                  kubectl get pods -l app.kubernetes.io/name=%s \\
                    -o 'custom-columns=POD:.metadata.name,NODE:.spec.nodeName,NETWORKS:.metadata.annotations.k8s\\.v1\\.cni\\.cncf\\.io/network-status'\
                """
                        .formatted(network.name(), where, name()),
                List.of(deployment()));
    }

    private String name() {
        return "multus-sample-" + network.name();
    }

    private ObjectNode deployment() {
        ObjectNode deployment = JsonNodeFactory.instance.objectNode();
        deployment.put("apiVersion", "apps/v1").put("kind", "Deployment");
        labels(
                deployment
                        .putObject("metadata")
                        .put("name", name())
                        .put("namespace", configuration.kubernetes().namespace()));
        ObjectNode spec = deployment.putObject("spec");
        spec.put("replicas", network.attachment().plugin() == Plugin.HOST_DEVICE ? 1 : 2);
        spec.putObject("selector").putObject("matchLabels").put("app.kubernetes.io/name", name());
        ObjectNode template = spec.putObject("template");
        ObjectNode metadata = template.putObject("metadata");
        labels(metadata);
        metadata.putObject("annotations")
                .put(
                        "k8s.v1.cni.cncf.io/networks",
                        zone.map(network::attachmentName).orElse(network.name()) + "@" + INTERFACE);
        pod(template.putObject("spec"));
        return deployment;
    }

    private void labels(ObjectNode metadata) {
        metadata.putObject("labels").put("app.kubernetes.io/name", name());
    }

    private void pod(ObjectNode pod) {
        ObjectNode selector = pod.putObject("nodeSelector");
        selector.put(Manifests.NODE_GROUP_LABEL, configuration.name());
        zone.ifPresent(its -> selector.put("topology.kubernetes.io/zone", its));
        tolerations(pod);
        pod.put("automountServiceAccountToken", false);
        ObjectNode security = pod.putObject("securityContext");
        security.put("runAsNonRoot", true).put("runAsUser", 65534);
        security.putObject("seccompProfile").put("type", "RuntimeDefault");
        AddressContainer.of(configuration, network).ifPresent(its -> its.addTo(pod));
        container(pod.putArray("containers").addObject());
        pod.put("terminationGracePeriodSeconds", 1);
    }

    /** Those of the nodes for good; the startup taint is to keep pods such as these off. */
    private void tolerations(ObjectNode pod) {
        if (configuration.nodes().taints().isEmpty()) {
            return;
        }
        ArrayNode tolerations = pod.putArray("tolerations");
        configuration
                .nodes()
                .taints()
                .forEach(
                        taint -> {
                            ObjectNode its = tolerations.addObject().put("key", taint.key());
                            if (!taint.value().isEmpty()) {
                                its.put("value", taint.value());
                            }
                            its.put("operator", taint.value().isEmpty() ? "Exists" : "Equal")
                                    .put("effect", taint.effect());
                        });
    }

    private void container(ObjectNode container) {
        container.put("name", "sample").put("image", configuration.kubernetes().removerImage());
        container.putArray("command").add("sleep").add("infinity");
        ObjectNode probe = container.putObject("readinessProbe");
        probe.putObject("exec")
                .putArray("command")
                .add("grep")
                .add("-q")
                .add("^up$")
                .add("/sys/class/net/" + INTERFACE + "/operstate");
        limits(container, "16Mi", "32Mi");
    }

    /** What it may use, and that it may nothing else. */
    static void limits(ObjectNode container, String usual, String most) {
        ObjectNode resources = container.putObject("resources");
        resources.putObject("requests").put("cpu", "10m").put("memory", usual);
        resources.putObject("limits").put("memory", most);
        ObjectNode security = container.putObject("securityContext");
        security.put("allowPrivilegeEscalation", false).put("readOnlyRootFilesystem", true);
        security.putObject("capabilities").putArray("drop").add("ALL");
    }
}
