package io.github.multusnodes.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.runtime.InvocationResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * What somebody with the SAM CLI does, as {@code ./run-local --manual} tells it. Who waits for a
 * line that never comes cannot be interrupted, only left behind.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SamIT {

    private static final String REGION = "us-west-2";

    @TempDir private Path folder = Path.of("");
    private Process simulator = new ProcessBuilder("true").start();
    private BufferedReader output = simulator.inputReader();

    SamIT() throws IOException {}

    @BeforeEach
    void run_local_by_hand() throws IOException {
        simulator =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                "../simulator/target/multus-nodes-simulator.jar",
                                "--launch-jar=target/multus-nodes-lambda.jar",
                                "--drain-jar=target/multus-nodes-drain.jar",
                                "--root=..",
                                "--serve=0",
                                "--manual=" + folder,
                                "--nodes=2")
                        .redirectErrorStream(true)
                        .start();
        output = simulator.inputReader();
    }

    @AfterEach
    void end() throws InterruptedException {
        simulator.destroy();
        simulator.waitFor();
    }

    @Test
    void each_function_of_the_template_does_its_work_for_nodes_that_wait() throws IOException {
        SamInvocation first = next("Launch");
        SamInvocation second = next("Launch");
        SamInvocation sweep = next("Sweep");
        assertEachVariableHasAPlace(first);

        assertThat(outcomes(first)).isEqualTo("[\"continue\"]");
        assertThat(outcomes(first)).as("once more").isEqualTo("[\"answered_before\"]");
        assertThat(figure(sweep, "hooksResumed", 1)).as("the second launch").isEqualTo(1);
        assertThat(outcomes(second)).isEqualTo("[\"answered_before\"]");

        scaleTo(first, 1);
        assertThat(outcomes(next("Terminate"))).isEqualTo("[\"released\"]");
    }

    @Test
    void each_function_of_a_stack_answers_it() throws IOException {
        SamInvocation cluster = next("Cluster");
        SamInvocation create = next("Reservations");
        SamInvocation update = next("Reservations");
        SamInvocation delete = next("Reservations");

        assertThat(told(cluster)).contains("SUCCESS for cluster", "ServiceCidr=172.20.0.0/16");
        assertThat(told(create)).contains("SUCCESS for reservations-create", "Count=2");
        assertThat(told(update)).contains("SUCCESS for reservations-update", "Count=2");
        assertThat(told(delete)).contains("SUCCESS for reservations-delete");
    }

    /** What the run tells of the answer to CloudFormation. */
    private String told(SamInvocation command) throws IOException {
        assertThat(command.run(REGION).succeeded()).isTrue();
        return line("CloudFormation is told ");
    }

    /** SAM drops what the template does not name. */
    private static void assertEachVariableHasAPlace(SamInvocation command) throws IOException {
        String[] given = command.given().names().toArray(String[]::new);
        assertThat(SamTemplate.read(command.template()).functions())
                .isNotEmpty()
                .allSatisfy(its -> assertThat(its.environment()).containsKeys(given))
                .allSatisfy(its -> assertThat(its.code()).isRegularFile());
    }

    /** The next command for a function that the run tells. */
    private SamInvocation next(String function) throws IOException {
        return SamInvocation.of(line("sam local invoke " + function + " "));
    }

    /** The next line that the run tells with a text in it. */
    private String line(String wanted) throws IOException {
        StringBuilder told = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            told.append(line).append('\n');
            if (line.contains(wanted)) {
                return line;
            }
        }
        throw new AssertionError("It ended without \"" + wanted + "\":\n" + told);
    }

    private static String outcomes(SamInvocation command) throws IOException {
        return answer(command).get("outcomes").toString();
    }

    /** Sweeps until a figure is reached: a launch is left to its event for some seconds. */
    private static int figure(SamInvocation sweep, String name, int wanted) throws IOException {
        int figure;
        do {
            figure = answer(sweep).getInt(name, -1);
        } while (figure < wanted);
        return figure;
    }

    private static JsonObject answer(SamInvocation command) throws IOException {
        InvocationResult result = command.run(REGION);
        assertThat(result.succeeded()).as(result.text()).isTrue();
        return Json.parse(result.text()).asObject();
    }

    private static void scaleTo(SamInvocation any, int nodes) {
        try (AutoScalingClient autoScaling =
                AutoScalingClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .endpointOverride(URI.create(any.given().getString("AWS_ENDPOINT_URL", "")))
                        .region(Region.of(REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("operator", "simulated")))
                        .build()) {
            String group = any.given().getString("MULTUS_NODE_GROUP", "");
            autoScaling.setDesiredCapacity(
                    r -> r.autoScalingGroupName(group).desiredCapacity(nodes));
        }
    }
}
