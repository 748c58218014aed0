package io.github.multusnodes.pods.kernel;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.port.PodNetwork;
import io.github.multusnodes.retry.Time;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The network namespace that this process is in: its interfaces that have an address, as the JDK
 * lists them. An IPv6 address counts once duplicate address detection is through with it; its end
 * is a change like any other. An interface that is down keeps the addresses that the kernel keeps
 * for it: a link that blinks takes nothing from a pod. For one thread.
 *
 * <p>Changes are told by the kernel. Where it does not allow that, the interfaces are looked at
 * twice a second instead, which is said once.
 */
public final class KernelNetwork implements PodNetwork {

    private static final Path INET6 = Path.of("/proc/thread-self/net/if_inet6");
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private final String primary;
    private final Time time;
    private final Supplier<Notices> source;
    private final Consumer<String> warnings;
    private @Nullable Notices notices;
    private List<PodInterface> told = List.of();

    /**
     * Asks nobody yet.
     *
     * @param primary the interface that is the cluster's own, such as {@code eth0}
     * @param warnings takes what is said for people
     */
    public KernelNetwork(String primary, Time time, Consumer<String> warnings) {
        this(primary, time, warnings, RouteSocket::open);
    }

    KernelNetwork(String primary, Time time, Consumer<String> warnings, Supplier<Notices> source) {
        this.primary = primary;
        this.time = time;
        this.warnings = warnings;
        this.source = source;
    }

    @Override
    public List<PodInterface> interfaces() {
        told = look();
        return told;
    }

    /** A change is that {@link #interfaces()} would answer otherwise than it did last. */
    @Override
    public void awaitChange(Duration most) {
        Instant end = time.now().plus(most);
        Notices its = notices();
        Duration left = most;
        while (look().equals(told) && left.isPositive() && its.await(left)) {
            left = Duration.between(time.now(), end);
        }
    }

    private Notices notices() {
        Notices its = notices;
        if (its == null) {
            its = listen();
            notices = its;
        }
        return its;
    }

    private Notices listen() {
        try {
            return source.get();
        } catch (UncheckedIOException refused) {
            warnings.accept(
                    "The kernel does not tell of changes ("
                            + refused.getMessage()
                            + "); the interfaces are looked at twice a second instead");
            return new Interval(time);
        }
    }

    private List<PodInterface> look() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            List<Inet6> inet6 =
                    Inet6.of(Files.exists(INET6) ? Files.readAllLines(INET6) : List.of());
            return all.map(each -> read(each, inet6))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(PodInterface::name))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The interfaces of this network namespace cannot be read", unreadable);
        }
    }

    /** Empty if it is none of those looked for, has no address, or has gone meanwhile. */
    private Optional<PodInterface> read(NetworkInterface its, List<Inet6> inet6) {
        try {
            if (its.getName().equals(primary) || its.isLoopback()) {
                return Optional.empty();
            }
            List<Ip> addresses = addresses(its, inet6);
            return addresses.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new PodInterface(its.getName(), Optional.empty(), mac(its), addresses));
        } catch (SocketException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> mac(NetworkInterface its) throws SocketException {
        return Optional.ofNullable(its.getHardwareAddress()).map(MAC::formatHex);
    }

    private static List<Ip> addresses(NetworkInterface its, List<Inet6> inet6) {
        List<Ip> addresses = new ArrayList<>();
        its.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .filter(each -> !each.isLinkLocalAddress() && !each.isLoopbackAddress())
                .forEach(each -> addresses.add(Ip.parse(each.getHostAddress())));
        inet6.stream()
                .filter(each -> each.device().equals(its.getName()) && each.usable())
                .forEach(each -> addresses.add(each.address()));
        return addresses.stream().sorted().distinct().toList();
    }
}
