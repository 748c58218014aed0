package io.github.multusnodes.simulator.fault;

/** What a caller hears of an HTTP answer. */
public record Heard(int status, String contentType, String body) {}
