package io.github.multusnodes.simulator.runtime;

/** A function and how Lambda's asynchronous queue treats it. Rules may share a target. */
public record Target(Function function, AsyncSettings settings) {}
