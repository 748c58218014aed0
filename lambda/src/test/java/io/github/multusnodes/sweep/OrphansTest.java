package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which interfaces a sweep deletes, and which it never touches. */
class OrphansTest {

    private static final String GONE = "i-0123456789abcdef0";
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Stage stage =
            Stage.open(Scenario.realistic(), Layout.of(1, 1)).group(1).untilInService(1);
    private final String node = stage.inService().getFirst();

    @Test
    void an_orphan_goes_at_the_second_look_and_not_before_the_grace_is_over() {
        String orphan = create(ours(GONE));

        assertThat(sweep().things()).containsExactly("mark_orphan " + orphan + " done");
        stage.runFor(Duration.ofSeconds(30));
        assertThat(sweep().things()).containsExactly("await_grace " + orphan + " seen");
        assertThat(exists(orphan)).isTrue();
        stage.runFor(Duration.ofSeconds(31));
        Answer last = sweep();
        assertThat(last.things()).containsExactly("delete_orphan " + orphan + " done");
        assertThat(last.number("orphansDeleted")).isEqualTo(1);
        assertThat(exists(orphan)).isFalse();
        assertThat(sweep().things()).isEmpty();
    }

    @Test
    void the_orphan_of_an_instance_that_ec2_shows_as_terminated_goes_as_well() {
        stage.scaleTo(0).runFor(Duration.ofMinutes(1));
        String orphan = create(ours(node));

        twoLooks();

        assertThat(exists(orphan)).isFalse();
    }

    @Test
    void an_interface_of_a_living_instance_survives() {
        assertSurvives(create(ours(node)));
    }

    @Test
    void an_interface_of_another_node_group_survives() {
        Map<String, String> tags = ours(GONE);
        tags.put("multus-nodes/node-group", "smf");
        assertSurvives(create(tags));
    }

    @Test
    void a_look_alike_without_our_owner_tag_survives() {
        Map<String, String> tags = ours(GONE);
        tags.remove("multus-nodes/node-group");
        assertSurvives(create(tags));
    }

    @Test
    void an_interface_that_names_no_instance_survives() {
        Map<String, String> tags = ours(GONE);
        tags.remove("multus-nodes/instance");
        assertSurvives(create(tags));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "i-*", "none", "i-0123456789ABCDEF0"})
    void an_interface_that_names_what_is_no_instance_survives(String text) {
        assertSurvives(create(ours(text)));
    }

    @Test
    void an_interface_that_is_attached_to_another_instance_survives() {
        String eni = create(ours(GONE));
        attach(eni);
        assertSurvives(eni);
    }

    @Test
    void an_interface_of_an_instance_that_only_its_group_shows_survives() {
        stage.faults().always(bySweep("DescribeInstances"), new Fault.LoseRequest());
        String eni = create(ours(node));
        twoLooks();
        assertThat(exists(eni)).isTrue();
    }

    @Test
    void an_interface_that_comes_into_use_again_loses_its_mark() {
        String eni = create(ours(GONE));
        sweep();
        attach(eni);

        assertThat(sweep().things()).containsExactly("unmark_orphan " + eni + " done");

        stage.ec2().detachNetworkInterface(r -> r.attachmentId(attachmentOf(eni)).force(true));
        stage.runFor(Duration.ofMinutes(5));
        assertThat(sweep().things()).containsExactly("mark_orphan " + eni + " done");
        assertThat(exists(eni)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2099-01-01T00:00:00Z"})
    void a_mark_that_no_sweep_has_made_counts_for_nothing(String since) {
        Map<String, String> tags = ours(GONE);
        tags.put("multus-nodes/orphan-since", since);
        String eni = create(tags);

        assertThat(sweep().things()).containsExactly("mark_orphan " + eni + " done");
        assertThat(exists(eni)).isTrue();
    }

    @Test
    void an_interface_that_is_attached_between_look_and_delete_is_left() {
        String eni = create(ours(GONE));
        sweep();
        stage.runFor(GRACE);
        stage.faults()
                .next(
                        bySweep("DeleteNetworkInterface"),
                        new Fault.Refuse(
                                Refusal.of(
                                        "InvalidParameterValue",
                                        "Network interface '" + eni + "' is currently in use.")));

        Answer answer = sweep();

        assertThat(answer.things()).containsExactly("delete_orphan " + eni + " not_needed");
        assertThat(answer.number("failures")).isZero();
    }

    @Test
    void one_that_ec2_denies_because_it_is_gone_and_has_no_tags_is_no_failure() {
        create(ours(GONE));
        sweep();
        stage.runFor(GRACE);
        stage.faults()
                .next(bySweep("DeleteNetworkInterface"), new Fault.LoseAnswer())
                .next(bySweep("DeleteNetworkInterface"), new Fault.Refuse(denial()));

        assertThat(sweep().number("failures")).isZero();
    }

    @Test
    void one_that_ec2_denies_though_it_is_there_is_a_failure() {
        String eni = create(ours(GONE));
        sweep();
        stage.runFor(GRACE);
        stage.faults().next(bySweep("DeleteNetworkInterface"), new Fault.Refuse(denial()));

        assertThat(sweep().number("failures")).isEqualTo(1);
        assertThat(exists(eni)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeAutoScalingGroups",
                "DescribeInstances",
                "DescribeNetworkInterfaces"
            })
    void when_something_cannot_be_read_nothing_is_marked_or_deleted(String action) {
        String marked = create(ours(GONE));
        sweep();
        stage.runFor(GRACE);
        String fresh = create(ours(GONE));
        stage.calls().clear();
        stage.faults().always(bySweep(action), new Fault.Refuse(denial()));

        Answer answer = sweep();

        assertThat(answer.things()).isEmpty();
        assertThat(answer.number("failures")).isEqualTo(1);
        assertThat(changes()).isEmpty();
        assertThat(exists(marked)).isTrue();
        assertThat(exists(fresh)).isTrue();
        assertThat(stage.logLines()).anyMatch(line -> line.contains("\"SweepFailures\":1"));
    }

    @Test
    void many_orphans_are_gone_in_spite_of_throttling() {
        for (int i = 0; i < 200; i++) {
            create(ours(GONE));
        }
        stage.sweepEvery(Duration.ofMinutes(1)).runFor(Duration.ofMinutes(10));

        assertThat(stage.inspect().ours()).hasSize(1);
        assertThat(stage.inspect().problems(List.of(node))).isEmpty();
    }

    @Test
    void a_dry_run_tells_and_changes_nothing() {
        String old = create(ours(GONE));
        sweep();
        stage.runFor(GRACE);
        String fresh = create(ours(GONE));
        stage.calls().clear();

        Answer answer = Answer.of(stage.sweep("{\"dryRun\": true}"));

        assertThat(answer.things())
                .containsExactlyInAnyOrder(
                        "delete_orphan " + old + " planned", "mark_orphan " + fresh + " planned");
        assertThat(answer.json().getBoolean("dryRun", false)).isTrue();
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_group_that_does_not_exist_counts_as_empty() {
        stage.autoScaling()
                .deleteAutoScalingGroup(r -> r.autoScalingGroupName(Stage.GROUP).forceDelete(true));
        stage.runFor(Duration.ofMinutes(5));
        String eni = create(ours(GONE));

        twoLooks();

        assertThat(exists(eni)).isFalse();
    }

    private void assertSurvives(String eni) {
        stage.calls().clear();
        twoLooks();
        twoLooks();
        assertThat(exists(eni)).isTrue();
        assertThat(changes()).isEmpty();
    }

    private void twoLooks() {
        sweep();
        stage.runFor(GRACE.plusSeconds(1));
        sweep();
    }

    private Answer sweep() {
        return Answer.of(stage.sweep("{}"));
    }

    private List<String> changes() {
        return stage.calls().changing().stream().map(call -> call.call().action()).toList();
    }

    private void attach(String eni) {
        stage.ec2()
                .attachNetworkInterface(
                        r -> r.networkInterfaceId(eni).instanceId(node).deviceIndex(5));
        stage.runFor(Duration.ofSeconds(5));
    }

    private String attachmentOf(String eni) {
        return stage.ec2()
                .describeNetworkInterfaces(r -> r.networkInterfaceIds(eni))
                .networkInterfaces()
                .getFirst()
                .attachment()
                .attachmentId();
    }

    private boolean exists(String eni) {
        return stage.inspect().inSubnet(0, 0).stream()
                .anyMatch(its -> its.networkInterfaceId().equals(eni));
    }

    private String create(Map<String, String> tags) {
        return Interfaces.create(stage, tags);
    }

    private static Map<String, String> ours(String instance) {
        return Interfaces.tags(instance);
    }

    private static Refusal denial() {
        return new Refusal(
                403, "UnauthorizedOperation", "You are not authorized to perform this operation.");
    }

    private static Predicate<Call> bySweep(String action) {
        return call -> call.caller().startsWith("sweep") && call.action().equals(action);
    }
}
