package io.github.multusnodes.pods.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.simulator.fault.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent that ends before or after any of its calls, and is started anew without memory. On its
 * node pods come, stay and go; one has brought its addresses from the other node.
 */
class EndedAgentTest {

    private static final String STAYS = "10.0.1.100";
    private static final String GOES = "10.0.1.101";
    private static final String COMES = "10.0.1.102";
    private static final String MOVES = "10.0.1.103";

    private static final int MOST_CALLS = 8;

    private final Site site = new Site().started();
    private final AtomicInteger calls = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, MOST_CALLS})
    void one_that_ends_before_a_call_loses_nothing(int number) {
        end(number, new Fault.KillBefore());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, MOST_CALLS})
    void one_that_ends_after_a_call_loses_nothing(int number) {
        end(number, new Fault.KillAfter());
    }

    @Test
    void there_are_no_more_calls_than_these() {
        live();

        assertThat(site.agent(1).actions()).hasSize(MOST_CALLS);
    }

    private void end(int number, Fault fault) {
        site.stage()
                .world()
                .faults()
                .next(
                        call ->
                                call.caller().equals("agent-1-2")
                                        && calls.incrementAndGet() == number,
                        fault);
        live();
        if (!site.agent(1).isRunning()) {
            site.agent(1).start();
        }
        site.after(Duration.ofMinutes(4));

        String six = site.ipv6("n3", 1);
        assertThat(site.held(1, "n3")).containsExactlyInAnyOrder(STAYS, COMES, MOVES, six);
        assertThat(site.held(2, "n3")).isEmpty();
        assertThat(site.lives().released()).isEmpty();
        assertThat(site.lives().missing()).isEmpty();
    }

    /** From the start of its second process. */
    private void live() {
        site.pod(1, "stays", "n3", STAYS);
        NodePod goes = site.pod(1, "goes", "n3", GOES);
        NodePod there = site.pod(2, "moves", "n3", MOVES, site.ipv6("n3", 1));
        site.after(20);
        site.agent(1).stop();
        site.after(5);
        site.stage().world().calls().clear();
        site.agent(1).start();
        site.after(5);
        site.end(1, goes);
        site.end(2, there);
        site.after(2);
        site.pod(1, "moves", "n3", MOVES, site.ipv6("n3", 1));
        site.after(2);
        site.pod(1, "comes", "n3", COMES);
        site.after(Duration.ofMinutes(3));
    }
}
