package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

class ManifestsTest {

    private static final Path KEPT = Path.of("../templates/kubernetes");

    @TempDir private Path folder;

    @Test
    void what_is_kept_is_what_the_shipped_configuration_gives() throws IOException {
        assertThat(read(KEPT))
                .as("infra-cdk/manifests templates/kubernetes writes it anew")
                .isEqualTo(kept());
    }

    @Test
    void files_are_written_as_they_are_rendered() throws IOException {
        ManifestFiles.write(Rendered.shipped().read(), folder.resolve("new"));

        assertThat(read(folder.resolve("new"))).isEqualTo(Rendered.shipped().files());
    }

    @Test
    void what_a_former_configuration_has_left_in_the_output_goes() throws IOException {
        Path old = Files.createDirectories(folder.resolve("samples")).resolve("n9.yaml");
        Files.writeString(old, "kind: Deployment\n");

        ManifestFiles.replace(Rendered.shipped().read(), folder);

        assertThat(read(folder)).isEqualTo(Rendered.shipped().files());
    }

    @Test
    void what_is_not_wanted_is_not_rendered() {
        Rendered spot = Rendered.of(Path.of("examples/mixed-spot.yaml"));

        assertThat(spot.files()).doesNotContainKeys("drain-access.yaml", "eni-configs.yaml");
        assertThat(spot.files()).doesNotContainKey("whereabouts/kustomization.yaml");
        assertThat(Rendered.shipped().files())
                .containsKeys("drain-access.yaml", "whereabouts/kustomization.yaml");
    }

    @Test
    void without_a_startup_taint_there_is_nothing_that_removes_it() throws IOException {
        Path changed =
                Rendered.changed(
                        Rendered.SHIPPED,
                        folder,
                        "# kubernetes:\n",
                        "kubernetes: {startupTaint: false}\n# kubernetes:\n");

        assertThat(Rendered.of(changed).files()).doesNotContainKey("not-ready.yaml");
    }

    /** Besides what the shipped configuration gives, the samples of the two other shapes. */
    private Map<String, String> kept() throws IOException {
        Path sidecar = Path.of("examples/one-zone.yaml");
        Path init = Rendered.changed(sidecar, folder, "shape: sidecar", "shape: init");
        Map<String, String> kept = new TreeMap<>(Rendered.shipped().files());
        kept.put("samples/in-pods/sidecar.yaml", sample(sidecar));
        kept.put("samples/in-pods/init.yaml", sample(init));
        return kept;
    }

    private static String sample(Path configuration) {
        return Rendered.of(configuration).files().getOrDefault("samples/n3.yaml", "");
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(its -> its.toString().endsWith(".yaml")).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }
}
