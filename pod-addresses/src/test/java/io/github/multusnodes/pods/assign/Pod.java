package io.github.multusnodes.pods.assign;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.ec2.Ec2Assignments;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.telemetry.StepLog;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A pod on a node of the stage, with the program in it. */
final class Pod {

    private final NodesStage stage;
    private final NodesStage.Node node;
    private final String name;
    private final Namespace namespace;
    private final List<String> log = new ArrayList<>();
    private Expected expected = new Expected.AtLeast(1);
    private boolean ending;
    private @Nullable Instant started;
    private @Nullable Result result;

    Pod(NodesStage stage, int node, String name) {
        this.stage = stage;
        this.node = stage.node(node);
        this.name = name;
        this.namespace = new Namespace(stage.time());
    }

    /** Gives it an ipvlan of the node's interface in a network. */
    Pod ipvlan(String network, String... addresses) {
        int place = NodesStage.NETWORKS.indexOf(network);
        namespace.set("net" + (place + 1), Optional.of(node.macs().get(place)), addresses);
        return this;
    }

    Pod expecting(Expected interfaces) {
        this.expected = interfaces;
        return this;
    }

    Namespace namespace() {
        return namespace;
    }

    /** The node's interface in a network. */
    String eni(String network) {
        return node.enis().get(NodesStage.NETWORKS.indexOf(network));
    }

    /** The secondary addresses of that, as they are. */
    List<String> held(String network) {
        return stage.addresses(eni(network)).stream().skip(1).toList();
    }

    /** Whether instance metadata of its node shows an address there. */
    boolean shows(String network, Ip address) {
        return stage.interfaces(node).list().stream()
                .anyMatch(its -> its.id().equals(eni(network)) && its.holds(address));
    }

    Result init(Rules rules) {
        return new Init(ports(), expected, rules, bounds(), stepLog()).run();
    }

    /** Starts the sidecar beside all else. */
    Pod sidecar(Rules rules) {
        Sidecar sidecar = new Sidecar(ports(), expected, rules, bounds(), stepLog(), () -> ending);
        stage.world()
                .timeline()
                .start(name, () -> result = sidecar.run(() -> started = stage.time().now()));
        return this;
    }

    /** Asks the sidecar to end. */
    void stop() {
        ending = true;
    }

    /** The same, and waits for that. */
    Result end() {
        stop();
        stage.world().timeline().runUntil(() -> result != null);
        return Objects.requireNonNull(result);
    }

    /** When the sidecar had all in place for the first time. */
    Optional<Instant> started() {
        return Optional.ofNullable(started);
    }

    Optional<Result> result() {
        return Optional.ofNullable(result);
    }

    /** The calls of EC2 that the program made. */
    List<RecordedCall> calls() {
        return stage.world().calls().all().stream()
                .filter(its -> its.call().caller().equals(name))
                .toList();
    }

    /** Their actions, in their order. */
    List<String> actions() {
        return calls().stream().map(its -> its.call().action()).toList();
    }

    List<String> log() {
        return log;
    }

    private static Bounds bounds() {
        return new Bounds(
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(15));
    }

    private StepLog stepLog() {
        return new StepLog(log::add, stage.time()::now);
    }

    private Ports ports() {
        return new Ports(
                namespace,
                stage.interfaces(node),
                new Ec2Assignments(stage.access(name).ec2(new Calls())),
                stage.time(),
                new Random(7));
    }
}
