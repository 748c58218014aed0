package io.github.multusnodes.infra.iam;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.simulator.state.ec2.Reservation;
import io.github.multusnodes.simulator.state.ec2.SecurityGroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What AWS asks policies for when a call arrives: the action for each resource that the call is
 * about, with the world as it is at that moment. Where it is not sure whether they ask for a
 * resource, they do.
 */
final class Authorization {

    private static final String INTERFACE = "network-interface/";
    private static final String RESERVATION = "subnet-cidr-reservation/";

    private final World<?> world;
    private final Call call;
    private final List<Request> requests = new ArrayList<>();
    private boolean gone;

    private Authorization(World<?> world, Call call) {
        this.world = world;
        this.call = call;
    }

    /**
     * Everything that a call needs.
     *
     * @throws IllegalArgumentException if it is not known what AWS asks for
     */
    static Authorization of(World<?> world, Call call) {
        Authorization its = new Authorization(world, call);
        its.read();
        its.requests.forEach(Authorization::requireKnown);
        return its;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Whether the call names something that does not exist, and so has no tags. */
    boolean concernsWhatIsGone() {
        return gone;
    }

    private void read() {
        switch (call.action()) {
            case "DescribeAutoScalingGroups",
                    "DescribeAutoScalingInstances",
                    "DescribeLifecycleHooks",
                    "DescribeWarmPool" ->
                    ask("autoscaling", "*");
            case "CompleteLifecycleAction", "RecordLifecycleActionHeartbeat" ->
                    ask("autoscaling", group(parameter("AutoScalingGroupName")));
            case "DescribeCluster" ->
                    ask("eks", Account.arn("eks", "cluster/" + parameter("name")));
            case "DescribeInstances",
                    "DescribeInstanceTypes",
                    "DescribeNetworkInterfaces",
                    "DescribeSubnets",
                    "GetSubnetCidrReservations",
                    "DeleteSubnetCidrReservation" ->
                    ask("ec2", "*");
            case "CreateNetworkInterface" -> createInterface();
            case "AttachNetworkInterface" -> {
                onInterface();
                onInstance(parameter("InstanceId"));
            }
            case "ModifyNetworkInterfaceAttribute" -> modify();
            case "AssignIpv6Addresses",
                    "AssignPrivateIpAddresses",
                    "DeleteNetworkInterface",
                    "UnassignIpv6Addresses",
                    "UnassignPrivateIpAddresses" ->
                    onInterface();
            case "CreateTags", "DeleteTags" -> values("ResourceId").forEach(this::changeTags);
            case "CreateSubnetCidrReservation" -> {
                inSubnet();
                ask("ec2", Account.arn("ec2", RESERVATION + "*"));
                tagAtBirth(RESERVATION);
            }
            default ->
                    throw new IllegalArgumentException(
                            "Say here what AWS asks policies for at " + call.action());
        }
    }

    private void createInterface() {
        requests.add(tagged(named(INTERFACE + "*"), bornWith()));
        inSubnet();
        securityGroups()
                .forEach(
                        id ->
                                requests.add(
                                        named("security-group/" + id)
                                                .with("ec2:SecurityGroupID", id)));
        tagAtBirth(INTERFACE);
    }

    /** A request that names none is taken as one for the VPC's default group. */
    private List<String> securityGroups() {
        List<String> named = values("SecurityGroupId");
        if (!named.isEmpty()) {
            return named;
        }
        String vpc =
                world.ec2().subnets().directory().find(parameter("SubnetId")).orElseThrow().vpcId();
        return world.ec2()
                .securityGroups()
                .directory()
                .all()
                .filter(its -> its.vpcId().equals(vpc) && its.name().equals("default"))
                .map(SecurityGroup::id)
                .toList();
    }

    private void inSubnet() {
        String id = parameter("SubnetId");
        requests.add(named("subnet/" + id).with("ec2:SubnetID", id));
    }

    /** Tags at birth are a call of their own to policies. */
    private void tagAtBirth(String kind) {
        Map<String, String> tags = bornWith();
        if (!tags.isEmpty()) {
            Request birth =
                    new Request("ec2:CreateTags", Account.arn("ec2", kind + "*"), region())
                            .with("ec2:CreateAction", call.action());
            requests.add(tagged(birth, tags));
        }
    }

    private void modify() {
        onInterface();
        boolean attachment =
                call.parameters().keySet().stream().anyMatch(its -> its.startsWith("Attachment."));
        if (attachment) {
            eni(parameter("NetworkInterfaceId"))
                    .flatMap(NetworkInterface::attachment)
                    .ifPresent(its -> onInstance(its.instanceId()));
        }
    }

    private void onInterface() {
        String id = parameter("NetworkInterfaceId");
        add(eni(id).map(this::of), INTERFACE + id);
    }

    private void onInstance(String id) {
        Optional<Instance> instance = world.ec2().instances().find(id);
        String resource = "instance/" + id;
        add(instance.map(its -> withTags(named(resource), its.tags())), resource);
    }

    private void changeTags(String id) {
        if (id.startsWith("eni-")) {
            add(eni(id).map(this::of), INTERFACE + id);
        } else {
            add(reservation(id).map(this::of), RESERVATION + id);
        }
        Request its = requests.removeLast();
        boolean less = call.action().equals("DeleteTags");
        requests.add(tagged(less ? its.without("ec2:Subnet") : its, tags("Tag.")));
    }

    private void add(Optional<Request> found, String resource) {
        gone |= found.isEmpty();
        requests.add(found.orElseGet(() -> named(resource)));
    }

    private Request of(NetworkInterface eni) {
        return withTags(named(INTERFACE + eni.id()), eni.tags())
                .with("ec2:Subnet", Account.arn("ec2", "subnet/" + eni.subnetId()));
    }

    private Request of(Reservation its) {
        return withTags(named(RESERVATION + its.id()), its.tags());
    }

    private Optional<NetworkInterface> eni(String id) {
        return world.ec2().networkInterfaces().directory().find(id);
    }

    private Optional<Reservation> reservation(String id) {
        return world.ec2().reservations().directory().find(id);
    }

    private void ask(String service, String resource) {
        requests.add(request(service, resource));
    }

    private Request named(String resource) {
        return request("ec2", Account.arn("ec2", resource));
    }

    private Request request(String service, String resource) {
        return new Request(service + ":" + call.action(), resource, region());
    }

    private static Map<String, List<String>> region() {
        return Map.of("aws:RequestedRegion", List.of(Account.REGION));
    }

    private static String group(String name) {
        return Account.arn(
                "autoscaling",
                "autoScalingGroup:8bb5d1ac-d8a7-4d21-bdf9-5e4f1b0c6c55:autoScalingGroupName/"
                        + name);
    }

    private static Request withTags(Request request, Map<String, String> tags) {
        Request changed = request;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            changed = changed.with("ec2:ResourceTag/" + tag.getKey(), tag.getValue());
        }
        return changed;
    }

    private static Request tagged(Request request, Map<String, String> tags) {
        Request changed = request;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            changed = changed.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
        }
        return tags.isEmpty()
                ? changed
                : changed.with("aws:TagKeys", tags.keySet().toArray(String[]::new));
    }

    private Map<String, String> bornWith() {
        return tags("TagSpecification.1.Tag.");
    }

    private Map<String, String> tags(String prefix) {
        Map<String, String> tags = new TreeMap<>();
        call.parameters()
                .forEach(
                        (name, key) -> {
                            if (name.startsWith(prefix) && name.endsWith(".Key")) {
                                String value = name.replaceAll("Key$", "Value");
                                tags.put(key, call.parameters().getOrDefault(value, ""));
                            }
                        });
        return tags;
    }

    private List<String> values(String list) {
        return Stream.iterate(1, n -> n + 1)
                .map(n -> call.parameters().get(list + "." + n))
                .takeWhile(value -> value != null)
                .toList();
    }

    private String parameter(String name) {
        String value = call.parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException(call.action() + " lacks " + name);
        }
        return value;
    }

    private static void requireKnown(Request its) {
        String kind = Account.kindOf(its.resource());
        if (!Reference.knows(its.action(), kind)) {
            throw new IllegalArgumentException(its.action() + " is not asked for on " + kind);
        }
        its.context()
                .keySet()
                .forEach(
                        key -> {
                            if (!Reference.knows(its.action(), kind, key)) {
                                throw new IllegalArgumentException(
                                        its.action() + " has no " + key + " for " + kind);
                            }
                        });
    }
}
