package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.assertRefused;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class HealthTest {

    private final GroupWorld it =
            new GroupWorld(
                    Scenario.plain()
                            .withAutoScaling(
                                    AutoScalingSettings.plain()
                                            .withNoticing(Duration.ofSeconds(30))));

    @Test
    void an_unhealthy_instance_is_shown_so_and_replaced() {
        it.group(1);
        it.passSeconds(1);
        String id = it.instanceIds().getFirst();

        set(id, "Unhealthy");
        it.passSeconds(29);
        assertThat(it.describe().instances())
                .extracting("instanceId", "healthStatus")
                .containsExactly(tuple(id, "Unhealthy"));
        it.passSeconds(5);

        assertThat(it.story(id)).endsWith("Terminated");
        assertThat(it.states()).containsExactly("InService");
        assertThat(it.instanceIds()).doesNotContain(id);
    }

    @Test
    void an_instance_that_is_called_healthy_again_in_time_stays() {
        it.group(1);
        it.passSeconds(1);
        String id = it.instanceIds().getFirst();

        set(id, "Unhealthy");
        it.passSeconds(29);
        set(id, "Healthy");
        it.passSeconds(300);

        assertThat(it.instanceIds()).containsExactly(id);
        assertThat(it.all()).extracting("healthStatus").containsExactly("HEALTHY");
    }

    @Test
    void the_grace_period_is_respected_unless_the_caller_says_otherwise() {
        it.group(1, r -> r.healthCheckGracePeriod(600));
        it.passSeconds(1);
        String id = it.instanceIds().getFirst();

        set(id, "Unhealthy");
        it.passSeconds(300);
        assertThat(it.all()).extracting("healthStatus").containsExactly("HEALTHY");

        it.autoScaling.setInstanceHealth(
                r -> r.instanceId(id).healthStatus("Unhealthy").shouldRespectGracePeriod(false));
        it.passSeconds(40);
        assertThat(it.instanceIds()).doesNotContain(id);
    }

    @Test
    void after_the_grace_period_the_mark_counts() {
        it.group(1, r -> r.healthCheckGracePeriod(600));
        it.passSeconds(601);
        String id = it.instanceIds().getFirst();

        set(id, "Unhealthy");
        it.passSeconds(40);

        assertThat(it.instanceIds()).doesNotContain(id);
    }

    @Test
    void a_mark_that_means_nothing_is_refused() {
        it.group(1, hook("up", LAUNCHING));
        it.passSeconds(1);
        String waiting = it.instanceIds().getFirst();

        assertRefused(
                () -> set("i-1", "Unhealthy"),
                "ValidationError",
                "Instance Id not found - No managed instance found for instance ID: i-1");
        assertRefused(
                () -> set(waiting, "Poorly"),
                "ValidationError",
                "Invalid HealthStatus 'Poorly': give Healthy or Unhealthy");
        assertRefused(
                () -> set(waiting, "Unhealthy"),
                "ValidationError",
                "The instance "
                        + waiting
                        + " is Pending:Wait: the simulator models SetInstanceHealth for instances"
                        + " that are InService or retained");
    }

    private void set(String id, String status) {
        it.autoScaling.setInstanceHealth(r -> r.instanceId(id).healthStatus(status));
    }
}
