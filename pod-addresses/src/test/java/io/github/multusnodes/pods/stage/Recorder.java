package io.github.multusnodes.pods.stage;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.port.Reports;
import io.github.multusnodes.retry.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what an agent tells. */
public final class Recorder implements Reports {

    private final Time time;
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<Arrived> routable = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private @Nullable Standing standing;
    private int assigned;
    private int released;

    Recorder(Time time) {
        this.time = time;
    }

    /** A pod whose addresses are in their place. */
    public record Arrived(NodePod pod, Instant at, Duration after) {}

    /** An address that is not put anywhere. */
    public record Refused(NodePod pod, Refusal refusal) {}

    @Override
    public void round(Standing its) {
        standing = its;
    }

    @Override
    public void failed(RuntimeException failure) {
        failures.add(failure);
    }

    @Override
    public void assigned(int addresses) {
        assigned += addresses;
    }

    @Override
    public void released(int addresses) {
        released += addresses;
    }

    @Override
    public void routable(NodePod pod, Duration after) {
        routable.add(new Arrived(pod, time.now(), after));
    }

    @Override
    public void refused(NodePod pod, Refusal refusal) {
        refused.add(new Refused(pod, refusal));
    }

    @Override
    public void unreadable(NodePod pod, String why) {
        unreadable.add(pod + ": " + why);
    }

    /** How the last round left the node. */
    public Optional<Standing> standing() {
        return Optional.ofNullable(standing);
    }

    public List<RuntimeException> failures() {
        return failures;
    }

    public List<Arrived> routable() {
        return routable;
    }

    public List<Refused> refused() {
        return refused;
    }

    public List<String> unreadable() {
        return unreadable;
    }

    public int assigned() {
        return assigned;
    }

    public int released() {
        return released;
    }
}
