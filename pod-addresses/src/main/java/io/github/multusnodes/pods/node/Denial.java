package io.github.multusnodes.pods.node;

/**
 * How EC2 has refused a step.
 *
 * @param full for want of room
 * @param all whether each of its addresses would be refused alike, so that none is to blame
 */
public record Denial(boolean full, boolean all, String text) {}
