package io.github.multusnodes.drain;

import static io.github.multusnodes.drain.Pods.endingBy;
import static io.github.multusnodes.drain.Pods.inPhase;
import static io.github.multusnodes.drain.Pods.mirror;
import static io.github.multusnodes.drain.Pods.ownedBy;
import static io.github.multusnodes.drain.Pods.pod;
import static io.github.multusnodes.drain.Pods.withEmptyDir;
import static io.github.multusnodes.drain.Pods.withGrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.drain.Drain.Deletion;
import io.github.multusnodes.drain.Drain.LeftOut;
import io.github.multusnodes.drain.Drain.Reason;
import io.github.multusnodes.drain.DrainSettings.OnTimeout;
import io.github.multusnodes.drain.DrainSettings.Unmanaged;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@DisplayName("the plan of a drain")
class DrainTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);

    @Test
    void evicts_what_can_go_elsewhere() {
        Drain plan = plan(DrainSettings.DEFAULT, pod("a"), ownedBy(Optional.of("Job"), pod("b")));

        assertThat(plan.evict()).extracting(Pod::name).containsExactly("a", "b");
        assertThat(plan.await()).isEmpty();
        assertThat(plan.delete()).isEmpty();
        assertThat(plan.over()).isFalse();
    }

    @Test
    void is_over_when_the_node_is_empty() {
        assertThat(plan(DrainSettings.DEFAULT).over()).isTrue();
    }

    @Test
    void waits_for_a_pod_that_was_asked_to_end_and_does_not_ask_again() {
        Pod ending = endingBy(NOW.plusSeconds(10), pod("a"));

        Drain plan = plan(DrainSettings.DEFAULT, ending);

        assertThat(plan.evict()).isEmpty();
        assertThat(plan.await()).containsExactly(ending);
        assertThat(plan.over()).isFalse();
    }

    @Test
    void leaves_out_what_stays_or_has_ended() {
        Pod mirror = mirror(ownedBy(Optional.of("Node"), pod("kube-proxy")));
        Pod daemon = ownedBy(Optional.of("DaemonSet"), pod("aws-node"));
        Pod done = inPhase(Pod.Phase.SUCCEEDED, pod("job"));
        Pod failed = inPhase(Pod.Phase.FAILED, pod("evicted"));

        Drain plan = plan(DrainSettings.DEFAULT, mirror, daemon, done, failed);

        assertThat(plan.leftOut())
                .containsExactly(
                        new LeftOut(mirror, Reason.MIRROR),
                        new LeftOut(daemon, Reason.DAEMON_SET),
                        new LeftOut(done, Reason.FINISHED),
                        new LeftOut(failed, Reason.FINISHED));
        assertThat(plan.over()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Pod.Phase.class,
            names = {"PENDING", "RUNNING", "UNKNOWN"})
    void does_not_take_a_pod_for_finished_that_is(Pod.Phase phase) {
        assertThat(plan(DrainSettings.DEFAULT, inPhase(phase, pod("a"))).evict()).hasSize(1);
    }

    @Test
    void waits_for_pods_with_an_empty_dir_where_their_data_are_not_to_be_deleted() {
        DrainSettings careful = settings(false, Unmanaged.EVICT, OnTimeout.CONTINUE);

        Drain plan = plan(careful, withEmptyDir(pod("cache")), pod("plain"));

        assertThat(plan.await()).extracting(Pod::name).containsExactly("cache");
        assertThat(plan.evict()).extracting(Pod::name).containsExactly("plain");
    }

    @Test
    void evicts_pods_with_an_empty_dir_where_their_data_may_be_deleted() {
        assertThat(plan(DrainSettings.DEFAULT, withEmptyDir(pod("cache"))).evict()).hasSize(1);
    }

    @Test
    void treats_pods_that_nothing_re_creates_as_the_settings_say() {
        Pod lonely = ownedBy(Optional.empty(), pod("debug"));

        assertThat(plan(unmanaged(Unmanaged.EVICT), lonely).evict()).containsExactly(lonely);
        assertThat(plan(unmanaged(Unmanaged.WAIT), lonely).await()).containsExactly(lonely);
        assertThat(plan(unmanaged(Unmanaged.SKIP), lonely).leftOut())
                .containsExactly(new LeftOut(lonely, Reason.UNMANAGED));
    }

    @Test
    void gives_up_a_pod_whose_node_does_not_answer_but_not_before_its_time() {
        Duration patience = DrainSettings.DEFAULT.skipWaitForDelete();
        Pod lost = endingBy(NOW.minus(patience).minusSeconds(1), pod("lost"));
        Pod late = endingBy(NOW.minus(patience), pod("late"));

        Drain plan = plan(DrainSettings.DEFAULT, lost, late);

        assertThat(plan.leftOut()).containsExactly(new LeftOut(lost, Reason.LOST));
        assertThat(plan.await()).containsExactly(late);
    }

    @Test
    void cuts_off_what_is_left_at_the_deadline() {
        Pod stuck = pod("stuck");

        Drain plan = DrainSettings.DEFAULT.plan(List.of(stuck), LATER, LATER);

        assertThat(plan.cutOff()).containsExactly(stuck);
        assertThat(plan.evict()).isEmpty();
        assertThat(plan.delete()).isEmpty();
        assertThat(plan.over()).isTrue();
    }

    @Test
    void deletes_what_is_left_at_the_deadline_with_its_own_grace_or_the_last_one() {
        Pod quick = withGrace(Duration.ofSeconds(5), pod("quick"));
        Pod slow = withGrace(Duration.ofHours(1), pod("slow"));
        Pod tooSlow = endingBy(LATER.plusSeconds(31), pod("too-slow"));
        Pod ending = endingBy(LATER.plusSeconds(30), pod("ending"));

        Drain plan = forced().plan(List.of(quick, slow, tooSlow, ending), LATER, LATER);

        assertThat(plan.delete())
                .containsExactly(
                        new Deletion(quick, Duration.ofSeconds(5)),
                        new Deletion(slow, Drain.LAST_GRACE),
                        new Deletion(tooSlow, Drain.LAST_GRACE));
        assertThat(plan.await()).containsExactly(ending);
        assertThat(plan.over()).isFalse();
    }

    @Test
    void removes_what_even_then_does_not_end() {
        Pod stuck = endingBy(LATER.plusSeconds(20), pod("stuck"));
        Instant end = LATER.plus(Drain.LAST_GRACE);

        Drain plan = forced().plan(List.of(stuck), end, LATER);

        assertThat(plan.delete()).containsExactly(new Deletion(stuck, Duration.ZERO));
        assertThat(plan.cutOff()).containsExactly(stuck);
        assertThat(plan.over()).isTrue();
    }

    @Test
    void deletes_pods_that_were_only_waited_for_when_told_to() {
        DrainSettings careful = settings(false, Unmanaged.WAIT, OnTimeout.FORCE_DELETE);
        Pod lonely = withEmptyDir(ownedBy(Optional.empty(), pod("debug")));

        assertThat(careful.plan(List.of(lonely), LATER, LATER).delete()).hasSize(1);
    }

    private static Drain plan(DrainSettings settings, Pod... pods) {
        return settings.plan(List.of(pods), NOW, LATER);
    }

    private static DrainSettings forced() {
        return settings(true, Unmanaged.EVICT, OnTimeout.FORCE_DELETE);
    }

    private static DrainSettings unmanaged(Unmanaged choice) {
        return settings(true, choice, OnTimeout.CONTINUE);
    }

    private static DrainSettings settings(
            boolean deleteEmptyDirData, Unmanaged unmanaged, OnTimeout onTimeout) {
        return new DrainSettings(
                deleteEmptyDirData,
                unmanaged,
                Duration.ofMinutes(10),
                onTimeout,
                Duration.ofMinutes(5));
    }
}
