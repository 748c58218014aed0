package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Network;

/** stand-in until telemetry is merged. */
public final class RunLog {
    static final String CREATE = "create";
    static final String ATTACH = "attach";
    static final String END_WITH_INSTANCE = "delete_on_termination";
    static final String SOURCE_DEST_CHECK = "source_dest_check";
    static final String DELETE_SURPLUS = "delete_surplus";

    void step(Network network, Eni eni, String step) {}

    void conflict(Network network, RuntimeException failure) {}

    void undone(Eni eni) {}

    void left(Eni eni, RuntimeException failure) {}

    void failed(Network network, RuntimeException failure) {}

    void answeredBefore(RuntimeException failure) {}

    void unexpected(RuntimeException failure) {}
}
