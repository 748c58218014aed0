package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.InvocationRecord;
import io.github.multusnodes.simulator.runtime.InvocationResult;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class StoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Story story = new Story(START);
    private final Departures departures = new Departures();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Progress progress = progress(new DemoPlan(1, 1, 1, Addressing.LOWEST_FREE));

    @Test
    void a_launch_is_told_step_by_step() {
        launch();

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                           1.0 s  node 1  Pending  i-1
                           5.0 s  node 1  Pending:Wait  the hook holds it; the event is sent
                           6.5 s  node 1  net1  created with 10.0.16.9
                           7.5 s  node 1  net1  attached at device index 1
                           8.5 s  node 1  net1  deleteOnTermination=true
                           9.5 s  node 1  net1  sourceDestCheck=false
                          10.5 s  node 1  the function answers the hook: CONTINUE
                          11.0 s  node 1  InService
                        """);
    }

    @Test
    void a_departure_is_told_step_by_step() {
        departures.begin("i-1", "ip-1", List.of("shop/store-0", "shop/web-1"));
        progress.reached("i-1", "Terminating", START.plusSeconds(1));
        progress.reached("i-1", "Terminating:Wait", START.plusSeconds(2));
        Map<String, String> action =
                Map.of("InstanceId", "i-1", "LifecycleActionResult", "CONTINUE");
        Map<String, String> store = Map.of("namespace", "shop", "name", "store-0");
        Map<String, String> web = Map.of("namespace", "shop", "name", "web-1");
        call(3, "PatchNode", Map.of("name", "ip-1"));
        call(4, "CreateEviction", store);
        recorded(4, "CreateEviction", web, "HTTP 429");
        recorded(9, "CreateEviction", web, "HTTP 429");
        call(10, "RecordLifecycleActionHeartbeat", action);
        call(11, "CreateEviction", web);
        call(12, "CompleteLifecycleAction", action);
        progress.reached("i-1", "Terminating:Proceed", START.plusSeconds(13));
        progress.reached("i-1", "Terminated", START.plusSeconds(14));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                           1.0 s  node 1  Terminating  these pods have to leave: shop/store-0, shop/web-1
                           2.0 s  node 1  Terminating:Wait  the hook holds it; the event is sent
                           3.5 s  node 1  cordoned: it gets no new pods
                           4.5 s  node 1  shop/store-0 evicted
                           4.5 s  node 1  shop/web-1 may not go yet, says its PodDisruptionBudget
                          10.5 s  node 1  heartbeat: the hook's timeout starts anew
                          11.5 s  node 1  shop/web-1 evicted
                          12.5 s  node 1  the function answers the hook: CONTINUE
                          14.0 s  node 1  Terminated
                        """);
        assertThat(departures.problems(story::name, 1)).isEmpty();
        assertThat(departures.told(story::name))
                .containsExactly(
                        "node 1 left: shop/store-0 and shop/web-1 evicted, none cut off;"
                                + " 1 heartbeat; its hook was answered; nothing of it is left");
    }

    @Test
    void where_events_are_lost_it_is_the_sweep_that_answers() {
        progress.eventsAreLost();
        written.reset();
        progress.reached("i-1", "Pending:Wait", START.plusSeconds(1));
        Map<String, String> answer =
                Map.of("InstanceId", "i-1", "LifecycleActionResult", "CONTINUE");
        progress.called(
                new RecordedCall(
                        new Call(1, "sweep-1", "CompleteLifecycleAction", answer),
                        START.plusSeconds(2),
                        Duration.ZERO,
                        RecordedCall.OK));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                           1.0 s  node 1  Pending:Wait  the hook holds it; its event is lost
                           2.0 s  node 1  the sweep answers the hook: CONTINUE
                        """);
    }

    @Test
    void many_nodes_are_told_by_their_arrival_only() {
        Progress brief = progress(new DemoPlan(100, 1, 1, Addressing.LOWEST_FREE));
        brief.reached("i-1", "Pending", START.plusSeconds(1));
        brief.reached("i-1", "InService", START.plusSeconds(2));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("   2.0 s  node 1  InService\n");
    }

    @Test
    void the_times_of_an_interface_are_kept_for_the_report() {
        launch();

        assertThat(story.create("i-1", "net1").from()).isEqualTo(Duration.ofSeconds(6));
        assertThat(story.attach("eni-1").to()).isEqualTo(Duration.ofMillis(7500));
        assertThat(story.modify("eni-1").to()).isEqualTo(Duration.ofMillis(9500));
    }

    @Test
    void waiting_ends_at_once_when_all_are_in_service() throws InterruptedException {
        launch();

        story.awaitInService(1, START);
    }

    @Test
    void an_abandoned_node_ends_the_waiting() {
        launch();
        call(
                12,
                "CompleteLifecycleAction",
                Map.of("InstanceId", "i-1", "LifecycleActionResult", "ABANDON"));

        assertThatThrownBy(() -> story.awaitInService(2, Instant.MAX))
                .isInstanceOf(RunFailed.class)
                .hasMessage("node 1 was abandoned by the function; its log lines say why");
    }

    @Test
    void a_passed_deadline_says_who_is_missing() {
        progress.reached("i-1", "Pending:Wait", START.plusSeconds(1));

        assertThatThrownBy(() -> story.awaitInService(1, START.plusSeconds(90)))
                .isInstanceOf(RunFailed.class)
                .hasMessage(
                        "Only 0 of 1 nodes came into service within 90 s; the others: node 1"
                                + " Pending:Wait");
    }

    @Test
    void a_failed_run_shows_its_log_lines() {
        InvocationResult result =
                new InvocationResult(
                        InvocationResult.Outcome.FUNCTION_ERROR,
                        "MULTUS_NETWORKS is empty",
                        "InvalidSettings",
                        "launch-hook-1",
                        List.of("{\"level\":\"ERROR\"}"),
                        null,
                        Duration.ZERO);
        progress.invoked(
                new InvocationRecord(
                        new Event("1", "launch", "hook", "{}"),
                        "launch-hook",
                        2,
                        "r-1",
                        START,
                        START.plusSeconds(3),
                        result));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                           3.0 s  the function failed (attempt 2, FUNCTION_ERROR): MULTUS_NETWORKS is empty
                                  | {"level":"ERROR"}
                        """);
    }

    @Test
    void throttled_calls_are_counted_and_other_refusals_told() {
        recorded(1, "CreateNetworkInterface", Map.of(), "RequestLimitExceeded");
        recorded(2, "CreateNetworkInterface", Map.of(), "InvalidIPAddress.InUse");

        assertThat(progress.throttled()).isEqualTo(1);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("   2.5 s  CreateNetworkInterface refused: InvalidIPAddress.InUse\n");
    }

    private void launch() {
        progress.reached("i-1", "Pending", START.plusSeconds(1));
        progress.reached("i-1", "Pending:Wait", START.plusSeconds(5));
        call(
                6,
                "CreateNetworkInterface",
                Map.of(
                        "PrivateIpAddress", "10.0.16.9",
                        "TagSpecification.1.Tag.1.Key", Story.TAG_NETWORK,
                        "TagSpecification.1.Tag.1.Value", "net1",
                        "TagSpecification.1.Tag.2.Key", Story.TAG_INSTANCE,
                        "TagSpecification.1.Tag.2.Value", "i-1"));
        call(
                7,
                "AttachNetworkInterface",
                Map.of("NetworkInterfaceId", "eni-1", "InstanceId", "i-1", "DeviceIndex", "1"));
        call(
                8,
                "ModifyNetworkInterfaceAttribute",
                Map.of("NetworkInterfaceId", "eni-1", "Attachment.DeleteOnTermination", "true"));
        call(
                9,
                "ModifyNetworkInterfaceAttribute",
                Map.of("NetworkInterfaceId", "eni-1", "SourceDestCheck.Value", "false"));
        call(
                10,
                "CompleteLifecycleAction",
                Map.of("InstanceId", "i-1", "LifecycleActionResult", "CONTINUE"));
        progress.reached("i-1", "InService", START.plusSeconds(11));
    }

    private void call(int second, String action, Map<String, String> parameters) {
        recorded(second, action, parameters, RecordedCall.OK);
    }

    private void recorded(
            int second, String action, Map<String, String> parameters, String outcome) {
        progress.called(
                new RecordedCall(
                        new Call(second, "launch-hook-1", action, parameters),
                        START.plusSeconds(second),
                        Duration.ofMillis(500),
                        outcome));
    }

    private Progress progress(DemoPlan plan) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new Progress(new Console(out, false), story, departures, plan, false);
    }
}
