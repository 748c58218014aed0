package io.github.multusnodes.pods.cluster;

import static io.github.multusnodes.pods.cluster.ClusterStage.LISTS;
import static io.github.multusnodes.pods.cluster.ClusterStage.WATCHES;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.kubernetes.Pod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

class KubernetesPodsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Predicate<Call> ALL = LISTS.or(WATCHES);

    private final ClusterStage cluster = new ClusterStage();

    @Test
    void what_was_there_before_is_heard_first() {
        cluster.has("upf-0", "10.0.1.50");
        cluster.asks("upf-1");
        cluster.run("elsewhere", "node-2");
        cluster.begin();

        assertThat(cluster.heard()).containsExactly("upf-0 [10.0.1.50]", "upf-1 awaited");
    }

    @Test
    void every_change_is_heard_within_a_moment() {
        cluster.begin();
        assertThat(cluster.heard()).isEmpty();

        Pod pod = cluster.asks("upf-0");
        assertThat(untilChange(MINUTE)).isLessThan(SECOND);
        assertThat(cluster.heard()).containsExactly("upf-0 awaited");
        cluster.gets(pod, "10.0.1.50");
        assertThat(untilChange(MINUTE)).isLessThan(SECOND);
        assertThat(cluster.heard()).containsExactly("upf-0 [10.0.1.50]");
        cluster.tells(pod, "garbage");
        assertThat(untilChange(MINUTE)).isLessThan(SECOND);
        assertThat(cluster.heard()).containsExactly("upf-0 unreadable");
        cluster.goes("upf-0");
        assertThat(untilChange(MINUTE)).isLessThan(SECOND);
        assertThat(cluster.heard()).isEmpty();
        assertThat(cluster.calls(ALL)).isEqualTo(2);
    }

    @Test
    void a_pod_that_has_ended_is_gone() {
        Pod pod = cluster.has("upf-0", "10.0.1.50");
        cluster.begin();
        assertThat(cluster.heard()).hasSize(1);

        cluster.kubernetes.pods().enter(Pod.Phase.SUCCEEDED, pod);

        assertThat(untilChange(MINUTE)).isLessThan(SECOND);
        assertThat(cluster.heard()).isEmpty();
    }

    @Test
    void another_pod_with_the_same_name_is_another() {
        cluster.has("upf-0", "10.0.1.50");
        cluster.begin();
        assertThat(cluster.heard()).hasSize(1);

        cluster.goes("upf-0");
        Pod second = cluster.has("upf-0", "10.0.1.50");
        cluster.pass(SECOND);

        assertThat(cluster.pods.heard())
                .singleElement()
                .satisfies(pod -> assertThat(pod.uid()).isEqualTo(second.uid()));
    }

    @Test
    void a_change_between_two_waits_is_not_missed() {
        cluster.begin();
        assertThat(cluster.heard()).isEmpty();
        cluster.has("upf-0", "10.0.1.50");
        cluster.pass(MINUTE);

        assertThat(untilChange(MINUTE)).isZero();
    }

    @Test
    void nobody_is_woken_by_what_is_no_change_of_interfaces() {
        Pod pod = cluster.has("upf-0", "10.0.1.50");
        cluster.begin();
        assertThat(cluster.heard()).hasSize(1);

        cluster.kubernetes.pods().annotate(pod.uid(), "note", "something");
        cluster.run("elsewhere", "node-2");

        assertThat(untilChange(MINUTE)).isEqualTo(MINUTE);
    }

    @Test
    void a_watch_that_has_ended_goes_on_where_it_was() {
        cluster.begin();
        for (int i = 0; i < 20; i++) {
            cluster.has("upf-" + i, "10.0.1." + (50 + i));
            cluster.pass(Duration.ofSeconds(31));
        }

        assertThat(cluster.heard()).hasSize(20);
        assertThat(cluster.calls(LISTS)).isEqualTo(1);
        assertThat(cluster.calls(WATCHES)).isBetween(10L, 15L);
        assertThat(cluster.failures).isEmpty();
    }

    @Test
    void a_stream_that_breaks_off_goes_on_where_it_was() {
        cluster.world.faults().next(WATCHES, new Fault.BreakOff(Duration.ofSeconds(20)));
        cluster.begin();
        cluster.pass(Duration.ofSeconds(19));
        cluster.has("upf-0", "10.0.1.50");
        cluster.pass(SECOND);
        cluster.has("upf-1", "10.0.1.51");
        cluster.pass(Duration.ofSeconds(2));

        assertThat(cluster.heard()).hasSize(2);
        assertThat(cluster.calls(LISTS)).isEqualTo(1);
        assertThat(cluster.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    @Test
    void a_stream_that_falls_silent_is_given_up() {
        cluster.world.faults().next(WATCHES, new Fault.FallSilent(SECOND));
        cluster.begin();
        cluster.pass(Duration.ofSeconds(2));
        cluster.has("upf-0", "10.0.1.50");

        assertThat(cluster.heard()).isEmpty();
        assertThat(untilChange(MINUTE.multipliedBy(2)))
                .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(67));
        assertThat(cluster.heard()).hasSize(1);
        assertThat(cluster.calls(LISTS)).isEqualTo(1);
    }

    @Test
    void a_list_is_as_new_as_the_question_whatever_was_heard() {
        cluster.world.faults().next(WATCHES, new Fault.FallSilent(Duration.ZERO));
        cluster.begin();
        assertThat(cluster.heard()).isEmpty();
        cluster.has("upf-0", "10.0.1.50");

        assertThat(ClusterStage.described(cluster.pods.list()))
                .containsExactly("upf-0 [10.0.1.50]");
        assertThat(cluster.heard()).isEmpty();
    }

    @Test
    void where_the_history_is_lost_all_is_listed_anew() {
        cluster.has("upf-0", "10.0.1.50");
        cluster.begin();
        assertThat(cluster.heard()).hasSize(1);

        cluster.goes("upf-0");
        cluster.has("upf-1", "10.0.1.51");
        cluster.kubernetes.history().expire();
        cluster.pass(Duration.ofSeconds(2));

        assertThat(cluster.heard()).containsExactly("upf-1 [10.0.1.51]");
        assertThat(cluster.calls(LISTS)).isEqualTo(2);
        assertThat(cluster.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_version_that_is_too_old_is_no_failure(boolean byStatus) {
        cluster.kubernetes.history().refuseByStatus(byStatus);
        cluster.kubernetes.history().keep(0);
        cluster.has("upf-0", "10.0.1.50");
        cluster.world.faults().next(WATCHES, new Fault.BreakOff(Duration.ofSeconds(20)));
        cluster.world.faults().next(WATCHES, new Fault.Throttle());
        cluster.begin();
        cluster.pass(Duration.ofMillis(20_600));
        cluster.goes("upf-0");
        cluster.pass(Duration.ofSeconds(5));

        assertThat(cluster.heard()).isEmpty();
        assertThat(cluster.calls(LISTS)).isEqualTo(2);
        assertThat(cluster.failures).hasSize(2);
    }

    @Test
    void bookmarks_keep_the_version_of_a_quiet_node_young() {
        cluster.kubernetes.history().keep(20);
        cluster.has("upf-0", "10.0.1.50");
        cluster.begin();
        for (int i = 0; i < 60; i++) {
            cluster.run("elsewhere-" + i, "node-2");
            cluster.pass(Duration.ofSeconds(10));
        }

        assertThat(cluster.heard()).hasSize(1);
        assertThat(cluster.calls(LISTS)).isEqualTo(1);
    }

    @Test
    void who_asks_before_the_first_list_is_told_why_there_is_none() {
        cluster.has("upf-0", "10.0.1.50");
        cluster.world.faults().next(2, LISTS, new Fault.LoseRequest());
        cluster.begin();

        assertThatThrownBy(cluster::heard)
                .isInstanceOf(ClusterFailure.class)
                .hasMessageStartingWith("GET /api/v1/pods: no answer from https://simulator.local");
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.heard()).hasSize(1);
    }

    @Test
    void an_api_server_that_is_away_is_asked_more_and_more_seldom() {
        cluster.has("upf-0", "10.0.1.50");
        cluster.begin();
        assertThat(cluster.heard()).hasSize(1);
        cluster.pass(MINUTE.multipliedBy(5));
        long before = cluster.calls(ALL);

        cluster.world.faults().always(ALL, new Fault.LoseRequest());
        cluster.pass(Duration.ofMinutes(30));
        assertThat(cluster.calls(ALL) - before).isBetween(55L, 130L);
        assertThat(cluster.heard()).hasSize(1);

        cluster.world.faults().clear();
        cluster.goes("upf-0");
        assertThat(untilChange(MINUTE)).isLessThan(Duration.ofSeconds(33));
        assertThat(cluster.heard()).isEmpty();
    }

    @Test
    void a_watch_that_never_lasts_is_no_hot_loop() {
        cluster.world.faults().always(WATCHES, new Fault.BreakOff(Duration.ZERO));
        cluster.begin();
        cluster.pass(Duration.ofMinutes(10));

        assertThat(cluster.calls(ALL)).isLessThan(60);
    }

    /** Then lists do what the watch should. */
    @Test
    void where_no_watch_can_be_had_pods_are_listed_now_and_then() {
        cluster.world.faults().always(WATCHES, new Fault.Throttle());
        cluster.begin();
        cluster.pass(Duration.ofMinutes(5));
        cluster.has("upf-0", "10.0.1.50");
        cluster.pass(Duration.ofMinutes(3));

        assertThat(cluster.heard()).hasSize(1);
        assertThat(cluster.failures).extracting(ClusterFailure::kind).containsOnly(Kind.THROTTLED);
    }

    @Test
    void an_answer_that_nobody_can_read_is_told_and_asked_for_again() {
        cluster.has("upf-0", "10.0.1.50");
        cluster.world.faults().next(LISTS, new Fault.Garble("{", "["));
        cluster.world.faults().next(LISTS, new Fault.Garble("\"items\"", "\"things\""));
        cluster.begin();
        cluster.pass(Duration.ofSeconds(5));

        assertThat(cluster.heard()).hasSize(1);
        assertThat(cluster.failures)
                .hasSize(2)
                .extracting(ClusterFailure::kind)
                .containsOnly(Kind.BROKEN);
        assertThat(cluster.failures.getLast())
                .hasMessage("GET /api/v1/pods: the answer is no list of pods");
    }

    @Test
    void a_token_that_was_renewed_is_shown_at_once() {
        cluster.begin();
        assertThat(cluster.heard()).isEmpty();
        String old = cluster.token();
        cluster.mounts(cluster.newToken(Duration.ofHours(1)));
        cluster.kubernetes.serviceAccounts().revoke(old);
        cluster.pass(Duration.ofMinutes(3));
        cluster.has("upf-0", "10.0.1.50");
        cluster.pass(SECOND);

        assertThat(cluster.heard()).hasSize(1);
        assertThat(cluster.failures).isEmpty();
    }

    @Test
    void a_token_that_is_not_taken_is_told_until_there_is_another() {
        cluster.kubernetes.serviceAccounts().revoke(cluster.token());
        cluster.begin();

        assertThatThrownBy(cluster::heard)
                .hasMessageContaining("the token of the service account is not taken")
                .satisfies(
                        failure ->
                                assertThat(((ClusterFailure) failure).kind())
                                        .isEqualTo(Kind.DENIED));
        cluster.mounts(cluster.newToken(Duration.ofHours(1)));
        cluster.pass(MINUTE);
        assertThat(cluster.heard()).isEmpty();
    }

    @Test
    void what_the_role_does_not_allow_is_told() {
        cluster.mayNothing();
        cluster.begin();

        assertThatThrownBy(cluster::heard)
                .hasMessageContaining("HTTP status 403")
                .hasMessageContaining("pods is forbidden")
                .hasMessageContaining("the service account's role lacks this permission");
    }

    @Test
    void it_ends_when_it_is_told_to() {
        cluster.begin();
        cluster.pass(SECOND);
        cluster.ending.set(true);
        cluster.pass(MINUTE);

        assertThat(cluster.ended).isTrue();
        assertThat(cluster.calls(WATCHES)).isEqualTo(1);
    }

    private Duration untilChange(Duration most) {
        Instant start = cluster.time.now();
        cluster.pods.awaitChange(most);
        return Duration.between(start, cluster.time.now());
    }
}
