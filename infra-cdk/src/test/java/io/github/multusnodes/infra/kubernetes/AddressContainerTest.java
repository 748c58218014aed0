package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class AddressContainerTest {

    private static final Path ONE_ZONE = Path.of("examples/one-zone.yaml");

    @TempDir private Path folder;

    @Test
    void a_sidecar_holds_the_application_back_until_its_addresses_are_there() {
        assertThat(sample(ONE_ZONE))
                .contains("serviceAccountName: edge")
                .contains("initContainers:")
                .contains("- sidecar")
                .contains("restartPolicy: Always")
                .contains("startupProbe:");
    }

    @Test
    void an_init_container_ends_by_itself() throws IOException {
        Path init = Rendered.changed(ONE_ZONE, folder, "  shape: sidecar", "  shape: init");

        assertThat(sample(init))
                .contains("- init")
                .doesNotContain("restartPolicy")
                .doesNotContain("startupProbe");
    }

    @Test
    void a_sample_in_a_namespace_without_such_an_account_has_none() throws IOException {
        Path other = Rendered.changed(ONE_ZONE, folder, "[default/edge]", "[core/edge]");

        assertThat(sample(other)).doesNotContain("initContainers");
    }

    @Test
    void a_network_that_delegates_prefixes_needs_none() throws IOException {
        Path prefixes =
                Rendered.changed(
                        ONE_ZONE,
                        folder,
                        "    subnets:\n",
                        "    podPrefixes: {ipv4: 1}\n    subnets:\n");

        assertThat(sample(prefixes)).doesNotContain("initContainers");
    }

    private static String sample(Path configuration) {
        return Rendered.of(configuration).files().getOrDefault("samples/n3.yaml", "");
    }
}
