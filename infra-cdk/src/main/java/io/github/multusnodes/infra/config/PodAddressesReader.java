package io.github.multusnodes.infra.config;

import io.github.multusnodes.infra.config.PodAddressSettings.ServiceAccount;
import io.github.multusnodes.infra.config.PodAddressSettings.Shape;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what makes the addresses of pods routable. */
final class PodAddressesReader {

    private static final String SECTION = "podAddresses";
    private static final String ACCOUNTS = "serviceAccounts";
    private static final List<String> KEYS = List.of("image", "shape", ACCOUNTS);
    private static final String ALLOWED = "a list: " + Forms.SERVICE_ACCOUNT.allowed();
    private static final String ADVICE =
            "Name the service accounts of the pods that are on the networks.";

    private PodAddressesReader() {}

    /** Empty where the file has no such section: then no pod gets the right to it. */
    static Optional<PodAddressSettings> read(Section file, String nodeGroup) {
        Section section = file.section(SECTION, KEYS);
        if (!file.has(SECTION)) {
            return Optional.empty();
        }
        String image =
                section.required(
                        "image",
                        Forms.CONTAINER_IMAGE,
                        "Build it from pod-addresses/Dockerfile, and push it to a registry of"
                                + " yours.");
        int mistakes = section.violations().found().size();
        Shape shape = shape(section);
        if (section.violations().found().size() == mistakes) {
            checkAccounts(section, shape);
        }
        List<ServiceAccount> accounts =
                section.texts(ACCOUNTS, Forms.SERVICE_ACCOUNT, ADVICE).stream()
                        .map(ServiceAccount::parse)
                        .distinct()
                        .toList();
        return Optional.of(
                new PodAddressSettings(
                        image,
                        shape,
                        shape == Shape.NODE
                                ? List.of(ServiceAccount.ofAgent(nodeGroup))
                                : accounts));
    }

    private static Shape shape(Section section) {
        List<String> labels = Arrays.stream(Shape.values()).map(Shape::label).toList();
        return Shape.valueOf(
                section.choice("shape", labels, Shape.NODE.label()).toUpperCase(Locale.ROOT));
    }

    /** An agent sees all pods of its node, and has an account of its own. */
    private static void checkAccounts(Section section, Shape shape) {
        String path = section.json().path(ACCOUNTS);
        if (shape == Shape.NODE && section.has(ACCOUNTS)) {
            section.violations()
                    .add(
                            path,
                            "given",
                            "none with shape " + shape.label(),
                            "Remove it, or take the shape sidecar or init.");
        } else if (shape != Shape.NODE && !section.has(ACCOUNTS)) {
            section.violations().missing(path, ALLOWED, ADVICE);
        }
    }
}
