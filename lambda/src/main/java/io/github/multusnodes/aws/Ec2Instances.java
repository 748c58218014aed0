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
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkCardInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInfo;
import software.amazon.awssdk.services.ec2.model.Placement;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

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
            return calls.make(
                    "DescribeInstances",
                    () -> ec2.describeInstances(r -> r.instanceIds(instanceId)),
                    answer -> nodes(answer).findFirst());
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
            token =
                    calls.make(
                            "DescribeInstances",
                            () ->
                                    ec2.describeInstances(
                                            r -> r.filters(byId).maxResults(PAGE).nextToken(next)),
                            answer -> {
                                nodes(answer).forEach(its -> found.put(its.instanceId(), its));
                                return answer.nextToken();
                            });
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
        return calls.make(
                "DescribeInstanceTypes",
                () -> ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings(instanceType)),
                answer -> {
                    @Nullable InstanceTypeInfo type =
                            answer.instanceTypes().stream().findFirst().orElse(null);
                    NetworkInfo network =
                            Part.required(type, "instance type " + instanceType).networkInfo();
                    return limits(instanceType, Part.required(network, "networkInfo"));
                });
    }

    private static InterfaceLimits limits(String instanceType, NetworkInfo network) {
        Map<Integer, Integer> perCard = new HashMap<>();
        for (NetworkCardInfo card : network.networkCards()) {
            perCard.put(
                    Part.atLeast(0, card.networkCardIndex(), "networkCardIndex"),
                    interfaces(card.maximumNetworkInterfaces()));
        }
        if (!perCard.containsKey(0)) {
            perCard.put(0, interfaces(network.maximumNetworkInterfaces()));
        }
        int ipv4 =
                Part.atLeast(1, network.ipv4AddressesPerInterface(), "ipv4AddressesPerInterface");
        int ipv6 =
                Part.atLeast(0, network.ipv6AddressesPerInterface(), "ipv6AddressesPerInterface");
        return new InterfaceLimits(
                instanceType, perCard, Map.of(Family.IPV4, ipv4, Family.IPV6, ipv6));
    }

    private static int interfaces(@Nullable Integer most) {
        return Part.atLeast(1, most, "maximumNetworkInterfaces");
    }

    private static Stream<Node> nodes(DescribeInstancesResponse answer) {
        return answer.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(Ec2Instances::node);
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
                                        Part.required(
                                                eni.networkInterfaceId(), "networkInterfaceId"));
                            }
                        });
        Placement placement = Part.required(instance.placement(), "placement");
        InstanceState state = Part.required(instance.state(), "instanceState");
        return new Node(
                Part.required(instance.instanceId(), "instanceId"),
                Part.required(instance.instanceTypeAsString(), "instanceType"),
                Part.required(placement.availabilityZone(), "availabilityZone"),
                state(Part.required(state.nameAsString(), "name of its instanceState")),
                occupied,
                Part.required(instance.launchTime(), "launchTime"));
    }

    private static Node.State state(String name) {
        return switch (name) {
            case "pending" -> Node.State.STARTING;
            case "shutting-down", "terminated" -> Node.State.GOING;
            default -> Node.State.PRESENT;
        };
    }
}
