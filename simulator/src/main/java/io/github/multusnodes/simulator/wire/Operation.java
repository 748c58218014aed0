package io.github.multusnodes.simulator.wire;

import io.github.multusnodes.simulator.state.Refusal;

/** One API action. */
@FunctionalInterface
public interface Operation {

    /**
     * Reads the request, calls {@link Parameters#done}, acts, and answers.
     *
     * @return an element whose contents are the result's members; its own name does not matter
     * @throws Refusal if AWS would refuse the request
     */
    Xml answer(Parameters request);
}
