package io.github.multusnodes.pods.stage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An address of a pod, from the moment at which Multus tells of it until the pod is gone. */
public final class Life {

    private final String uid;
    private final String eni;
    private final String address;
    private final Instant told;
    private @Nullable Instant placed;
    private @Nullable Instant gone;

    Life(String uid, String eni, String address, Instant told) {
        this.uid = uid;
        this.eni = eni;
        this.address = address;
        this.told = told;
    }

    public String uid() {
        return uid;
    }

    /** The interface where it belongs. */
    public String eni() {
        return eni;
    }

    public String address() {
        return address;
    }

    public Instant told() {
        return told;
    }

    /** It is on its interface, since then at the latest. */
    void place(Instant at) {
        if (placed == null) {
            placed = at;
        }
    }

    void end(Instant at) {
        gone = at;
    }

    boolean isPlaced() {
        return placed != null;
    }

    public boolean isLive(Instant at) {
        return !told.isAfter(at) && (gone == null || gone.isAfter(at));
    }

    /** How long EC2 did not know of it. */
    public Optional<Duration> waited() {
        return Optional.ofNullable(placed).map(at -> Duration.between(told, at));
    }

    public Optional<Instant> gone() {
        return Optional.ofNullable(gone);
    }

    @Override
    public String toString() {
        return address + " of " + uid + " on " + eni + " from " + told + " to " + gone();
    }
}
