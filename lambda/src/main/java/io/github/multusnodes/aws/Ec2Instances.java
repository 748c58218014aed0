package io.github.multusnodes.aws;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.port.Instances;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkCardInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInfo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Instances} of EC2. A type's limits never change, so each is read once. */
public final class Ec2Instances implements Instances {

    private static final int PAGE = 1000;

    private final Ec2Client ec2;
    private final Calls calls;
    private final Map<String, InterfaceLimits> limits = new ConcurrentHashMap<>();

    public Ec2Instances(Ec2Client ec2, Calls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public Optional<Node> find(String instanceId) {
        try {
            return calls
                    .make(
                            "DescribeInstances",
                            () -> ec2.describeInstances(r -> r.instanceIds(instanceId)))
                    .reservations()
                    .stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .findFirst()
                    .map(Ec2Instances::node);
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** By a filter: ids in the request itself must all exist. */
    @Override
    public Map<String, Node> find(Collection<String> instanceIds) {
        Map<String, Node> found = new HashMap<>();
        Chunks.of(instanceIds).forEach(ids -> find(ids, found));
        return found;
    }

    private void find(List<String> ids, Map<String, Node> found) {
        Filter byId = Filter.builder().name("instance-id").values(ids).build();
        @Nullable String token = null;
        do {
            @Nullable String next = token;
            DescribeInstancesResponse page =
                    calls.make(
                            "DescribeInstances",
                            () ->
                                    ec2.describeInstances(
                                            r -> r.filters(byId).maxResults(PAGE).nextToken(next)));
            page.reservations().stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .forEach(its -> found.put(its.instanceId(), node(its)));
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
    }

    @Override
    public InterfaceLimits limitsOf(String instanceType) {
        InterfaceLimits known = limits.get(instanceType);
        if (known != null) {
            return known;
        }
        InterfaceLimits read = read(instanceType);
        limits.put(instanceType, read);
        return read;
    }

    private InterfaceLimits read(String instanceType) {
        List<InstanceTypeInfo> types =
                calls.make(
                                "DescribeInstanceTypes",
                                () ->
                                        ec2.describeInstanceTypes(
                                                r -> r.instanceTypesWithStrings(instanceType)))
                        .instanceTypes();
        NetworkInfo network = types.getFirst().networkInfo();
        Map<Integer, Integer> perCard = new HashMap<>();
        for (NetworkCardInfo card : network.networkCards()) {
            perCard.put(card.networkCardIndex(), card.maximumNetworkInterfaces());
        }
        perCard.putIfAbsent(0, network.maximumNetworkInterfaces());
        return new InterfaceLimits(
                instanceType,
                perCard,
                Map.of(
                        Family.IPV4,
                        network.ipv4AddressesPerInterface(),
                        Family.IPV6,
                        network.ipv6AddressesPerInterface()));
    }

    private static Node node(Instance instance) {
        Map<Slot, String> occupied = new HashMap<>();
        instance.networkInterfaces()
                .forEach(
                        eni -> {
                            InstanceNetworkInterfaceAttachment attachment = eni.attachment();
                            if (attachment != null) {
                                occupied.put(
                                        Slots.of(
                                                attachment.networkCardIndex(),
                                                attachment.deviceIndex()),
                                        eni.networkInterfaceId());
                            }
                        });
        return new Node(
                instance.instanceId(),
                instance.instanceTypeAsString(),
                instance.placement().availabilityZone(),
                state(instance.state().nameAsString()),
                occupied,
                instance.launchTime());
    }

    private static Node.State state(String name) {
        return switch (name) {
            case "pending" -> Node.State.STARTING;
            case "shutting-down", "terminated" -> Node.State.GOING;
            default -> Node.State.PRESENT;
        };
    }
}
