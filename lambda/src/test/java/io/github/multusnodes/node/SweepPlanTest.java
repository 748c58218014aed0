package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SweepPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String NODE = "i-0123456789abcdef0";
    private static final SweepPolicy POLICY =
            new SweepPolicy(
                    List.of("asg"),
                    "in",
                    "out",
                    false,
                    false,
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(2));

    @Test
    void an_interface_whose_instance_is_unknown_to_all_is_an_orphan() {
        assertThat(ofInterfaces(List.of(), Optional.empty(), eni(true)))
                .hasOnlyElementsOfType(SweepStep.DeleteOrphan.class)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Terminating:Proceed", "InService", "Warmed:Stopped", "Terminated"})
    void it_is_none_while_a_group_has_the_instance_whatever_ec2_says(String state) {
        Member member = new Member(NODE, "us-west-2a", state);

        assertThat(ofInterfaces(List.of(member), Optional.of(Node.State.GOING), eni(true)))
                .containsExactly(new SweepStep.UnmarkOrphan(eni(true)));
        assertThat(ofInterfaces(List.of(member), Optional.empty(), eni(true)))
                .containsExactly(new SweepStep.UnmarkOrphan(eni(true)));
    }

    @ParameterizedTest
    @EnumSource
    void it_is_none_while_ec2_shows_the_instance_unless_that_is_going(Node.State state) {
        assertThat(ofInterfaces(List.of(), Optional.of(state), eni(true)))
                .containsExactly(
                        state == Node.State.GOING
                                ? new SweepStep.DeleteOrphan(eni(true))
                                : new SweepStep.UnmarkOrphan(eni(true)));
    }

    @Test
    void one_without_our_owner_tag_is_none_however_it_came_into_view() {
        Map<String, String> foreign = new HashMap<>(eni(true).tags());
        foreign.put(Tags.NODE_GROUP, "smf");
        Map<String, String> nobodys = new HashMap<>(foreign);
        nobodys.remove(Tags.NODE_GROUP);

        assertThat(ofInterfaces(List.of(), Optional.empty(), withTags(foreign))).isEmpty();
        assertThat(ofInterfaces(List.of(), Optional.empty(), withTags(nobodys))).isEmpty();
    }

    private static Eni withTags(Map<String, String> tags) {
        return new Eni("eni-1", "subnet-a", List.of(), List.of(), Optional.empty(), true, tags);
    }

    @Test
    void one_that_is_just_being_made_or_detached_is_none() {
        assertThat(ofInterfaces(List.of(), Optional.empty(), eni(false)))
                .containsExactly(new SweepStep.UnmarkOrphan(eni(false)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void what_could_not_be_read_makes_no_orphans(int unread) {
        SweepSight sight =
                new SweepSight(
                        Map.of("asg", unread == 0 ? Optional.empty() : Optional.of(List.of())),
                        unread == 1 ? Optional.empty() : Optional.of(List.of(eni(true))),
                        unread == 2 ? Optional.empty() : Optional.of(Map.of()),
                        Optional.of(Map.of()));

        assertThat(plan(sight).ofInterfaces()).isEmpty();
        assertThat(plan(sight).ofNodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Pending:Wait, 120, AnswerLaunch",
        "Pending:Wait, 119, ''",
        "Warmed:Pending:Wait, 120, AnswerEither",
        "Warmed:Pending:Wait, 119, ''",
        "Terminating:Wait, 5, AnswerTermination",
        "Warmed:Terminating:Wait, 5, AnswerTermination",
        "Pending, 900, ''",
        "Pending:Proceed, 900, ''",
        "InService, 900, ''",
        "Terminating, 900, ''",
        "Terminating:Retained, 900, ''",
        "Warmed:Stopped, 900, ''"
    })
    void a_hook_that_waits_is_resumed(String state, int age, String step) {
        Node node =
                new Node(
                        NODE,
                        "m5.large",
                        "us-west-2a",
                        Node.State.PRESENT,
                        Map.of(),
                        NOW.minusSeconds(age));
        SweepSight sight =
                new SweepSight(
                        Map.of("asg", Optional.of(List.of(new Member(NODE, "us-west-2a", state)))),
                        Optional.of(List.of()),
                        Optional.of(Map.of(NODE, node)),
                        Optional.of(Map.of()));

        assertThat(plan(sight).ofHooks())
                .extracting(its -> its.getClass().getSimpleName())
                .isEqualTo(step.isEmpty() ? List.of() : List.of(step));
    }

    @ParameterizedTest
    @CsvSource({
        "InService, true",
        "Standby, false",
        "Pending:Wait, false",
        "Terminating:Wait, false",
        "Warmed:Pending:Wait, false",
        "Warmed:Running, false",
        "Warmed:Stopped, false"
    })
    void a_parked_node_is_uncordoned_once_it_serves(String state, boolean uncordoned) {
        SweepStep step = new SweepStep.Uncordon("asg", NODE, "node-1");

        assertThat(plan(parked(state, Optional.of(Map.of(NODE, "node-1")))).ofReturned())
                .isEqualTo(uncordoned ? List.of(step) : List.of());
    }

    @Test
    void a_node_that_is_not_parked_or_not_known_to_be_is_left() {
        Map<String, String> other = Map.of("i-0fffffffffffffff0", "node-2");

        assertThat(plan(parked("InService", Optional.of(other))).ofReturned()).isEmpty();
        assertThat(plan(parked("InService", Optional.empty())).ofReturned()).isEmpty();
    }

    @Test
    void what_is_unknown_of_the_cluster_does_not_matter_to_interfaces() {
        SweepSight sight =
                new SweepSight(
                        Map.of("asg", Optional.of(List.of())),
                        Optional.of(List.of(eni(true))),
                        Optional.of(Map.of()),
                        Optional.empty());

        assertThat(plan(sight).ofInterfaces()).hasSize(1);
    }

    private static SweepSight parked(String state, Optional<Map<String, String>> parked) {
        return new SweepSight(
                Map.of("asg", Optional.of(List.of(new Member(NODE, "us-west-2a", state)))),
                Optional.empty(),
                Optional.empty(),
                parked);
    }

    private static List<SweepStep> ofInterfaces(
            List<Member> members, Optional<Node.State> state, Eni eni) {
        Map<String, Node> nodes = new HashMap<>();
        state.ifPresent(
                its ->
                        nodes.put(
                                NODE,
                                new Node(NODE, "m5.large", "us-west-2a", its, Map.of(), NOW)));
        SweepSight sight =
                new SweepSight(
                        Map.of("asg", Optional.of(members)),
                        Optional.of(List.of(eni)),
                        Optional.of(nodes),
                        Optional.of(Map.of()));
        return plan(sight).ofInterfaces();
    }

    private static SweepPlan plan(SweepSight sight) {
        return new SweepPlan(new NodeGroup("upf", List.of()), POLICY, sight, NOW);
    }

    private static Eni eni(boolean available) {
        return new Eni(
                "eni-1",
                "subnet-a",
                List.of(),
                List.of(),
                Optional.empty(),
                true,
                Map.of(
                        Tags.NODE_GROUP,
                        "upf",
                        Tags.INSTANCE,
                        NODE,
                        Tags.ORPHAN_SINCE,
                        NOW.minusSeconds(60).toString()),
                "",
                available);
    }
}
