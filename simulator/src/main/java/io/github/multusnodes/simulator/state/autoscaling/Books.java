package io.github.multusnodes.simulator.state.autoscaling;

/** What there is: groups, hooks, instances, and actions that wait. */
record Books(Groups groups, Hooks hooks, Members members, LifecycleActions actions) {}
