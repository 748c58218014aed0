package io.github.multusnodes.simulator.state.kubernetes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Multus on every node: before the containers of a pod start, it gives the pod its interfaces, and
 * writes them down in an annotation. It is there once {@link #attach} says how pods get interfaces.
 * For one thread: callers hold the world's lock.
 */
public final class Multus {

    /** The annotation by which a pod asks for networks. */
    public static final String NETWORKS = "k8s.v1.cni.cncf.io/networks";

    /** The annotation in which Multus tells what the pod has. */
    public static final String STATUS = "k8s.v1.cni.cncf.io/network-status";

    /** How it writes down what the VPC CNI has made, which has a dummy beside the interface. */
    public enum Form {
        /** An entry for the interface, and one for the dummy, which has no address. */
        SINCE_4_1,
        /** One entry, with the dummy's name and the interface's address. */
        UP_TO_4_0_2
    }

    /**
     * An interface that a pod gets besides its primary one.
     *
     * @param network the NetworkAttachmentDefinition's namespace and name, as {@code ran/n3}
     * @param interfaceName in the pod
     * @param mac of an ipvlan: its parent's; empty where Multus does not tell it
     * @param ips without masks; none where the network has no addresses
     */
    public record Attachment(String network, String interfaceName, String mac, List<String> ips) {
        public Attachment {
            ips = List.copyOf(ips);
        }
    }

    private static final int HOSTS = 250;

    private Optional<Function<Pod, List<Attachment>>> plugins = Optional.empty();
    private Function<Pod, String> primary = this::nextPrimary;
    private Duration takes = Duration.ZERO;
    private Form form = Form.SINCE_4_1;
    private final Map<String, String> primaries = new HashMap<>();

    Multus() {}

    /**
     * From now on pods get interfaces.
     *
     * @param networks what a pod gets when it is bound to its node. One that asks for networks and
     *     is given nothing waits, as where the plugin of a network fails.
     */
    public void attach(Function<Pod, List<Attachment>> networks) {
        plugins = Optional.of(networks);
    }

    /** From now on it takes so long from the binding of a pod until its interfaces are told. */
    public void takes(Duration duration) {
        takes = duration;
    }

    /** From now on it writes in another form. */
    public void writes(Form other) {
        form = other;
    }

    /** From now on the VPC CNI gives other primary addresses than those of 100.64.0.0/16. */
    public void primary(Function<Pod, String> other) {
        primary = other;
    }

    /** What it would write of a pod that has these interfaces besides its primary one. */
    public String status(Pod pod, List<Attachment> attachments) {
        String ip = primaries.computeIfAbsent(pod.uid(), _ -> primary.apply(pod));
        return NetworkStatus.of(pod, form, ip, attachments);
    }

    Duration takes() {
        return takes;
    }

    /** Whether the pod's containers wait for it. */
    boolean serves(Pod pod) {
        return plugins.isPresent() && !pod.template().hostNetwork();
    }

    /** The status of a pod; none where it does not get what it asks for. */
    Optional<String> attachTo(Pod pod) {
        List<Attachment> attachments =
                pod.template().networks().isEmpty()
                        ? List.of()
                        : plugins.map(its -> its.apply(pod)).orElse(List.of());
        return attachments.isEmpty() && !pod.template().networks().isEmpty()
                ? Optional.empty()
                : Optional.of(status(pod, attachments));
    }

    private String nextPrimary(Pod pod) {
        int before = primaries.size();
        return "100.64." + before / HOSTS % HOSTS + "." + (before % HOSTS + 1);
    }
}
