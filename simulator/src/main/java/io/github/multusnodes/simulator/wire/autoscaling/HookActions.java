package io.github.multusnodes.simulator.wire.autoscaling;

import static io.github.multusnodes.simulator.wire.Api.Service.AUTO_SCALING;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.autoscaling.Hook;
import io.github.multusnodes.simulator.state.autoscaling.HookResult;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleActions.Reference;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Optional;

/** Actions on lifecycle hooks, and the answers to them. */
final class HookActions {

    private static final int TOKEN_LENGTH = 36;

    private final AutoScaling autoScaling;

    HookActions(AutoScaling autoScaling) {
        this.autoScaling = autoScaling;
    }

    void register(Api api) {
        api.with(AUTO_SCALING, "PutLifecycleHook", this::put)
                .with(AUTO_SCALING, "DeleteLifecycleHook", this::delete)
                .with(AUTO_SCALING, "DescribeLifecycleHooks", this::describe)
                .with(AUTO_SCALING, "CompleteLifecycleAction", this::complete)
                .with(AUTO_SCALING, "RecordLifecycleActionHeartbeat", this::heartbeat);
    }

    private Xml put(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        HookWanted wanted = HookWanted.read(group, request);
        request.done();
        autoScaling.groups().require(group);
        Optional<Hook> present = autoScaling.hooks().find(group, wanted.name());
        autoScaling.hookRules().put(wanted.complete(present));
        return Xml.element("result");
    }

    private Xml delete(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        String name = request.required("LifecycleHookName");
        request.done();
        autoScaling.hookRules().delete(group, name);
        return Xml.element("result");
    }

    private Xml describe(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        List<String> names = request.members("LifecycleHookNames");
        request.done();
        autoScaling.groups().require(group);
        List<Hook> hooks =
                autoScaling
                        .hooks()
                        .seenOf(group)
                        .filter(hook -> names.isEmpty() || names.contains(hook.name()))
                        .toList();
        return Xml.element("result").addMembers("LifecycleHooks", hooks, HookActions::xml);
    }

    private Xml complete(Parameters request) {
        Reference reference = reference(request);
        HookResult result = HookResult.ofWireName(request.required("LifecycleActionResult"));
        request.done();
        autoScaling.hookRules().complete(reference, result);
        return Xml.element("result");
    }

    private Xml heartbeat(Parameters request) {
        Reference reference = reference(request);
        request.done();
        autoScaling.hookRules().heartbeat(reference);
        return Xml.element("result");
    }

    private static Reference reference(Parameters request) {
        Optional<String> token = request.optional("LifecycleActionToken");
        token.filter(text -> text.length() != TOKEN_LENGTH)
                .ifPresent(
                        text -> {
                            throw Refusal.of(
                                    "ValidationError",
                                    "The lifecycle action token '"
                                            + text
                                            + "' must have "
                                            + TOKEN_LENGTH
                                            + " characters");
                        });
        return new Reference(
                request.required("AutoScalingGroupName"),
                request.required("LifecycleHookName"),
                token,
                request.optional("InstanceId"));
    }

    private static Xml xml(Hook hook) {
        return Xml.element("member")
                .add("LifecycleHookName", hook.name())
                .add("AutoScalingGroupName", hook.group())
                .add("LifecycleTransition", hook.transition().wireName())
                .add("HeartbeatTimeout", hook.heartbeatTimeout().toSeconds())
                .add("GlobalTimeout", hook.globalTimeout().toSeconds())
                .add("DefaultResult", hook.defaultResult())
                .add("NotificationMetadata", hook.metadata())
                .add("NotificationTargetARN", hook.target().map(Hook.Target::arn))
                .add("RoleARN", hook.target().flatMap(Hook.Target::roleArn));
    }
}
