package io.github.multusnodes.terminate;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A node leaves a group without a cluster: it only gives back what it held. */
class TerminateTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMinutes(2);

    private final Layout layout = Layout.of(1, 2).withTerminateHook(HOUR);

    @Test
    void a_node_that_leaves_is_answered_at_once_and_nothing_of_it_is_left() {
        Stage stage = running(layout);

        stage.scaleTo(0).runFor(A_MOMENT);

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(stage.inspect().ours()).isEmpty();
        assertThat(stage.members()).isEmpty();
        assertThat(stage.delivery().log().deadLetters()).isEmpty();
    }

    @Test
    void addresses_of_pods_are_free_before_the_instance_has_ended() {
        Stage stage = running(layout);
        String eni = stage.inspect().ours().getFirst().networkInterfaceId();
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(eni).secondaryPrivateIpAddressCount(2));

        stage.scaleTo(0).runFor(A_MOMENT);

        assertThat(stage.calls().of("UnassignPrivateIpAddresses"))
                .singleElement()
                .satisfies(
                        call ->
                                assertThat(call.call().parameters())
                                        .containsEntry("NetworkInterfaceId", eni)
                                        .containsKeys("PrivateIpAddress.1", "PrivateIpAddress.2")
                                        .doesNotContainKey("PrivateIpAddress.3"));
        assertThat(numberOf(stage, "UnassignPrivateIpAddresses"))
                .isLessThan(numberOf(stage, "CompleteLifecycleAction"));
    }

    @Test
    void an_interface_that_would_outlive_the_instance_is_made_to_end_with_it() {
        Stage stage = running(layout);
        NetworkInterface eni = stage.inspect().ours().getFirst();
        Grounds.setToOutlive(stage.ec2(), eni);

        stage.scaleTo(0).runFor(A_MOMENT);

        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Test
    void an_unattached_interface_of_the_node_is_deleted_and_that_of_another_is_not() {
        Stage stage = running(layout);
        stage.grounds().leaveInterface(stage.ec2(), stage.inService().getFirst(), 50);
        stage.grounds().leaveInterface(stage.ec2(), "i-0000000000000beef", 51);

        stage.scaleTo(0).runFor(A_MOMENT);

        assertThat(stage.inspect().hostNumbers(0, 0)).containsExactly(51);
    }

    @Test
    void a_late_event_for_a_node_in_service_changes_nothing() {
        Stage stage = running(layout);
        stage.calls().clear();

        stage.sendTermination("late", terminationOf(stage.inService().getFirst()));
        stage.runFor(Duration.ofMinutes(10));

        assertThat(stage.calls().changing()).isEmpty();
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(lastOutcome(stage)).isEqualTo("answered_before");
    }

    @Test
    void an_event_that_comes_twice_is_answered_once() {
        Stage stage = running(layout);
        String leaver = stage.inService().getFirst();

        stage.scaleTo(0).runFor(A_MOMENT);
        stage.sendTermination("again", terminationOf(leaver));
        stage.runFor(Duration.ofMinutes(10));

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(stage.delivery().log().deadLetters()).isEmpty();
    }

    @Test
    void settings_that_cannot_be_used_let_the_node_go_and_say_so() {
        Stage stage =
                running(layout.withEnvironment(Map.of("MULTUS_DRAIN", "{\"timeoutSeconds\": -1}")));

        stage.scaleTo(0).runFor(A_MOMENT);

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(String.join("\n", stage.logLines()))
                .contains("INVALID_SETTINGS")
                .contains("MULTUS_DRAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeNetworkInterfaces",
                "DescribeAutoScalingInstances",
                "DescribeLifecycleHooks",
                "RecordLifecycleActionHeartbeat"
            })
    void a_missing_permission_does_not_keep_a_node_waiting(String action) {
        Stage stage = running(layout);
        stage.faults()
                .always(
                        byFunction(action),
                        new Fault.Refuse(new Refusal(403, "UnauthorizedOperation", "You may not")));

        stage.scaleTo(0).runFor(A_MOMENT);

        assertThat(answers(stage)).containsExactly("CONTINUE");
    }

    @Test
    void an_outage_of_minutes_is_outlived_by_the_events_that_come_again() {
        Stage stage = running(layout);
        stage.faults()
                .next(
                        100,
                        byFunction("DescribeNetworkInterfaces"),
                        new Fault.Refuse(new Refusal(500, "InternalError", "Come again")));

        stage.scaleTo(0).runFor(Duration.ofMinutes(30));

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Test
    void an_answer_that_is_lost_is_not_given_twice() {
        Stage stage = running(layout);
        stage.faults().next(byFunction("CompleteLifecycleAction"), new Fault.LoseAnswer());

        stage.scaleTo(0).runFor(Duration.ofMinutes(10));

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(stage.delivery().log().deadLetters()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Test
    void what_cannot_be_read_ends_where_somebody_looks() {
        Stage stage = running(layout);

        stage.sendTermination("broken", "{\"source\": \"aws.autoscaling\"}");
        stage.runFor(Duration.ofMinutes(10));

        assertThat(stage.delivery().log().deadLetters()).hasSize(1);
        assertThat(String.join("\n", stage.logLines())).contains("EventMalformed");
    }

    private static Stage running(Layout layout) {
        Stage stage = Stage.open(Scenario.realistic(), layout).group(1).untilInService(1);
        stage.runFor(A_MOMENT);
        return stage;
    }

    private static Predicate<Call> byFunction(String action) {
        return call -> call.caller().startsWith("terminate") && call.action().equals(action);
    }

    private static List<String> answers(Stage stage) {
        return stage.answersTo(stage.firstNotice(Stage.TERMINATE_HOOK));
    }

    private static long numberOf(Stage stage, String action) {
        return stage.calls().of(action).getLast().call().number();
    }

    private static String lastOutcome(Stage stage) {
        return stage.logLines().stream()
                .filter(line -> line.contains("\"outcome\""))
                .map(line -> Json.parse(line).asObject())
                .map(line -> line.getString("outcome", ""))
                .toList()
                .getLast();
    }

    private static String terminationOf(String instance) {
        return """
        {"source": "aws.autoscaling", "detail-type": "EC2 Instance-terminate Lifecycle Action",
         "detail": {"LifecycleActionToken": "87654321-4321-4321-4321-210987654321",
           "AutoScalingGroupName": "%s", "LifecycleHookName": "%s", "EC2InstanceId": "%s",
           "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
           "Origin": "AutoScalingGroup", "Destination": "EC2"}}
        """
                .formatted(Stage.GROUP, Stage.TERMINATE_HOOK, instance);
    }
}
