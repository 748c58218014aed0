package io.github.multusnodes.pods.kernel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/**
 * The kernel's own notifications: a netlink socket that hears of links and of addresses of both
 * families. What they say is not read: whoever hears one looks at the interfaces. A thread of its
 * own listens, since a thread within the C library cannot be interrupted.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
final class RouteSocket implements Notices {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int NETLINK_ROUTE = 0;

    /** RTMGRP_LINK, RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR. */
    private static final int GROUPS = 0x1 | 0x10 | 0x100;

    /** A signal came meanwhile. */
    private static final int EINTR = 4;

    /** More came than the kernel keeps for a reader: some is lost. */
    private static final int ENOBUFS = 105;

    private final Posix posix;
    private final int descriptor;
    private final Bell bell = new Bell();
    private volatile @Nullable IOException broken;

    private RouteSocket(Posix posix, int descriptor) {
        this.posix = posix;
        this.descriptor = descriptor;
    }

    /**
     * Begins to listen in the network namespace of the calling thread.
     *
     * @throws UncheckedIOException if that is not allowed; the message says at what
     */
    static RouteSocket open() {
        try {
            Posix posix = new Posix();
            RouteSocket its = new RouteSocket(posix, bound(posix));
            Thread.ofPlatform().daemon().name("route-socket").start(its::listen);
            return its;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused.getMessage(), refused);
        }
    }

    private static int bound(Posix posix) throws IOException {
        int descriptor = posix.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
        if (descriptor < 0) {
            throw failed("socket", posix.errno());
        }
        MemorySegment address = Posix.memory(12);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
        address.set(ValueLayout.JAVA_INT, 8, GROUPS);
        if (posix.bind(descriptor, address) < 0) {
            throw failed("bind", posix.errno());
        }
        return descriptor;
    }

    @Override
    public boolean await(Duration most) {
        boolean any = bell.await(most);
        IOException why = broken;
        if (why != null) {
            throw new UncheckedIOException(why.getMessage(), why);
        }
        return any;
    }

    private void listen() {
        MemorySegment buffer = Posix.memory(8192);
        try {
            while (true) {
                if (posix.receive(descriptor, buffer) < 0 && posix.errno() != EINTR) {
                    lost(posix.errno());
                }
                bell.ring();
            }
        } catch (IOException end) {
            broken = end;
            bell.ring();
        }
    }

    /** What the kernel could not keep was a change too. */
    private static void lost(int errno) throws IOException {
        if (errno != ENOBUFS) {
            throw failed("recv", errno);
        }
    }

    private static IOException failed(String call, int errno) {
        return new IOException(call + " of a netlink socket failed: errno " + errno);
    }
}
