package io.github.multusnodes.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.ProcessFunction;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.RuntimeClient;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.cloudformation.Answer;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.services.ec2.Ec2Client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The functions of custom resources, packaged and run as Lambda runs them, with test events. */
@Timeout(5 * 60)
class StackFunctionsIT {

    private static final String HANDLERS = "io.github.multusnodes.handler.";
    private static final String SUBNET_OF_EVENTS = "subnet-0123456789abcdef0";

    private final World<RealTimeline> world = World.real(Scenario.plain());
    private final HttpDoor door;
    private final String subnet;

    StackFunctionsIT() throws IOException {
        door = new HttpDoor(world.door(), 0);
        world.answers().moveTo(door.endpoint());
        Ec2Client ec2 = world.clients().ec2("operator");
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.4.0/24")).subnet().subnetId();
    }

    @AfterEach
    void close() {
        door.close();
        world.timeline().close();
    }

    @Test
    void reservations_are_made_changed_and_deleted_by_the_launch_jar() throws IOException {
        try (ProcessFunction function =
                function("ReservationHandler", Path.of("target", "multus-nodes-lambda.jar"))) {
            Answer created = answer(function, "cloudformation-create");
            assertThat(created.succeeded()).as(created.reason()).isTrue();
            assertThat(created.data()).containsEntry("Count", "1");
            assertThat(reserved()).containsExactly("10.0.4.128/26");

            Answer updated = answer(function, "cloudformation-update");
            assertThat(updated.succeeded()).as(updated.reason()).isTrue();
            assertThat(updated.physicalId()).isEqualTo(created.physicalId());
            assertThat(reserved()).containsExactlyInAnyOrder("10.0.4.128/25", "10.0.4.64/26");

            Answer deleted = answer(function, "cloudformation-delete");
            assertThat(deleted.succeeded()).as(deleted.reason()).isTrue();
            assertThat(reserved()).isEmpty();
        }
    }

    @Test
    void a_cluster_is_looked_up_by_the_drain_jar() throws IOException {
        try (ProcessFunction function =
                function("ClusterHandler", Path.of("target", "multus-nodes-drain.jar"))) {
            Answer found = answer(function, "cloudformation-cluster");

            assertThat(found.succeeded()).as(found.reason()).isTrue();
            assertThat(found.data()).containsEntry("ServiceCidr", "172.20.0.0/16");
        }
    }

    @Test
    void a_function_in_the_wrong_jar_still_answers() throws IOException {
        try (ProcessFunction function =
                function("ClusterHandler", Path.of("target", "multus-nodes-lambda.jar"))) {
            Answer failed = answer(function, "cloudformation-cluster");

            assertThat(failed.succeeded()).isFalse();
            assertThat(failed.reason()).startsWith("UNEXPECTED: A defect: ").contains("eks");
        }
    }

    private ProcessFunction function(String handler, Path jar) {
        return new ProcessFunction(
                ProcessSettings.of(
                                "stack",
                                HANDLERS + handler + "::handleRequest",
                                List.of(jar),
                                RuntimeClient.jars())
                        .withEnvironment(
                                Map.of(
                                        "AWS_ENDPOINT_URL",
                                        door.endpoint().toString(),
                                        "AWS_REGION",
                                        "us-west-2"))
                        .withResources(512, 1),
                _ -> {});
    }

    private Answer answer(ProcessFunction function, String event) throws IOException {
        JsonObject request =
                Json.parse(
                                Files.readString(Path.of("..", "test-events", event + ".json"))
                                        .replace(SUBNET_OF_EVENTS, subnet))
                        .asObject();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        request.set(
                "ResponseURL",
                world.answers()
                        .await(
                                request.getString("StackId", ""),
                                request.getString("RequestId", ""),
                                request.getString("LogicalResourceId", ""),
                                answer::complete)
                        .toString());
        CompletableFuture<InvocationResult> over = new CompletableFuture<>();
        function.invoke(new Invocation(event, request.toString()), over::complete);
        InvocationResult result = over.join();
        assertThat(result.succeeded()).as(result.text() + result.log()).isTrue();
        return answer.join();
    }

    private List<String> reserved() {
        return world.alone(
                () ->
                        world.ec2().reservations().of(subnet).stream()
                                .map(its -> its.cidr().toString())
                                .toList());
    }
}
