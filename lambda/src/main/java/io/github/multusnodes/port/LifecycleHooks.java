package io.github.multusnodes.port;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.retry.CloudFailure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lifecycle hooks of Auto Scaling groups. Every method may throw {@link CloudFailure}. */
public interface LifecycleHooks {

    /** The heartbeat timeout of a group's hook, unless there is no such hook or group. */
    Optional<Duration> heartbeatTimeout(String group, String hook);

    /** The instances of the group and its warm pool, unless there is no such group. */
    Optional<List<Member>> members(String group);

    /** The instance as Auto Scaling shows it, wherever it is; none if it is in no group. */
    Optional<Member> member(String instanceId);

    /** Lets the instance go on. */
    void proceed(LifecycleAction action);

    /** Has the instance terminated and replaced. */
    void abandon(LifecycleAction action);

    /** Restarts the hook's timeout. */
    void heartbeat(LifecycleAction action);
}
