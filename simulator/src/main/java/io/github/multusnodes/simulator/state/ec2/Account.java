package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Register;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What all parts of one account's EC2 in one Region share. */
final class Account {

    private final Timeline timeline;
    private final Schedule schedule;
    private final Ids ids;
    private final Scenario scenario;
    private final Random random;

    Account(Timeline timeline, Schedule schedule, Ids ids, Scenario scenario) {
        this.timeline = timeline;
        this.schedule = schedule;
        this.ids = ids;
        this.scenario = scenario;
        this.random = new Random(scenario.seed());
    }

    /**
     * A directory of things that readers see with the scenario's lag.
     *
     * @param code the error code for an unknown id
     * @param noun what its message calls such a thing
     */
    <V> Directory<V> directory(String code, String noun) {
        return new Directory<>(new Register<>(timeline, this::lag), code, noun);
    }

    /** A register of things that instance metadata shows with a lag of its own. */
    <V> Register<V> metadata() {
        return new Register<>(timeline, scenario::metadataLag);
    }

    Schedule schedule() {
        return schedule;
    }

    Instant now() {
        return schedule.now();
    }

    Ids ids() {
        return ids;
    }

    Scenario scenario() {
        return scenario;
    }

    Random random() {
        return random;
    }

    /** The Region's Availability Zones. */
    List<String> zones() {
        return List.of("us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d");
    }

    private Duration lag() {
        long most = scenario.mostLag().toNanos();
        return most == 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(most + 1));
    }
}
