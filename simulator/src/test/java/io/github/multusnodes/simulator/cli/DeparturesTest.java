package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** One node leaves that has one pod. */
class DeparturesTest {

    private static final String POD = "shop/web-1";

    private final Departures departures = new Departures();

    @BeforeEach
    void a_node_begins_to_leave() {
        departures.begin("i-1", "ip-1", List.of(POD));
    }

    @Test
    void a_pod_that_is_still_there_when_its_node_ends_was_cut_off() {
        departures.answered("i-1", "CONTINUE");
        departures.proceed("i-1", List.of(POD));

        assertThat(problems())
                .containsExactly(
                        "node i-1: pod shop/web-1 was cut off: it had not ended when the node did");
    }

    @Test
    void a_hook_that_only_its_timeout_ended_is_named() {
        departures.proceed("i-1", List.of());

        assertThat(problems())
                .containsExactly(
                        "node i-1: answers to its termination hook are [], should be [CONTINUE]");
    }

    @Test
    void a_node_that_left_unasked_is_named() {
        departures.answered("i-1", "CONTINUE");

        assertThat(departures.problems(id -> "node " + id, 0))
                .containsExactly("nodes that left: 1, should be 0");
    }

    @Test
    void answers_and_heartbeats_of_launches_do_not_count() {
        departures.answered("i-2", "CONTINUE");
        departures.heartbeat("i-2");

        assertThat(departures.instances()).containsExactly("i-1");
    }

    @Test
    void a_pod_that_came_back_elsewhere_under_its_name_leaves_with_the_later_node() {
        departures.begin("i-2", "ip-2", List.of(POD));

        assertThat(departures.leaving(POD)).contains("i-2");
        assertThat(departures.leaving("shop/other")).isEmpty();
    }

    @Test
    void waiting_for_a_budget_ends_once_it_has_held_a_pod_back() throws InterruptedException {
        assertThatThrownBy(() -> departures.awaitHeld(Instant.EPOCH))
                .isInstanceOf(RunFailed.class)
                .hasMessage("No eviction was refused, though a budget allows none");

        assertThat(departures.held(POD)).isTrue();
        assertThat(departures.held(POD)).isFalse();
        departures.awaitHeld(Instant.EPOCH);
    }

    private List<String> problems() {
        return departures.problems(id -> "node " + id, 1);
    }
}
