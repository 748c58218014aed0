package io.github.multusnodes.stage;

import java.time.Duration;
import java.util.Map;

/**
 * How the grounds are laid out.
 *
 * @param zones Availability Zones, each with one subnet for every network
 * @param networks Multus networks, at device indexes 1, 2, …
 * @param prefixLength of the networks' subnets
 * @param ipv4 the networks' {@code ipv4} setting, as JSON
 * @param instanceType of the nodes
 * @param hookTimeout the launch hook's heartbeat timeout
 * @param environment variables that replace or join those of the functions
 */
public record Layout(
        int zones,
        int networks,
        int prefixLength,
        String ipv4,
        String instanceType,
        Duration hookTimeout,
        Map<String, String> environment) {

    public Layout {
        environment = Map.copyOf(environment);
    }

    /** Subnets of /24, the lowest free addresses, and a type that takes all the networks. */
    public static Layout of(int zones, int networks) {
        return new Layout(
                zones,
                networks,
                24,
                "{\"mode\":\"lowest-free\"}",
                "m5.4xlarge",
                Duration.ofHours(1),
                Map.of());
    }

    /** The same with subnets of another size. */
    public Layout withPrefixLength(int other) {
        return new Layout(zones, networks, other, ipv4, instanceType, hookTimeout, environment);
    }

    /** The same with another way to find addresses. */
    public Layout withIpv4(String json) {
        return new Layout(
                zones, networks, prefixLength, json, instanceType, hookTimeout, environment);
    }

    /** The same with nodes of another type. */
    public Layout withInstanceType(String other) {
        return new Layout(zones, networks, prefixLength, ipv4, other, hookTimeout, environment);
    }

    /** The same with another hook timeout. */
    public Layout withHookTimeout(Duration other) {
        return new Layout(zones, networks, prefixLength, ipv4, instanceType, other, environment);
    }

    /** The same with other variables for the functions; an empty value takes one away. */
    public Layout withEnvironment(Map<String, String> other) {
        return new Layout(zones, networks, prefixLength, ipv4, instanceType, hookTimeout, other);
    }
}
