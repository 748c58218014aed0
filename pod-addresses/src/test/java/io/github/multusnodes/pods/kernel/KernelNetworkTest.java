package io.github.multusnodes.pods.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.retry.Time;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Where the kernel refuses to tell of changes. */
class KernelNetworkTest {

    private final List<String> warnings = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();
    private final KernelNetwork network =
            new KernelNetwork(
                    "eth0",
                    time,
                    warnings::add,
                    () -> {
                        IOException refused =
                                new IOException("socket of a netlink socket failed: errno 93");
                        throw new UncheckedIOException(refused.getMessage(), refused);
                    });

    @Test
    void the_interfaces_are_looked_at_twice_a_second() {
        network.interfaces();

        network.awaitChange(Duration.ofMillis(1200));

        assertThat(time.pauses)
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(200));
    }

    @Test
    void that_is_said_once() {
        network.interfaces();

        network.awaitChange(Duration.ofSeconds(1));
        network.awaitChange(Duration.ofSeconds(1));

        assertThat(warnings)
                .containsExactly(
                        "The kernel does not tell of changes (socket of a netlink socket failed:"
                                + " errno 93); the interfaces are looked at twice a second"
                                + " instead");
    }

    private static final class VirtualTime implements Time {

        private final List<Duration> pauses = new ArrayList<>();
        private Instant now = Instant.EPOCH;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
            now = now.plus(duration);
        }

        @Override
        public <T> List<T> together(List<? extends Callable<? extends T>> tasks) {
            throw new AssertionError("Nothing is done side by side");
        }
    }
}
