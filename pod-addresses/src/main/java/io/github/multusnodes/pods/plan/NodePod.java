package io.github.multusnodes.pods.plan;

import java.time.Instant;
import java.util.List;

/**
 * A pod of the node that has not ended, and asks for more interfaces than its primary one.
 *
 * @param uid its identity: another pod may come with its name
 * @param created by the clock of the API server
 */
public record NodePod(
        String uid, String namespace, String name, Instant created, Attached attached) {

    /** What is known of its interfaces besides the primary one. */
    public sealed interface Attached {

        /** Multus has not told yet; the pod is about to get them. */
        record Awaited() implements Attached {}

        /** Multus has told; without those that can have no address of a node's interface. */
        record Told(List<PodInterface> interfaces) implements Attached {
            public Told {
                interfaces = List.copyOf(interfaces);
            }
        }

        /**
         * What Multus has told cannot be read, so that nobody knows which addresses it has.
         *
         * @param why what is wrong with it
         */
        record Unreadable(String why) implements Attached {}
    }

    /** Its interfaces, as far as they are known. */
    public List<PodInterface> interfaces() {
        return attached instanceof Attached.Told(var interfaces) ? interfaces : List.of();
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
