package io.github.multusnodes.infra.config;

import io.github.multusnodes.infra.config.PodAddressSettings.ServiceAccount;

import java.util.List;
import java.util.Optional;

/** Reads what makes the addresses of pods routable. */
final class PodAddressesReader {

    private static final String SECTION = "podAddresses";
    private static final String ACCOUNTS = "serviceAccounts";
    private static final List<String> KEYS = List.of("image", "shape", ACCOUNTS);

    private PodAddressesReader() {}

    /** Empty where the file has no such section: then no pod gets the right to it. */
    static Optional<PodAddressSettings> read(Section file) {
        Section section = file.section(SECTION, KEYS);
        if (!file.has(SECTION)) {
            return Optional.empty();
        }
        String advice = "Name the service accounts of the pods that are on the networks.";
        if (!section.has(ACCOUNTS)) {
            section.violations()
                    .missing(
                            section.json().path(ACCOUNTS),
                            "a list: " + Forms.SERVICE_ACCOUNT.allowed(),
                            advice);
        }
        return Optional.of(
                new PodAddressSettings(
                        section.required(
                                "image",
                                Forms.CONTAINER_IMAGE,
                                "Build it from pod-addresses/Dockerfile, and push it to a registry"
                                        + " of yours."),
                        section.choice("shape", List.of("init", "sidecar"), "sidecar")
                                .equals("sidecar"),
                        section.texts(ACCOUNTS, Forms.SERVICE_ACCOUNT, advice).stream()
                                .map(ServiceAccount::parse)
                                .distinct()
                                .toList()));
    }
}
