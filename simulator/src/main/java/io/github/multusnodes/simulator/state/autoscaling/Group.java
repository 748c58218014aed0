package io.github.multusnodes.simulator.state.autoscaling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An Auto Scaling group.
 *
 * @param deleting whether it is being deleted by force
 */
public record Group(
        String name,
        String arn,
        Instant created,
        Sizes sizes,
        LaunchSource source,
        List<Subnet> subnets,
        Policy policy,
        List<Tag> tags,
        Optional<WarmPool> warmPool,
        boolean deleting) {

    public Group {
        subnets = List.copyOf(subnets);
        tags = List.copyOf(tags);
    }

    /** A subnet the group launches into, with its Availability Zone. */
    public record Subnet(String id, String zone) {}

    /** A tag of the group, and whether its instances get it. */
    public record Tag(String key, String value, boolean propagateAtLaunch) {}

    /**
     * How the group treats its instances.
     *
     * @param gracePeriod seconds
     * @param cooldown seconds; stored, of no effect as there are no scaling policies
     * @param retainOnAbandon whether an instance is kept whose terminate hook is abandoned
     */
    public record Policy(
            String healthCheckType,
            int gracePeriod,
            int cooldown,
            boolean newInstancesProtected,
            boolean retainOnAbandon,
            List<TerminationPolicy> terminationPolicies) {

        public Policy {
            terminationPolicies = List.copyOf(terminationPolicies);
        }
    }

    /** Its tags as key and value. */
    public Map<String, String> tagMap() {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /** The Availability Zones of its subnets. */
    public List<String> zones() {
        return subnets.stream().map(Subnet::zone).distinct().toList();
    }

    /** The same with other sizes. */
    public Group withSizes(Sizes other) {
        return new Group(
                name, arn, created, other, source, subnets, policy, tags, warmPool, deleting);
    }

    /** The same with another source of launches. */
    public Group withSource(LaunchSource other) {
        return new Group(
                name, arn, created, sizes, other, subnets, policy, tags, warmPool, deleting);
    }

    /** The same with other subnets. */
    public Group withSubnets(List<Subnet> other) {
        return new Group(
                name, arn, created, sizes, source, other, policy, tags, warmPool, deleting);
    }

    /** The same with another policy. */
    public Group withPolicy(Policy other) {
        return new Group(
                name, arn, created, sizes, source, subnets, other, tags, warmPool, deleting);
    }

    Group withWarmPool(Optional<WarmPool> other) {
        return new Group(name, arn, created, sizes, source, subnets, policy, tags, other, deleting);
    }

    Group beingDeleted() {
        return new Group(
                name,
                arn,
                created,
                new Sizes(0, 0, 0),
                source,
                subnets,
                policy,
                tags,
                warmPool.map(WarmPool::beingDeleted),
                true);
    }
}
