package io.github.multusnodes.simulator.wire.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.Hook;
import io.github.multusnodes.simulator.state.autoscaling.HookResult;
import io.github.multusnodes.simulator.state.autoscaling.Transition;
import io.github.multusnodes.simulator.wire.Parameters;

import java.time.Duration;
import java.util.Optional;

/** What a request says about a hook; what it does not say stays as it is. */
record HookWanted(
        String group,
        String name,
        Optional<Transition> transition,
        Optional<Duration> heartbeatTimeout,
        Optional<HookResult> defaultResult,
        Optional<String> metadata,
        Optional<Hook.Target> target) {

    static HookWanted read(String group, Parameters hook) {
        Optional<String> role = hook.optional("RoleARN");
        return new HookWanted(
                group,
                hook.required("LifecycleHookName"),
                hook.optional("LifecycleTransition").map(Transition::ofWireName),
                hook.integer("HeartbeatTimeout").map(Duration::ofSeconds),
                hook.optional("DefaultResult").map(HookResult::ofWireName),
                hook.optional("NotificationMetadata"),
                hook.optional("NotificationTargetARN")
                        .filter(arn -> !arn.isEmpty())
                        .map(arn -> new Hook.Target(arn, role)));
    }

    /** The hook that comes of it. */
    Hook complete(Optional<Hook> present) {
        return new Hook(
                group,
                name,
                transition
                        .or(() -> present.map(Hook::transition))
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                "ValidationError",
                                                "LifecycleTransition is required for the new"
                                                        + " lifecycle hook '"
                                                        + name
                                                        + "'")),
                heartbeatTimeout
                        .or(() -> present.map(Hook::heartbeatTimeout))
                        .orElse(Hook.DEFAULT_TIMEOUT),
                defaultResult.or(() -> present.map(Hook::defaultResult)).orElse(HookResult.ABANDON),
                metadata.or(() -> present.flatMap(Hook::metadata)),
                target.or(() -> present.flatMap(Hook::target)));
    }
}
