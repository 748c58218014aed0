package io.github.multusnodes.event;

/** What Auto Scaling told us. One record per kind. */
public sealed interface LifecycleEvent
        permits InstanceLaunching, InstanceTerminating, TestNotification, Unrelated, Malformed {}
