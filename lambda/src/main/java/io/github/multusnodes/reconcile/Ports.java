package io.github.multusnodes.reconcile;

import io.github.multusnodes.port.Instances;
import io.github.multusnodes.port.LifecycleHooks;
import io.github.multusnodes.port.NetworkInterfaces;
import io.github.multusnodes.port.Subnets;
import io.github.multusnodes.retry.Time;

/** The world outside, as the use cases reach it. */
public record Ports(
        Instances instances,
        Subnets subnets,
        NetworkInterfaces interfaces,
        LifecycleHooks hooks,
        Time time) {}
