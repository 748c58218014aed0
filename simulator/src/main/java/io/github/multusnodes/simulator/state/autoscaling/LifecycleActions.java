package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The lifecycle actions that wait for an answer, each with its timeout. */
public final class LifecycleActions {

    private final Schedule schedule;
    private final Ids ids;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final List<BiConsumer<String, HookResult>> listeners = new ArrayList<>();

    LifecycleActions(Schedule schedule, Ids ids) {
        this.schedule = schedule;
        this.ids = ids;
    }

    /**
     * How a caller names an action.
     *
     * @param token if given, it decides; else the instance does
     */
    public record Reference(
            String group, String hook, Optional<String> token, Optional<String> instanceId) {}

    /**
     * Answers an action.
     *
     * @throws Refusal {@code ValidationError} if it does not wait (any more)
     */
    public void complete(Reference reference, HookResult result) {
        end(require(reference), result);
    }

    /**
     * Restarts an action's timeout; the global timeout stays.
     *
     * @throws Refusal {@code ValidationError} if it does not wait (any more)
     */
    public void heartbeat(Reference reference) {
        Waiting action = require(reference);
        action.timer().cancel();
        await(action.token(), action.hook(), action.instanceId(), action.latest());
    }

    /** Who is told an instance and an answer, whoever gave it. */
    void onAnswer(BiConsumer<String, HookResult> listener) {
        listeners.add(listener);
    }

    /** Lets an instance wait for a hook; answers the token. */
    String start(String instanceId, Hook hook) {
        String token = ids.uuid();
        await(token, hook, instanceId, schedule.now().plus(hook.globalTimeout()));
        return token;
    }

    boolean anyOf(String instanceId) {
        return waiting.values().stream().anyMatch(of(instanceId));
    }

    /** Forgets an instance's actions: nobody's answer counts any more. */
    void cancelAll(String instanceId) {
        waiting.values().stream().filter(of(instanceId)).toList().forEach(this::forget);
    }

    /**
     * Ends what waits for a hook that goes: launches are abandoned, terminations continue
     * ("DeleteLifecycleHook", Amazon EC2 Auto Scaling API Reference).
     */
    void endAll(Hook hook) {
        HookResult result =
                switch (hook.transition()) {
                    case LAUNCHING -> HookResult.ABANDON;
                    case TERMINATING -> HookResult.CONTINUE;
                };
        for (Waiting action : List.copyOf(waiting.values())) {
            if (action.isFor(hook.group(), hook.name()) && waiting.containsKey(action.token())) {
                end(action, result);
            }
        }
    }

    private void await(String token, Hook hook, String instanceId, Instant latest) {
        Duration left = Duration.between(schedule.now(), latest);
        Duration timeout =
                hook.heartbeatTimeout().compareTo(left) < 0 ? hook.heartbeatTimeout() : left;
        Timeline.Timer timer =
                schedule.after(
                        timeout,
                        () ->
                                Optional.ofNullable(waiting.get(token))
                                        .ifPresent(action -> end(action, hook.defaultResult())));
        waiting.put(token, new Waiting(token, hook, instanceId, latest, timer));
    }

    private void end(Waiting action, HookResult result) {
        forget(action);
        listeners.forEach(listener -> listener.accept(action.instanceId(), result));
    }

    private void forget(Waiting action) {
        action.timer().cancel();
        waiting.remove(action.token());
    }

    private Waiting require(Reference reference) {
        if (reference.token().isEmpty() && reference.instanceId().isEmpty()) {
            throw Refusal.of(
                    "ValidationError", "Either LifecycleActionToken or InstanceId is required");
        }
        return waiting.values().stream()
                .filter(action -> action.isFor(reference.group(), reference.hook()))
                .filter(action -> reference.token().stream().allMatch(action.token()::equals))
                .filter(
                        action ->
                                reference.instanceId().stream()
                                        .allMatch(action.instanceId()::equals))
                .findFirst()
                .orElseThrow(() -> notActive(reference));
    }

    private static Refusal notActive(Reference reference) {
        return Refusal.of(
                "ValidationError",
                "No active Lifecycle Action found with "
                        + reference
                                .token()
                                .map(token -> "token " + token)
                                .or(() -> reference.instanceId().map(id -> "instance ID " + id))
                                .orElseThrow());
    }

    private static Predicate<Waiting> of(String instanceId) {
        return action -> action.instanceId().equals(instanceId);
    }

    private record Waiting(
            String token, Hook hook, String instanceId, Instant latest, Timeline.Timer timer) {

        boolean isFor(String group, String name) {
            return hook.group().equals(group) && hook.name().equals(name);
        }
    }
}
