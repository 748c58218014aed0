package io.github.multusnodes.telemetry;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Writes one JSON line per step. Immutable: {@code with} gives a log whose lines carry one field
 * more, so that a field is named once, where it becomes known. Safe to share between threads if the
 * sink is.
 *
 * <p>A line has {@code timestamp} and {@code level} as Lambda's own JSON log format wants them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">
 *     JSON log format</a>
 */
public final class StepLog {

    private final Consumer<String> sink;
    private final InstantSource clock;
    private final JsonObject context;

    /**
     * @param sink takes each line, without a line end
     */
    public StepLog(Consumer<String> sink, InstantSource clock) {
        this(sink, clock, new JsonObject());
    }

    private StepLog(Consumer<String> sink, InstantSource clock, JsonObject context) {
        this.sink = sink;
        this.clock = clock;
        this.context = context;
    }

    /** This log with the field set anew; null leaves the log as it is. */
    public StepLog with(LogKey key, @Nullable String value) {
        return value == null ? this : derived(copy().set(key.key(), value));
    }

    public StepLog with(LogKey key, long value) {
        return derived(copy().set(key.key(), value));
    }

    public StepLog with(LogKey key, Collection<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return derived(copy().set(key.key(), array));
    }

    public void info(String message) {
        write("INFO", message);
    }

    public void warn(String message) {
        write("WARN", message);
    }

    public void error(String message) {
        write("ERROR", message);
    }

    /** An error nobody foresaw, with the whole stack trace. */
    public void error(String message, Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        with(LogKey.REASON, cause.toString())
                .with(LogKey.STACK_TRACE, trace.toString())
                .error(message);
    }

    private void write(String level, String message) {
        JsonObject line = new JsonObject();
        line.add("timestamp", clock.instant().toString());
        line.add("level", level);
        line.add("message", message);
        context.forEach(field -> line.add(field.getName(), field.getValue()));
        sink.accept(line.toString());
    }

    private JsonObject copy() {
        return new JsonObject(context);
    }

    private StepLog derived(JsonObject fields) {
        return new StepLog(sink, clock, fields);
    }
}
