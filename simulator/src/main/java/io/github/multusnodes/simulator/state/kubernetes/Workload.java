package io.github.multusnodes.simulator.state.kubernetes;

/** What re-creates its pods. */
public record Workload(Kind kind, String namespace, String name, PodTemplate template) {

    /** How it re-creates them. */
    public enum Kind {
        /** A new one under a new name, as soon as the old one is asked to end. */
        REPLICA_SET("ReplicaSet"),
        /** The same name with a new UID, once the old one is gone. */
        STATEFUL_SET("StatefulSet"),
        /** On the same node, cordoned or not, once the old one is gone. */
        DAEMON_SET("DaemonSet");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** Its name on the wire. */
        public String wireName() {
            return wireName;
        }
    }
}
