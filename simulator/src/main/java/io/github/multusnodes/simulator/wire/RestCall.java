package io.github.multusnodes.simulator.wire;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.Map;

/** A REST request that was understood, as far as it can be without the world's lock. */
public interface RestCall {

    /** Who calls. */
    String caller();

    /** What is asked: an AWS action, or a verb and a kind of Kubernetes. */
    String action();

    /** What it is asked of. */
    Map<String, String> parameters();

    /**
     * Acts, under the world's lock.
     *
     * @throws Refusal if AWS would refuse the request
     */
    Door.Answer answer();

    /** How this API refuses a call beyond its rate. */
    Refusal throttled();

    /** How this API says a refusal. */
    Door.Answer refusal(Refusal refusal);
}
