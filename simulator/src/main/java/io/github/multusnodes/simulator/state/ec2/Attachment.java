package io.github.multusnodes.simulator.state.ec2;

import java.time.Instant;

/** How an interface is attached to an instance. */
public record Attachment(
        String id,
        String instanceId,
        int deviceIndex,
        int networkCardIndex,
        Status status,
        Instant attachTime,
        boolean deleteOnTermination) {

    /** How far an attachment is. */
    public enum Status {
        ATTACHING("attaching"),
        ATTACHED("attached"),
        DETACHING("detaching");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /** Its name on the wire. */
        public String wireName() {
            return wireName;
        }
    }

    /** Whether the instance has, or had, the device. */
    boolean hasArrived() {
        return status != Status.ATTACHING;
    }

    /** Whether it is that of the interface that the instance was born with. */
    public boolean isPrimary() {
        return deviceIndex == 0 && networkCardIndex == 0;
    }

    Attachment with(Status other) {
        return new Attachment(
                id,
                instanceId,
                deviceIndex,
                networkCardIndex,
                other,
                attachTime,
                deleteOnTermination);
    }

    Attachment withDeleteOnTermination(boolean wanted) {
        return new Attachment(
                id, instanceId, deviceIndex, networkCardIndex, status, attachTime, wanted);
    }
}
