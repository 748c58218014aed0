package io.github.multusnodes.pods.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.stage.ClusterPods;
import io.github.multusnodes.pods.stage.Lives;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A StatefulSet's pod moves between two nodes with its addresses, again and again, while calls take
 * any time, changes are seen late, watches lag and agents are ended.
 */
class MovesTest {

    private static final String ADDRESS = "10.0.1.100";
    private static final Duration LAG = Duration.ofSeconds(3);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_addresses_are_where_the_pod_is(long seed) {
        Random chance = new Random(seed);
        Site site = site(seed);
        int node = 1;
        for (int i = 0; i < 8; i++) {
            NodePod pod = site.awaited(node, "upf-0");
            site.after(Duration.ofMillis(500 + chance.nextInt(2000)));
            site.told(node, pod, site.ipvlan(node, "n3", ADDRESS, site.ipv6("n3", 1)));
            if (chance.nextInt(4) == 0) {
                site.agent(node).kill();
                site.after(Duration.ofMillis(chance.nextInt(4000)));
                site.agent(node).start();
            }
            site.after(
                    Duration.ofMillis(200 + chance.nextInt(chance.nextBoolean() ? 90_000 : 5000)));
            site.end(node, pod);
            site.after(Duration.ofMillis(chance.nextInt(3000)));
            node = chance.nextInt(3) == 0 ? node : 3 - node;
        }
        site.told(
                node,
                site.awaited(node, "upf-0"),
                site.ipvlan(node, "n3", ADDRESS, site.ipv6("n3", 1)));
        site.after(Duration.ofMinutes(5));

        assertThat(site.held(node, "n3")).containsExactlyInAnyOrder(ADDRESS, site.ipv6("n3", 1));
        assertThat(site.held(3 - node, "n3")).isEmpty();
        assertThat(site.lives().released()).noneMatch(its -> isByItsOwnAgent(site, its));
    }

    /**
     * An agent whose call takes its time may still take an IPv6 address for a pod that has gone
     * back to the other node meanwhile: nothing but EC2 stands between the two. None releases what
     * a pod of its own node has.
     */
    private static boolean isByItsOwnAgent(Site site, Lives.Released released) {
        int node = released.life().eni().equals(site.eni(1, "n3")) ? 1 : 2;
        return released.caller().startsWith("agent-" + node + "-");
    }

    private static Site site(long seed) {
        NodesStage stage =
                NodesStage.open(
                        Scenario.realistic().withSeed(seed).withMetadataLag(LAG).withLag(LAG), 2);
        ClusterPods cluster = new ClusterPods(stage.time(), seed, Duration.ofSeconds(1), 0.05);
        Site site = new Site(stage, 2, Terms.usual(Site.MOVING, Site.RANGES), cluster).started();
        Random chance = new Random(seed);
        for (int millis : new int[] {100, 400, 1500, 5000}) {
            stage.world()
                    .faults()
                    .always(
                            call -> call.caller().startsWith("agent") && chance.nextInt(6) == 0,
                            new Fault.Delay(Duration.ofMillis(millis)));
        }
        return site;
    }
}
