package io.github.multusnodes.simulator.runtime;

import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a handler in this process is told about its run. Safe for use by several threads. */
public final class InvocationContext {

    private final String requestId;
    private final String functionName;
    private final String environment;
    private final Instant deadline;
    private final Timeline time;
    private final List<String> lines = new ArrayList<>();

    InvocationContext(
            String requestId,
            String functionName,
            String environment,
            Instant deadline,
            Timeline time) {
        this.requestId = requestId;
        this.functionName = functionName;
        this.environment = environment;
        this.deadline = deadline;
        this.time = time;
    }

    /** The same for all attempts at an event. */
    public String requestId() {
        return requestId;
    }

    /** The function's name. */
    public String functionName() {
        return functionName;
    }

    /** The function's ARN, as its callers named it. */
    public String functionArn() {
        return FunctionArn.of("us-east-1", functionName);
    }

    /**
     * The execution environment: to be used as the AWS access key id of calls, so that the world
     * knows who calls and refuses calls of one that has ended.
     */
    public String environment() {
        return environment;
    }

    /** When the run is ended. */
    public Instant deadline() {
        return deadline;
    }

    /** The time left until the deadline, never negative. */
    public Duration remaining() {
        Duration left = Duration.between(time.now(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Writes a line to the function's log. */
    public void log(String line) {
        synchronized (lines) {
            lines.add(line);
        }
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
