package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.assertRefused;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.state.autoscaling.LifecycleState;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

class RefreshTest {

    private final GroupWorld it = new GroupWorld();

    private void start(int minHealthy) {
        it.autoScaling.startInstanceRefresh(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .preferences(
                                        p ->
                                                p.minHealthyPercentage(minHealthy)
                                                        .instanceWarmup(10)));
    }

    private InstanceRefresh refresh() {
        return it.autoScaling
                .describeInstanceRefreshes(r -> r.autoScalingGroupName(GROUP))
                .instanceRefreshes()
                .getFirst();
    }

    /** How many instances were out of service at worst, from that change on. */
    private int worst(int from, int size) {
        Set<String> inService = new HashSet<>();
        int least = size;
        for (int i = 0; i < it.changes.size(); i++) {
            var change = it.changes.get(i);
            if (change.to() == LifecycleState.IN_SERVICE) {
                inService.add(change.instanceId());
            } else {
                inService.remove(change.instanceId());
            }
            least = i < from ? size : Math.min(least, inService.size());
        }
        return size - least;
    }

    @Test
    void as_many_go_at_once_as_may_be_missing() {
        assertThat(replaced(50)).isEqualTo(2);
    }

    @Test
    void at_least_one_goes_at_a_time() {
        assertThat(replaced(100)).isEqualTo(1);
    }

    private int replaced(int minHealthy) {
        it.answerAll("CONTINUE");
        it.group(4, hook("up", LAUNCHING), hook("down", TERMINATING));
        it.passSeconds(2);
        List<String> old = it.instanceIds();
        int from = it.changes.size();

        start(minHealthy);
        assertThat(refresh().statusAsString()).isEqualTo("InProgress");
        it.passSeconds(120);

        assertThat(refresh().statusAsString()).isEqualTo("Successful");
        assertThat(refresh().percentageComplete()).isEqualTo(100);
        assertThat(it.instanceIds()).hasSize(4).doesNotContainAnyElementsOf(old);
        return worst(from, 4);
    }

    @Test
    void new_instances_count_only_after_their_warmup() {
        it.group(2);
        it.passSeconds(1);
        start(50);
        it.passSeconds(10);
        assertThat(refresh().instancesToUpdate()).isEqualTo(1);
        it.passSeconds(2);
        assertThat(refresh().instancesToUpdate()).isZero();
        assertThat(refresh().statusAsString()).isEqualTo("InProgress");
        it.passSeconds(12);
        assertThat(refresh().statusAsString()).isEqualTo("Successful");
    }

    @Test
    void instances_that_match_the_template_can_be_skipped() {
        it.group(1);
        it.passSeconds(1);
        List<String> before = it.instanceIds();

        it.autoScaling.startInstanceRefresh(
                r -> r.autoScalingGroupName(GROUP).preferences(p -> p.skipMatching(true)));
        it.passSeconds(5);

        assertThat(refresh().statusAsString()).isEqualTo("Successful");
        assertThat(it.instanceIds()).isEqualTo(before);
    }

    @Test
    void a_refresh_can_be_cancelled() {
        it.group(2);
        it.passSeconds(1);
        start(50);
        it.passSeconds(1);

        it.autoScaling.cancelInstanceRefresh(r -> r.autoScalingGroupName(GROUP));
        it.passSeconds(60);

        assertThat(refresh().statusAsString()).isEqualTo("Cancelled");
        assertThat(refresh().instancesToUpdate()).isEqualTo(1);
        assertThat(it.states()).containsExactly("InService", "InService");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        it.group(1);
        it.passSeconds(1);

        assertRefused(
                () -> it.autoScaling.cancelInstanceRefresh(r -> r.autoScalingGroupName(GROUP)),
                "ActiveInstanceRefreshNotFound",
                "No in progress or pending Instance Refresh found for Auto Scaling group nodes");
        assertRefused(
                () -> start(101),
                "ValidationError",
                "MinHealthyPercentage 101 is invalid: give 0 to 100");
        assertRefused(
                () ->
                        it.autoScaling.startInstanceRefresh(
                                r -> r.autoScalingGroupName(GROUP).strategy("ReplaceRootVolume")),
                "ValidationError",
                "The strategy 'ReplaceRootVolume' is not modelled: give Rolling");
        start(90);
        assertRefused(
                () -> start(90),
                "InstanceRefreshInProgress",
                "An Instance Refresh is already in progress and blocks the execution of this"
                        + " Instance Refresh.");
    }
}
