package io.github.multusnodes.pods.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A network namespace of its own: one thread is in it, and a shell. It goes with them. Needs root,
 * and the command {@code ip}.
 */
public final class Namespace implements AutoCloseable {

    private static final int CLONE_NEWNET = 0x40000000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Process shell;
    private final Writer commands;
    private final BufferedReader answers;

    /** Makes one, with nothing in it but a loopback that is down. */
    public Namespace() throws Exception {
        inside(Namespace::leave);
        shell = inside(() -> new ProcessBuilder("sh").redirectErrorStream(true).start());
        commands = shell.outputWriter();
        answers = shell.inputReader();
    }

    /** Has the thread within do something, and waits for it. */
    public <T> T inside(Callable<T> what) throws Exception {
        Future<T> its = start(what);
        try {
            return its.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Has the thread within do something. */
    <T> Future<T> start(Callable<T> what) {
        return thread.submit(what);
    }

    /** Runs {@code ip}, which must succeed; several commands are made at once. */
    public void ip(String... arguments) throws IOException {
        for (String each : arguments) {
            commands.write("ip " + each + " || echo FAILED: ip " + each + "\n");
        }
        commands.write("echo done\n");
        commands.flush();
        StringBuilder said = new StringBuilder();
        String line = answers.readLine();
        while (line != null && !line.equals("done")) {
            said.append(line).append('\n');
            line = answers.readLine();
        }
        if (!said.isEmpty() || line == null) {
            throw new AssertionError("The command ip (iproute2) and veth are needed: " + said);
        }
    }

    @Override
    public void close() {
        shell.destroy();
        thread.shutdownNow();
    }

    @SuppressWarnings("restricted") // The signature is that of the manual page.
    private static int leave() throws Exception {
        MethodHandle unshare =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("unshare"),
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int result;
        try {
            result = (int) unshare.invokeExact(CLONE_NEWNET);
        } catch (Throwable odd) {
            throw new IllegalStateException(odd);
        }
        if (result != 0) {
            throw new AssertionError(
                    "No network namespace may be made here: run these tests as root, with"
                            + " CAP_SYS_ADMIN");
        }
        return result;
    }
}
