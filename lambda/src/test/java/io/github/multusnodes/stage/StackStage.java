package io.github.multusnodes.stage;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.cluster.EksClusters;
import io.github.multusnodes.handler.ClusterHandler;
import io.github.multusnodes.handler.ReservationHandler;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.CallLog;
import io.github.multusnodes.simulator.fault.Faults;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.AsyncSettings;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.Delivery;
import io.github.multusnodes.simulator.runtime.InProcessFunction;
import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.Mishaps;
import io.github.multusnodes.simulator.runtime.Target;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.ec2.Reservation;
import io.github.multusnodes.simulator.time.VirtualTimeline;
import io.github.multusnodes.wiring.StackWiring;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Stacks on a stage: a simulated world in virtual time, CloudFormation with custom resources, and
 * the real handlers behind them.
 */
public final class StackStage {

    /** The function's name, and so the start of its access key ids. */
    public static final String FUNCTION = "reservations";

    private static final String OPERATOR = "operator";
    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final Duration GIVE_UP = Duration.ofHours(6);
    private static final Duration SERVICE_TIMEOUT = Duration.ofHours(1);

    private final World<VirtualTimeline> world;
    private final Ec2Client ec2;
    private final Duration visible;
    private final List<String> subnets = new ArrayList<>();
    private final Mishaps mishaps;
    private final Delivery delivery;
    private final Target reservations;
    private final Target clusters;
    private volatile boolean broken;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private StackStage(Scenario scenario, Duration timeout) {
        this.world = World.virtual(scenario);
        this.ec2 = world.clients().ec2(OPERATOR);
        this.visible = scenario.mostLag().plusSeconds(10);
        this.mishaps = new Mishaps(scenario.seed());
        this.delivery =
                new Delivery(world.timeline(), Duration.ofMillis(500), mishaps, scenario.seed());
        this.reservations = target(FUNCTION, timeout, ReservationHandler::new);
        this.clusters = target("clusters", timeout, ClusterHandler::new);
        String vpc =
                ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
                        .vpc()
                        .vpcId();
        runFor(visible);
        for (int i = 0; i < 2; i++) {
            String block = "10.0." + i + ".0/24";
            String block6 = "2600:1f14:0:10" + i + "::/64";
            subnets.add(
                    ec2.createSubnet(
                                    r ->
                                            r.vpcId(vpc)
                                                    .cidrBlock(block)
                                                    .ipv6CidrBlock(block6)
                                                    .availabilityZone("us-west-2a"))
                            .subnet()
                            .subnetId());
        }
        runFor(visible);
        world.calls().clear();
    }

    /** A world with two subnets, 10.0.0.0/24 and 10.0.1.0/24, and a function of 15 minutes. */
    public static StackStage open(Scenario scenario) {
        return new StackStage(scenario, TIMEOUT);
    }

    /** The same with another timeout of the functions. */
    public static StackStage open(Scenario scenario, Duration functionTimeout) {
        return new StackStage(scenario, functionTimeout);
    }

    /** A resource of reservations in a stack of its own. */
    public CustomResource stack(String name) {
        return stack(name, SERVICE_TIMEOUT);
    }

    /** The same with another service timeout. */
    public CustomResource stack(String name, Duration serviceTimeout) {
        return new CustomResource(
                world.timeline(),
                world.answers(),
                delivery,
                reservations,
                new CustomResource.Declared(
                        "Custom::MultusReservations", name, "Reservations", serviceTimeout));
    }

    /** A resource that looks a cluster up, in a stack of its own. */
    public CustomResource clusterStack() {
        return new CustomResource(
                world.timeline(),
                world.answers(),
                delivery,
                clusters,
                new CustomResource.Declared(
                        "Custom::MultusCluster", "cluster", "Cluster", SERVICE_TIMEOUT));
    }

    /** Invokes the function of reservations, or that of clusters, and waits for it to end. */
    public InvocationResult invoke(boolean ofClusters, String event) {
        AtomicReference<@Nullable InvocationResult> result = new AtomicReference<>();
        (ofClusters ? clusters : reservations)
                .function()
                .invoke(new Invocation("invoked " + now(), event), result::set);
        world.timeline().runUntil(() -> result.get() != null);
        return Objects.requireNonNull(result.get());
    }

    /** The n-th subnet's id. */
    public String subnet(int n) {
        return subnets.get(n);
    }

    /**
     * The properties of reservations.
     *
     * @param wishes each as {@code 10.0.0.64/26 explicit}; in the first subnet, or with its number
     *     in front
     */
    public String properties(String... wishes) {
        return Stream.of(wishes)
                .map(this::json)
                .collect(joining(",", "{\"NodeGroup\":\"upf\",\"Reservations\":[", "]}"));
    }

    private String json(String wish) {
        String[] words = wish.split(" ", -1);
        int first = words.length - 2;
        String subnet = subnet(first == 0 ? 0 : Integer.parseInt(words[0]));
        return "{\"SubnetId\":\"%s\",\"Cidr\":\"%s\",\"Type\":\"%s\"}"
                .formatted(subnet, words[first], words[first + 1]);
    }

    /** Somebody who is none of ours reserves a block of the first subnet. */
    public SubnetCidrReservation reserve(String cidr, String type) {
        SubnetCidrReservation made =
                ec2.createSubnetCidrReservation(
                                r -> r.subnetId(subnet(0)).cidr(cidr).reservationType(type))
                        .subnetCidrReservation();
        runFor(visible);
        return made;
    }

    /** From now on functions can make no client of EC2. */
    public StackStage breakFunctions() {
        broken = true;
        return this;
    }

    /** Lets time go on until a stack is settled. */
    public StackStage untilSettled(CustomResource stack) {
        Instant limit = now().plus(GIVE_UP);
        world.timeline().runUntil(() -> stack.status().isSettled() || now().isAfter(limit));
        if (!stack.status().isSettled()) {
            throw new AssertionError(stack.status() + " after " + GIVE_UP);
        }
        return this;
    }

    /** Lets time go on. */
    public StackStage runFor(Duration duration) {
        world.timeline().runUntil(now().plus(duration));
        return this;
    }

    /** The present moment. */
    public Instant now() {
        return world.timeline().now();
    }

    /** Every reservation as it is, as {@code 10.0.0.64/26 explicit}. */
    public List<String> reserved() {
        return all().stream()
                .map(its -> its.cidr() + " " + its.type().wireName())
                .sorted()
                .toList();
    }

    /** Every reservation as it is. */
    public List<Reservation> all() {
        return world.ec2().reservations().directory().all().toList();
    }

    /** What a later comparison has to find again: everything but ids. */
    public List<String> picture() {
        return all().stream()
                .map(
                        its ->
                                "%s %s %s %s %s"
                                        .formatted(
                                                its.subnetId(),
                                                its.cidr(),
                                                its.type(),
                                                its.description(),
                                                new TreeMap<>(its.tags())))
                .sorted()
                .toList();
    }

    /** The function's calls that changed something in EC2, as far as they took effect. */
    public List<RecordedCall> changes() {
        return calls().changing().stream()
                .filter(RecordedCall::tookEffect)
                .filter(its -> its.call().caller().startsWith(FUNCTION))
                .filter(its -> !its.call().action().equals("PutStackAnswer"))
                .toList();
    }

    /** The operator's own client of EC2. */
    public Ec2Client ec2() {
        return ec2;
    }

    /** The simulated world. */
    public World<VirtualTimeline> world() {
        return world;
    }

    /** The script of what goes wrong with calls. */
    public Faults faults() {
        return world.faults();
    }

    /** The script of what goes wrong with requests. */
    public Mishaps mishaps() {
        return mishaps;
    }

    /** How requests were delivered and what came of them. */
    public Delivery delivery() {
        return delivery;
    }

    /** All calls since the stage was set. */
    public CallLog calls() {
        return world.calls();
    }

    /** Everything the functions have logged. */
    public List<String> logLines() {
        return List.copyOf(lines);
    }

    private Target target(
            String name, Duration timeout, Function<StackWiring, RequestStreamHandler> handler) {
        Map<String, RequestStreamHandler> handlers = new HashMap<>();
        return new Target(
                new InProcessFunction(
                        name,
                        world.timeline(),
                        timeout,
                        dead -> world.faults().kill(dead),
                        (event, context) -> {
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            handlers.computeIfAbsent(
                                            context.environment(),
                                            caller -> handler.apply(wiring(caller)))
                                    .handleRequest(
                                            new ByteArrayInputStream(event),
                                            out,
                                            new StageContext(context));
                            return out.toByteArray();
                        }),
                AsyncSettings.usual());
    }

    private AwsAccess access(String caller) {
        if (broken) {
            throw new IllegalStateException("A defect, made to be outlived");
        }
        return Accesses.to(world, caller);
    }

    private StackWiring wiring(String caller) {
        SdkClients clients = world.clients();
        return new StackWiring(
                () -> access(caller),
                () -> new EksClusters(clients.eks(caller)),
                clients.http(caller),
                new VirtualTime(world.timeline()),
                new Random(caller.hashCode()),
                lines::add);
    }
}
