package io.github.multusnodes.pods.bench;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An address of a pod, from the moment at which Multus tells of it until the pod is gone. */
final class Life {

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

    String uid() {
        return uid;
    }

    /** The interface where it belongs. */
    String eni() {
        return eni;
    }

    String address() {
        return address;
    }

    Instant told() {
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

    boolean isLive(Instant at) {
        return !told.isAfter(at) && (gone == null || gone.isAfter(at));
    }

    /** How long EC2 did not know of it. */
    Optional<Duration> waited() {
        return Optional.ofNullable(placed).map(at -> Duration.between(told, at));
    }

    Optional<Instant> gone() {
        return Optional.ofNullable(gone);
    }

    @Override
    public String toString() {
        return address + " of " + uid + " on " + eni + " from " + told + " to " + gone();
    }
}
