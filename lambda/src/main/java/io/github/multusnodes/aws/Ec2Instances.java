package io.github.multusnodes.aws;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.port.Instances;
import io.github.multusnodes.query.Element;
import io.github.multusnodes.query.Query;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
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

    private final QueryClient ec2;
    private final Map<String, InterfaceLimits> limits = new ConcurrentHashMap<>();

    public Ec2Instances(QueryClient ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Optional<Node> find(String instanceId) {
        try {
            return instances(
                            ec2.call(
                                    new Query("DescribeInstances")
                                            .withList("InstanceId", List.of(instanceId))))
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
        @Nullable String token = null;
        do {
            Element page =
                    ec2.call(
                            new Query("DescribeInstances")
                                    .withFilter("instance-id", ids)
                                    .with("MaxResults", PAGE)
                                    .with("NextToken", token));
            instances(page)
                    .map(Ec2Instances::node)
                    .forEach(node -> found.put(node.instanceId(), node));
            token = page.nextToken("nextToken");
        } while (token != null);
    }

    private static Stream<Element> instances(Element page) {
        return page.items("reservationSet").stream()
                .flatMap(reservation -> reservation.items("instancesSet").stream());
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
        Element network =
                ec2.call(
                                new Query("DescribeInstanceTypes")
                                        .withList("InstanceType", List.of(instanceType)))
                        .child("instanceTypeSet")
                        .child("item")
                        .child("networkInfo");
        Map<Integer, Integer> perCard = new HashMap<>();
        for (Element card : network.items("networkCards")) {
            perCard.put(number(card, "networkCardIndex"), number(card, "maximumNetworkInterfaces"));
        }
        perCard.putIfAbsent(0, number(network, "maximumNetworkInterfaces"));
        return new InterfaceLimits(
                instanceType,
                perCard,
                Map.of(
                        Family.IPV4,
                        number(network, "ipv4AddressesPerInterface"),
                        Family.IPV6,
                        number(network, "ipv6AddressesPerInterface")));
    }

    private static Integer number(Element its, String name) {
        return its.required(name, Integer::valueOf);
    }

    private static Node node(Element instance) {
        Map<Slot, String> occupied = new HashMap<>();
        for (Element eni : instance.items("networkInterfaceSet")) {
            eni.find("attachment")
                    .ifPresent(
                            its -> occupied.put(Slots.of(its), eni.required("networkInterfaceId")));
        }
        return new Node(
                instance.required("instanceId"),
                instance.required("instanceType"),
                instance.child("placement").required("availabilityZone"),
                state(instance.child("instanceState").required("name")),
                occupied,
                instance.required("launchTime", Instant::parse));
    }

    private static Node.State state(String name) {
        return switch (name) {
            case "pending" -> Node.State.STARTING;
            case "shutting-down", "terminated" -> Node.State.GOING;
            default -> Node.State.PRESENT;
        };
    }
}
