package io.github.multusnodes.stage;

import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How the grounds are laid out. */
public final class Layout {

    /** A CIDR reservation in the subnet of a network and zone, of type explicit or prefix. */
    public record Reserved(int network, int zone, String cidr, String type) {}

    private static final String NONE = "{\"mode\":\"none\"}";

    private final int zones;
    private final int networks;
    private boolean sharedSubnets;
    private boolean ipv6Only;
    private int prefixLength = 24;
    private List<Reserved> reserved = List.of();
    private String ipv4 = "{\"mode\":\"lowest-free\"}";
    private String ipv6 = NONE;
    private String podPrefixes = "{}";
    private String instanceType = "m5.4xlarge";
    private Duration hookTimeout = Duration.ofHours(1);
    private Duration functionTimeout = Duration.ofMinutes(5);
    private Optional<Duration> terminateHookTimeout = Optional.empty();
    private Map<String, String> environment = Map.of();

    private Layout(int zones, int networks) {
        this.zones = zones;
        this.networks = networks;
    }

    /** Subnets of /24, the lowest free addresses, and a type that takes all the networks. */
    public static Layout of(int zones, int networks) {
        return new Layout(zones, networks);
    }

    /** The same with all networks in the same subnets. */
    public Layout withSharedSubnets() {
        return but(copy -> copy.sharedSubnets = true);
    }

    /** The same with subnets of another size; in one of /16, the whole VPC, nodes sit as well. */
    public Layout withPrefixLength(int other) {
        return but(copy -> copy.prefixLength = other);
    }

    /** The same with CIDR reservations. */
    public Layout withReserved(Reserved... others) {
        return but(copy -> copy.reserved = List.of(others));
    }

    /** The same with another way to find IPv4 addresses. */
    public Layout withIpv4(String json) {
        return but(copy -> copy.ipv4 = json);
    }

    /** The same in dual-stack subnets, with another way to find IPv6 addresses. */
    public Layout withIpv6(String json) {
        return but(copy -> copy.ipv6 = json);
    }

    /** The same in IPv6-only subnets, with no IPv4 addresses unless told otherwise. */
    public Layout withIpv6Only(String json) {
        return but(
                copy -> {
                    copy.ipv6Only = true;
                    copy.ipv4 = NONE;
                    copy.ipv6 = json;
                });
    }

    /** The same with prefixes for pods. */
    public Layout withPodPrefixes(String json) {
        return but(copy -> copy.podPrefixes = json);
    }

    /** The same with nodes of another type. */
    public Layout withInstanceType(String other) {
        return but(copy -> copy.instanceType = other);
    }

    /** The same with another hook timeout. */
    public Layout withHookTimeout(Duration other) {
        return but(copy -> copy.hookTimeout = other);
    }

    /** The same with functions that may run for longer or shorter. */
    public Layout withFunctionTimeout(Duration other) {
        return but(copy -> copy.functionTimeout = other);
    }

    /** The same with our termination hook, which none has otherwise. */
    public Layout withTerminateHook(Duration timeout) {
        return but(copy -> copy.terminateHookTimeout = Optional.of(timeout));
    }

    /** The same with other variables for the functions; an empty value takes one away. */
    public Layout withEnvironment(Map<String, String> other) {
        return but(copy -> copy.environment = Map.copyOf(other));
    }

    /** The same with variables that have nodes drained: the cluster's name, and how. */
    public Layout withDrain(String json) {
        return withEnvironment(Map.of("MULTUS_CLUSTER", Kubernetes.NAME, "MULTUS_DRAIN", json));
    }

    /** Availability Zones, each with one subnet for every network. */
    public int zones() {
        return zones;
    }

    /** Multus networks, at device indexes 1, 2, …. */
    public int networks() {
        return networks;
    }

    /** Whether all networks use the subnets of the first. */
    public boolean sharedSubnets() {
        return sharedSubnets;
    }

    /** Of the networks' subnets. */
    public int prefixLength() {
        return prefixLength;
    }

    /** What is reserved in them. */
    public List<Reserved> reserved() {
        return reserved;
    }

    /**
     * The networks' {@code ipv4} setting, as JSON; {@code $0}, {@code $1}, … stand for the ids of
     * the reservations, and {@code $n} for that with the network's own number.
     */
    public String ipv4() {
        return ipv4;
    }

    /** The networks' {@code ipv6} setting, likewise. */
    public String ipv6() {
        return ipv6;
    }

    /** The networks' {@code podPrefixes} setting. */
    public String podPrefixes() {
        return podPrefixes;
    }

    /** Of the nodes. */
    public String instanceType() {
        return instanceType;
    }

    /** The launch hook's heartbeat timeout. */
    public Duration hookTimeout() {
        return hookTimeout;
    }

    /** How long a function may run; shorter than what is deployed, so that tests see its end. */
    public Duration functionTimeout() {
        return functionTimeout;
    }

    /** The termination hook's heartbeat timeout, if the group has one. */
    public Optional<Duration> terminateHookTimeout() {
        return terminateHookTimeout;
    }

    /** Variables that replace or join those of the functions. */
    public Map<String, String> environment() {
        return environment;
    }

    private Layout but(Consumer<Layout> change) {
        Layout copy = new Layout(zones, networks);
        copy.sharedSubnets = sharedSubnets;
        copy.ipv6Only = ipv6Only;
        copy.prefixLength = prefixLength;
        copy.reserved = reserved;
        copy.ipv4 = ipv4;
        copy.ipv6 = ipv6;
        copy.podPrefixes = podPrefixes;
        copy.instanceType = instanceType;
        copy.hookTimeout = hookTimeout;
        copy.functionTimeout = functionTimeout;
        copy.terminateHookTimeout = terminateHookTimeout;
        copy.environment = environment;
        change.accept(copy);
        return copy;
    }

    boolean hasIpv4() {
        return !ipv6Only;
    }

    boolean hasIpv6() {
        return ipv6Only || !ipv6.equals(NONE);
    }
}
