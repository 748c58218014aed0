package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.state.Schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a group waits before it launches again. AWS limits the rate of launches that keep
 * failing and does not say how ("Amazon EC2 Auto Scaling lifecycle hooks", considerations).
 */
final class LaunchBackoff {

    private final Schedule schedule;
    private final AutoScalingSettings settings;
    private final Map<String, Failures> byGroup = new HashMap<>();

    LaunchBackoff(Schedule schedule, AutoScalingSettings settings) {
        this.schedule = schedule;
        this.settings = settings;
    }

    /**
     * A launch failed. Failures of one burst count once.
     *
     * @param launched when it was tried
     */
    void failed(String group, Instant launched) {
        Failures before = byGroup.getOrDefault(group, new Failures(0, Instant.MIN, Instant.MIN));
        if (launched.isBefore(before.last())) {
            return;
        }
        Instant now = schedule.now();
        int inARow = before.inARow() + 1;
        byGroup.put(group, new Failures(inARow, now, now.plus(wait(inARow))));
    }

    /** A launch came into service. */
    void succeeded(String group) {
        byGroup.remove(group);
    }

    /** How long the group has to wait from now; zero if it may launch. */
    Duration left(String group) {
        Failures failures = byGroup.get(group);
        Instant now = schedule.now();
        return failures == null || !failures.until().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, failures.until());
    }

    private Duration wait(int inARow) {
        Duration wait = inARow == 1 ? Duration.ZERO : settings.firstRetry();
        for (int i = 2; i < inARow && wait.compareTo(settings.longestRetry()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(settings.longestRetry()) < 0 ? wait : settings.longestRetry();
    }

    private record Failures(int inARow, Instant last, Instant until) {}
}
