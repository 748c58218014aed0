package io.github.multusnodes.simulator.runtime;

import io.github.multusnodes.simulator.runtime.InvocationResult.Outcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A packaged function, run by Lambda's own runtime interface client in processes of its own: one
 * for each concurrent run, used again when free, as Lambda does with execution environments. Works
 * in real time only. Closing it, or the end of this process, ends them all.
 */
public final class ProcessFunction implements Function, AutoCloseable {

    private final ProcessSettings settings;
    private final Consumer<LogLine> log;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread atExit = new Thread(this::endAll, "end-of-functions");
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private final Set<ExecutionEnvironment> free = new HashSet<>();
    private final List<IOException> leftovers = new ArrayList<>();
    private int started;
    private boolean closed;

    /**
     * @param log told every line, once its run is over, in that run's thread
     */
    public ProcessFunction(ProcessSettings settings, Consumer<LogLine> log) {
        this.settings = settings;
        this.log = log;
        this.places = new Semaphore(settings.processes(), true);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    @Override
    public String name() {
        return settings.functionName();
    }

    /** {@inheritDoc} More runs than there may be processes wait for one to be free. */
    @Override
    public void invoke(Invocation invocation, Consumer<InvocationResult> whenOver) {
        synchronized (this) {
            if (!closed) {
                threads.execute(() -> whenOver.accept(run(invocation)));
                return;
            }
        }
        whenOver.accept(isClosed());
    }

    /** Waits until no run is under way or waits for a process. */
    public void awaitIdle() throws InterruptedException {
        places.acquire(settings.processes());
        places.release(settings.processes());
    }

    /**
     * Ends the process of an environment at once, as a fault between two of its calls would; its
     * run is a crash. Without effect if there is none of that name.
     */
    public void kill(String environment) {
        synchronized (this) {
            all.stream()
                    .filter(each -> each.name().equals(environment))
                    .forEach(ExecutionEnvironment::kill);
        }
    }

    /**
     * Ends all processes and waits until every run was told that it is over.
     *
     * @throws UncheckedIOException if a process' folder could not be removed
     */
    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // This process is on its way out: the hook has run, or finds nothing left to do.
        }
        synchronized (this) {
            if (!leftovers.isEmpty()) {
                throw new UncheckedIOException(
                        "A function's folder could not be removed", leftovers.getFirst());
            }
        }
    }

    private void endAll() {
        synchronized (this) {
            closed = true;
            for (ExecutionEnvironment each : Set.copyOf(all)) {
                if (free.contains(each)) {
                    end(each);
                } else {
                    each.kill();
                }
            }
        }
        threads.close();
    }

    private InvocationResult run(Invocation invocation) {
        places.acquireUninterruptibly();
        ExecutionEnvironment environment = null;
        try {
            environment = take();
            return environment == null ? isClosed() : environment.run(invocation);
        } catch (IOException | RuntimeException e) {
            return InvocationResult.failed(
                    Outcome.INIT_ERROR, "Runtime.InvalidEntrypoint", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return InvocationResult.failed(Outcome.CRASH, "Runtime.Interrupted", e.toString());
        } finally {
            if (environment != null) {
                giveBack(environment);
            }
            places.release();
        }
    }

    private synchronized @Nullable ExecutionEnvironment take() throws IOException {
        if (closed) {
            return null;
        }
        for (ExecutionEnvironment each : Set.copyOf(free)) {
            free.remove(each);
            if (each.usable()) {
                return each;
            }
            end(each);
        }
        String name = settings.functionName() + "-" + ++started;
        ExecutionEnvironment fresh = new ExecutionEnvironment(name, settings, log);
        all.add(fresh);
        return fresh;
    }

    private synchronized void giveBack(ExecutionEnvironment environment) {
        if (environment.usable() && !closed) {
            free.add(environment);
        } else {
            end(environment);
        }
    }

    private synchronized void end(ExecutionEnvironment environment) {
        all.remove(environment);
        try {
            environment.close();
        } catch (IOException e) {
            leftovers.add(e);
        }
    }

    private InvocationResult isClosed() {
        return InvocationResult.failed(
                Outcome.CRASH, "Runtime.Closed", name() + " is closed and runs nothing any more");
    }
}
