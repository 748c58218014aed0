package io.github.multusnodes.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the grounds are laid out.
 *
 * @param zones Availability Zones, each with one subnet for every network
 * @param networks Multus networks, at device indexes 1, 2, …
 * @param sharedSubnets whether all networks use the subnets of the first
 * @param prefixLength of the networks' subnets
 * @param reserved what is reserved in them
 * @param ipv4 the networks' {@code ipv4} setting, as JSON; {@code $0}, {@code $1}, … stand for the
 *     ids of the reservations, and {@code $n} for that with the network's own number
 * @param ipv6 the networks' {@code ipv6} setting, likewise
 * @param podPrefixes the networks' {@code podPrefixes} setting
 * @param instanceType of the nodes
 * @param hookTimeout the launch hook's heartbeat timeout
 * @param environment variables that replace or join those of the functions
 */
public record Layout(
        int zones,
        int networks,
        boolean sharedSubnets,
        int prefixLength,
        List<Reserved> reserved,
        String ipv4,
        String ipv6,
        String podPrefixes,
        String instanceType,
        Duration hookTimeout,
        Map<String, String> environment) {

    /** A CIDR reservation in the subnet of a network and zone, of type explicit or prefix. */
    public record Reserved(int network, int zone, String cidr, String type) {}

    public Layout {
        reserved = List.copyOf(reserved);
        environment = Map.copyOf(environment);
    }

    /** Subnets of /24, the lowest free addresses, and a type that takes all the networks. */
    public static Layout of(int zones, int networks) {
        return new Layout(
                zones,
                networks,
                false,
                24,
                List.of(),
                "{\"mode\":\"lowest-free\"}",
                "{\"mode\":\"none\"}",
                "{}",
                "m5.4xlarge",
                Duration.ofHours(1),
                Map.of());
    }

    /** The same with all networks in the same subnets. */
    public Layout withSharedSubnets() {
        return new Layout(
                zones,
                networks,
                true,
                prefixLength,
                reserved,
                ipv4,
                ipv6,
                podPrefixes,
                instanceType,
                hookTimeout,
                environment);
    }

    /** The same with subnets of another size. */
    public Layout withPrefixLength(int other) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                other,
                reserved,
                ipv4,
                ipv6,
                podPrefixes,
                instanceType,
                hookTimeout,
                environment);
    }

    /** The same with CIDR reservations. */
    public Layout withReserved(Reserved... others) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                prefixLength,
                List.of(others),
                ipv4,
                ipv6,
                podPrefixes,
                instanceType,
                hookTimeout,
                environment);
    }

    /** The same with another way to find IPv4 addresses. */
    public Layout withIpv4(String json) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                prefixLength,
                reserved,
                json,
                ipv6,
                podPrefixes,
                instanceType,
                hookTimeout,
                environment);
    }

    /** The same in dual-stack subnets, with another way to find IPv6 addresses. */
    public Layout withIpv6(String json) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                prefixLength,
                reserved,
                ipv4,
                json,
                podPrefixes,
                instanceType,
                hookTimeout,
                environment);
    }

    /** The same with prefixes for pods. */
    public Layout withPodPrefixes(String json) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                prefixLength,
                reserved,
                ipv4,
                ipv6,
                json,
                instanceType,
                hookTimeout,
                environment);
    }

    /** The same with nodes of another type. */
    public Layout withInstanceType(String other) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                prefixLength,
                reserved,
                ipv4,
                ipv6,
                podPrefixes,
                other,
                hookTimeout,
                environment);
    }

    /** The same with another hook timeout. */
    public Layout withHookTimeout(Duration other) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                prefixLength,
                reserved,
                ipv4,
                ipv6,
                podPrefixes,
                instanceType,
                other,
                environment);
    }

    /** The same with other variables for the functions; an empty value takes one away. */
    public Layout withEnvironment(Map<String, String> other) {
        return new Layout(
                zones,
                networks,
                sharedSubnets,
                prefixLength,
                reserved,
                ipv4,
                ipv6,
                podPrefixes,
                instanceType,
                hookTimeout,
                other);
    }

    boolean isDualStack() {
        return !ipv6.contains("none");
    }
}
