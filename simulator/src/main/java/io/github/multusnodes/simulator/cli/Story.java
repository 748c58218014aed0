package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.report.NodeReport.Reached;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What was seen of a run: each node's states and each interface's steps. Times count from the start
 * of the run. Safe for use by several threads.
 */
final class Story {

    static final String IN_SERVICE = "InService";
    static final String TERMINATED = "Terminated";
    static final String TAG_INSTANCE = "multus-nodes/instance";
    static final String TAG_NETWORK = "multus-nodes/network";

    /** From when to when. */
    record Span(Duration from, Duration to) {
        static final Span NEVER = new Span(Duration.ZERO, Duration.ZERO);
    }

    private final Instant start;
    private final Map<String, List<Reached>> nodes = new LinkedHashMap<>();
    private final Map<String, Span> creates = new HashMap<>();
    private final Map<String, Span> attaches = new HashMap<>();
    private final Map<String, Span> modifies = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, String> networks = new HashMap<>();
    private Optional<String> failure = Optional.empty();

    Story(Instant start) {
        this.start = start;
    }

    Duration sinceStart(Instant at) {
        return Duration.between(start, at);
    }

    synchronized void reached(String instanceId, String state, Instant at) {
        nodes.computeIfAbsent(instanceId, _ -> new ArrayList<>())
                .add(new Reached(state, sinceStart(at)));
        notifyAll();
    }

    /** Takes in a call that was answered without an error. */
    synchronized void succeeded(RecordedCall recorded) {
        Call call = recorded.call();
        Duration from = sinceStart(recorded.at());
        Span span = new Span(from, from.plus(recorded.took()));
        String eni = call.parameters().getOrDefault("NetworkInterfaceId", "");
        switch (call.action()) {
            case "CreateNetworkInterface" ->
                    creates.put(key(tag(call, TAG_INSTANCE), tag(call, TAG_NETWORK)), span);
            case "AttachNetworkInterface" -> {
                attaches.put(eni, span);
                owners.put(eni, call.parameters().getOrDefault("InstanceId", ""));
                networks.put(eni, "net" + call.parameters().getOrDefault("DeviceIndex", ""));
            }
            case "ModifyNetworkInterfaceAttribute" -> modifies.put(eni, span);
            default -> {}
        }
    }

    /** The run cannot succeed any more; the first reason stays. */
    synchronized void failed(String why) {
        failure = failure.or(() -> Optional.of(why));
        notifyAll();
    }

    /**
     * Waits until so many nodes are in service.
     *
     * @throws RunFailed when the run has failed or the deadline has passed
     */
    synchronized void awaitInService(int wanted, Instant deadline) throws InterruptedException {
        await(
                () -> inService() >= wanted,
                deadline,
                () ->
                        "Only %d of %d nodes came into service within %d s; the others: %s"
                                .formatted(
                                        inService(),
                                        wanted,
                                        sinceStart(deadline).toSeconds(),
                                        waiting()));
    }

    /**
     * Waits until so many nodes have ended.
     *
     * @throws RunFailed when the run has failed or the deadline has passed
     */
    synchronized void awaitTerminated(int wanted, Instant deadline) throws InterruptedException {
        await(
                () -> in(TERMINATED).count() >= wanted,
                deadline,
                () ->
                        "Only %d of %d nodes left within %d s"
                                .formatted(
                                        in(TERMINATED).count(),
                                        wanted,
                                        sinceStart(deadline).toSeconds()));
    }

    private synchronized void await(
            BooleanSupplier reached, Instant deadline, Supplier<String> missing)
            throws InterruptedException {
        while (!reached.getAsBoolean()) {
            if (failure.isPresent()) {
                throw new RunFailed(failure.get());
            }
            long left = Duration.between(Instant.now(), deadline).toMillis();
            if (left <= 0) {
                throw new RunFailed(missing.get());
            }
            wait(left);
        }
    }

    /** How people call a node: by the order of launches. */
    synchronized String name(String instanceId) {
        int place = List.copyOf(nodes.keySet()).indexOf(instanceId);
        return place < 0 ? instanceId : "node " + (place + 1);
    }

    synchronized List<Reached> states(String instanceId) {
        return List.copyOf(nodes.getOrDefault(instanceId, List.of()));
    }

    /** The instances in the order they were launched. */
    synchronized List<String> instances() {
        return List.copyOf(nodes.keySet());
    }

    synchronized Span create(String instanceId, String network) {
        return creates.getOrDefault(key(instanceId, network), Span.NEVER);
    }

    synchronized Span attach(String eni) {
        return attaches.getOrDefault(eni, Span.NEVER);
    }

    /** The last change of an attribute. */
    synchronized Span modify(String eni) {
        return modifies.getOrDefault(eni, Span.NEVER);
    }

    /** The instance that an interface was attached to; empty if that was not seen. */
    synchronized String ownerOf(String eni) {
        return owners.getOrDefault(eni, "");
    }

    /** The network of an attached interface, told by its device index; empty if not seen. */
    synchronized String networkOf(String eni) {
        return networks.getOrDefault(eni, "");
    }

    /** A tag that a create call gives; empty if it gives none of that key. */
    static String tag(Call call, String key) {
        return call.parameters().entrySet().stream()
                .filter(each -> each.getKey().endsWith(".Key") && each.getValue().equals(key))
                .map(each -> each.getKey().replaceFirst("Key$", "Value"))
                .map(value -> call.parameters().getOrDefault(value, ""))
                .findFirst()
                .orElse("");
    }

    private long inService() {
        return in(IN_SERVICE).count();
    }

    private Stream<String> in(String state) {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().getLast().state().equals(state))
                .map(Map.Entry::getKey);
    }

    private String waiting() {
        List<String> waiting =
                nodes.entrySet().stream()
                        .filter(node -> !node.getValue().getLast().state().equals(IN_SERVICE))
                        .map(node -> name(node.getKey()) + " " + node.getValue().getLast().state())
                        .toList();
        return waiting.isEmpty() ? "never launched" : String.join(", ", waiting);
    }

    private static String key(String instanceId, String network) {
        return instanceId + " " + network;
    }
}
