package io.github.multusnodes.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What is in the two jars, as decision 12 has it. */
class JarsIT {

    private static final Path LAUNCH = Path.of("target", "multus-nodes-lambda.jar");
    private static final Path DRAIN = Path.of("target", "multus-nodes-drain.jar");
    private static final String HANDLERS = "io/github/multusnodes/handler/";

    /** A little more than they have: 4.6 and 19.8 million bytes. */
    private static final long MOST_OF_LAUNCH = 4_800_000;

    private static final long MOST_OF_DRAIN = 20_500_000;

    private static final List<String> OF_LAUNCHES =
            List.of(
                    "com/amazonaws/services/lambda/runtime/",
                    "com/eclipsesource/json/",
                    "io/github/multusnodes/",
                    "org/jspecify/annotations/",
                    "org/reactivestreams/",
                    "org/slf4j/",
                    "software/amazon/");

    @Test
    void the_launch_jar_has_its_function_and_no_library_that_only_drains_need() throws IOException {
        List<String> classes = classes(LAUNCH);

        assertThat(classes)
                .contains(
                        HANDLERS + "LaunchHookHandler.class",
                        HANDLERS + "ReservationHandler.class");
        assertThat(classes)
                .filteredOn(each -> OF_LAUNCHES.stream().noneMatch(each::startsWith))
                .isEmpty();
        assertThat(classes)
                .noneMatch(each -> each.startsWith("software/amazon/awssdk/services/eks/"));
    }

    @Test
    void the_drain_jar_has_its_functions_and_the_clients_of_the_cluster() throws IOException {
        assertThat(classes(DRAIN))
                .contains(
                        HANDLERS + "TerminateHookHandler.class",
                        HANDLERS + "SweepHandler.class",
                        HANDLERS + "ClusterHandler.class",
                        "io/kubernetes/client/openapi/apis/CoreV1Api.class",
                        "okhttp3/OkHttpClient.class",
                        "software/amazon/awssdk/services/eks/EksClient.class");
    }

    @Test
    void neither_jar_has_grown_unnoticed() {
        assertThat(LAUNCH.toFile().length()).isPositive().isLessThan(MOST_OF_LAUNCH);
        assertThat(DRAIN.toFile().length()).isPositive().isLessThan(MOST_OF_DRAIN);
    }

    @Test
    void neither_jar_has_clients_of_ec2_and_auto_scaling() throws IOException {
        for (Path jar : List.of(LAUNCH, DRAIN)) {
            assertThat(classes(jar))
                    .noneMatch(each -> each.startsWith("software/amazon/awssdk/services/ec2/"))
                    .noneMatch(
                            each ->
                                    each.startsWith(
                                            "software/amazon/awssdk/services/autoscaling/"));
        }
    }

    private static List<String> classes(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
                    .toList();
        }
    }
}
