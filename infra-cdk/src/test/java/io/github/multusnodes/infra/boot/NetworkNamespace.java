package io.github.multusnodes.infra.boot;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * The network namespace of another process. What a thread within has opened stays there, also when
 * others use it. Needs root.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/setns.2.html">setns(2)</a>
 */
record NetworkNamespace(long process) {

    private static final int CLONE_NEWNET = 0x40000000;
    private static final int READ_ONLY = 0;

    /** Does something in a thread of its own within, and waits for it. */
    <T> T inside(Callable<T> what) throws Exception {
        FutureTask<T> task =
                new FutureTask<>(
                        () -> {
                            enter();
                            return what.call();
                        });
        Thread.ofPlatform().daemon().name("in the namespace of " + process).start(task);
        return task.get();
    }

    private void enter() throws Exception {
        MethodHandle open =
                function(
                        "open",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        MethodHandle setns =
                function(
                        "setns",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        String path = "/proc/" + process + "/ns/net";
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            int descriptor = (int) open.invokeExact(name, READ_ONLY);
            if (descriptor < 0 || (int) setns.invokeExact(descriptor, CLONE_NEWNET) != 0) {
                throw new AssertionError("The namespace " + path + " cannot be entered: be root");
            }
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable odd) {
            throw new IllegalStateException(odd);
        }
    }

    @SuppressWarnings("restricted") // The signatures are those of the manual pages.
    private static MethodHandle function(
            String name, FunctionDescriptor signature, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature, options);
    }
}
