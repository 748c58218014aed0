package io.github.multusnodes.pods.kernel;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls to the C library that a netlink socket needs. Each tells its result and, where that is
 * negative, {@link #errno()}. For one thread at a time.
 */
final class Posix {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle socket = function("socket", INT, INT, INT, INT);
    private final MethodHandle bind = function("bind", INT, INT, POINTER, INT);
    private final MethodHandle receive = function("recv", LONG, INT, POINTER, LONG, INT);
    private final MemorySegment state = memory(STATE.byteSize());

    /** Memory that the calls may read and write for as long as it is known. */
    static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, Long.BYTES);
    }

    int socket(int family, int type, int protocol) throws IOException {
        try {
            return (int) socket.invokeExact(state, family, type, protocol);
        } catch (Throwable odd) {
            throw unexpected(odd);
        }
    }

    int bind(int descriptor, MemorySegment address) throws IOException {
        int length = Math.toIntExact(address.byteSize());
        try {
            return (int) bind.invokeExact(state, descriptor, address, length);
        } catch (Throwable odd) {
            throw unexpected(odd);
        }
    }

    /** Waits for a message; what does not fit is cut off. */
    long receive(int descriptor, MemorySegment buffer) throws IOException {
        try {
            return (long) receive.invokeExact(state, descriptor, buffer, buffer.byteSize(), 0);
        } catch (Throwable odd) {
            throw unexpected(odd);
        }
    }

    /** Why the last call failed. */
    int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    @SuppressWarnings("restricted") // The signatures are those of the manual pages.
    private MethodHandle function(String name, ValueLayout result, MemoryLayout... arguments) {
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** A method handle may throw anything; these functions do not throw. */
    private static IOException unexpected(Throwable odd) {
        return new IOException("A call to the C library went wrong: " + odd, odd);
    }
}
