package io.github.multusnodes.simulator.state.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance.
 *
 * @param reservationId the launch it came from
 * @param securityGroups those of its primary interface at launch
 * @param privateIp its primary interface's primary address; none in an IPv6-only subnet
 * @param ipv6Address its primary interface's first IPv6 address, if it has one
 * @param since from when it is in its state
 */
public record Instance(
        String id,
        String reservationId,
        String type,
        String imageId,
        String subnetId,
        String vpcId,
        String zone,
        List<String> securityGroups,
        Map<String, String> tags,
        Instant launchTime,
        Optional<String> privateIp,
        Optional<String> ipv6Address,
        State state,
        Instant since) {

    /** Where an instance is in its life. */
    public enum State {
        PENDING(0, "pending"),
        RUNNING(16, "running"),
        SHUTTING_DOWN(32, "shutting-down"),
        TERMINATED(48, "terminated"),
        STOPPING(64, "stopping"),
        STOPPED(80, "stopped");

        private final int code;
        private final String wireName;

        State(int code, String wireName) {
            this.code = code;
            this.wireName = wireName;
        }

        /** Its code on the wire. */
        public int code() {
            return code;
        }

        /** Its name on the wire. */
        public String wireName() {
            return wireName;
        }
    }

    public Instance {
        securityGroups = List.copyOf(securityGroups);
        tags = Map.copyOf(tags);
    }

    /** Whether it has ended or is about to. */
    public boolean isEnding() {
        return state == State.SHUTTING_DOWN || state == State.TERMINATED;
    }

    Instance with(State other, Instant from) {
        return copy(tags, other, from);
    }

    Instance withTags(Map<String, String> other) {
        return copy(other, state, since);
    }

    private Instance copy(Map<String, String> newTags, State newState, Instant newSince) {
        return new Instance(
                id,
                reservationId,
                type,
                imageId,
                subnetId,
                vpcId,
                zone,
                securityGroups,
                newTags,
                launchTime,
                privateIp,
                ipv6Address,
                newState,
                newSince);
    }
}
