package io.github.multusnodes.event;

/** An EventBridge event that is no lifecycle action. */
public record Unrelated(String source, String detailType) implements LifecycleEvent {}
