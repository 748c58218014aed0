package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.UnusualEnd;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.services.autoscaling.model.Instance;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A whole group is deleted, and after it the subnets and groups that its nodes were in. */
class GroupDeletionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A failing function runs three times, the last time three minutes after the first. */
    private static final Duration UNTIL_GIVEN_UP = Duration.ofMinutes(5);

    /** How an operator gets rid of a group. */
    enum Way {
        BY_FORCE,
        BY_FORCE_WITH_HOOKS,
        EMPTIED_FIRST;

        Scenario scenario() {
            return Scenario.realistic()
                    .withAutoScaling(
                            AutoScalingSettings.realistic()
                                    .withTerminateHooks(
                                            UnusualEnd.FORCED_DELETE, this == BY_FORCE_WITH_HOOKS));
        }

        void begin(Stage stage) {
            if (this == EMPTIED_FIRST) {
                stage.autoScaling().deleteWarmPool(r -> r.autoScalingGroupName(Stage.GROUP));
                stage.scaleTo(0);
            } else {
                delete(stage, true);
            }
        }

        void end(Stage stage) {
            if (this == EMPTIED_FIRST) {
                delete(stage, false);
            }
        }

        private static void delete(Stage stage, boolean force) {
            stage.autoScaling()
                    .deleteAutoScalingGroup(
                            r -> r.autoScalingGroupName(Stage.GROUP).forceDelete(force));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_of_a_group_with_nodes_in_every_state_blocks_its_subnets_and_security_groups(
            Way way) {
        Stage stage = withNodesInEveryState(way.scenario());
        assertThat(states(stage))
                .containsExactlyInAnyOrder(
                        "InService",
                        "InService",
                        "Pending",
                        "Pending:Wait",
                        "Terminating:Wait",
                        "Warmed:Stopped",
                        "Warmed:Pending",
                        "Warmed:Pending:Wait",
                        "Warmed:Pending:Wait",
                        "Warmed:Terminating:Wait");

        way.begin(stage);
        stage.runFor(MINUTE);
        assertThat(stage.inspect().ours()).as("what events alone leave").isNotEmpty();
        stage.sweepEvery(MINUTE).runFor(Duration.ofMinutes(40));
        way.end(stage);
        stage.runFor(MINUTE);

        assertThat(stage.autoScaling().describeAutoScalingGroups().autoScalingGroups()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
        stage.grounds().takeDown(stage.ec2());
    }

    /**
     * Two in service; one that drains on its way out, one on its way back into the pool; one of the
     * pool whose termination nobody was told of; one half launched into the group, one into the
     * pool; one in the pool; one that starts for the group, one that boots for the pool.
     */
    private static Stage withNodesInEveryState(Scenario scenario) {
        Stage stage = Stage.open(scenario, withCluster()).joinAfter(Duration.ofSeconds(20));
        stage.group(4).untilInService(4);
        stage.warmPool(1, 1).runFor(Duration.ofMinutes(3));
        stage.inService().forEach(node -> Web.run(stage, node));
        Web.protect(stage);

        String leaver = stage.inService().getFirst();
        stage.autoScaling()
                .terminateInstanceInAutoScalingGroup(
                        r -> r.instanceId(leaver).shouldDecrementDesiredCapacity(true));
        stage.mishaps()
                .next(
                        event ->
                                event.hookName().equals(Stage.TERMINATE_HOOK)
                                        && event.json().contains("\"Origin\":\"WarmPool\""),
                        new Mishap.Lose());
        stage.scaleTo(2).runFor(MINUTE);

        stage.faults()
                .always(
                        call ->
                                call.caller().startsWith("launch")
                                        && call.action().equals("ModifyNetworkInterfaceAttribute"),
                        new Fault.KillBefore());
        stage.scaleTo(3).warmPool(2, 2).runFor(UNTIL_GIVEN_UP);
        stage.faults().clear();
        stage.warmPool(4, 4).runFor(Duration.ofMinutes(2));
        return stage.scaleTo(4).runFor(Duration.ofSeconds(3));
    }

    private static Layout withCluster() {
        return Layout.of(2, 2)
                .withTerminateHook(Duration.ofHours(1))
                .withDrain("{\"timeoutSeconds\": 1800}");
    }

    private static List<String> states(Stage stage) {
        return Stream.concat(stage.members().stream(), stage.pool().stream())
                .map(Instance::lifecycleStateAsString)
                .toList();
    }
}
