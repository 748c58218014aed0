package io.github.multusnodes.simulator.runtime;

import java.util.function.Consumer;

/** A Lambda function: something that runs events. Safe for use by several threads. */
public interface Function {

    /** The function's name. */
    String name();

    /**
     * Runs the function once. Returns at once; whatever becomes of the run is a result, never an
     * exception.
     *
     * @param whenOver told exactly once, when the run is over
     */
    void invoke(Invocation invocation, Consumer<InvocationResult> whenOver);
}
