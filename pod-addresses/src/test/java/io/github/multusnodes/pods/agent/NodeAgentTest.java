package io.github.multusnodes.pods.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.NodePod.Attached;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.ClusterPods;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.pods.stage.Recorder;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class NodeAgentTest {

    private static final String ADDRESS = "10.0.1.100";

    private final Site site = new Site().started();

    @Test
    void a_new_pod_costs_one_call_and_nothing_else() {
        site.stage().world().calls().clear();
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(14);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
        assertThat(site.agent(1).actions()).containsExactly("AssignPrivateIpAddresses");
        assertThat(site.agent(2).actions()).isEmpty();
    }

    @Test
    void it_tells_of_a_pod_once_metadata_shows_all_of_its_addresses() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(60);

        assertThat(site.agent(1).reports().routable())
                .singleElement()
                .satisfies(
                        arrived -> {
                            assertThat(arrived.pod()).isEqualTo(pod);
                            assertThat(arrived.after())
                                    .isBetween(Site.LAG, Site.LAG.plusSeconds(2));
                        });
    }

    @Test
    void pods_that_come_together_are_one_call_for_each_interface() {
        site.stage().world().calls().clear();
        for (int i = 0; i < 5; i++) {
            NodePod pod = site.awaited(1, "upf-" + i);
            site.told(
                    1,
                    pod,
                    site.ipvlan(1, "n3", "10.0.1.10" + i),
                    site.ipvlan(1, "n6", "10.0.2.10" + i));
        }
        site.after(10);

        assertThat(site.held(1, "n3")).hasSize(5);
        assertThat(site.held(1, "n6")).hasSize(5);
        assertThat(site.agent(1).actions().size()).isLessThanOrEqualTo(4);
        assertThat(site.agent(1).actions()).containsOnly("AssignPrivateIpAddresses");
    }

    @Test
    void nothing_is_asked_of_ec2_while_nothing_changes() {
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.stage().world().calls().clear();
        site.after(Duration.ofHours(1));

        assertThat(site.agent(1).actions())
                .containsOnly("DescribeNetworkInterfaces")
                .hasSizeBetween(4, 8);
    }

    @Test
    void what_no_pod_has_is_released_after_the_grace_time_and_a_second_look() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.end(1, pod);
        site.stage().world().calls().clear();
        site.after(55);
        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
        site.after(30);

        assertThat(site.held(1, "n3")).isEmpty();
        assertThat(site.agent(1).actions())
                .containsExactly("DescribeNetworkInterfaces", "UnassignPrivateIpAddresses");
    }

    @Test
    void an_address_that_a_pod_hands_over_to_another_of_its_node_stays_without_a_call() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.stage().world().calls().clear();
        site.end(1, pod);
        site.after(20);
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(90);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
        assertThat(site.agent(1).actions()).isEmpty();
        assertThat(site.agent(1).reports().routable()).hasSize(2);
    }

    @Test
    void an_address_of_a_prefix_needs_no_call() {
        site.stage()
                .ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(site.eni(1, "n3")).ipv4Prefixes("10.0.1.64/28"));
        site.after(60);
        site.stage().world().calls().clear();
        site.pod(1, "upf", "n3", "10.0.1.70");
        site.after(10);

        assertThat(site.agent(1).actions()).isEmpty();
        assertThat(site.agent(1).reports().routable()).hasSize(1);
    }

    @Test
    void a_pod_that_has_the_interface_itself_has_its_primary_address_already() {
        site.after(60);
        site.stage().world().calls().clear();
        site.pod(1, "dpdk", "n3", "10.0.1.11");
        site.after(10);

        assertThat(site.agent(1).actions()).isEmpty();
        assertThat(site.agent(1).reports().refused()).isEmpty();
        assertThat(site.agent(1).reports().routable()).hasSize(1);
    }

    @Test
    void nothing_is_released_while_a_pod_has_no_interfaces_yet() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.end(1, pod);
        site.after(50);
        site.awaited(1, "late");
        site.after(110);
        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
        site.after(60);

        assertThat(site.held(1, "n3")).isEmpty();
    }

    @Test
    void nothing_is_released_while_nobody_can_read_what_a_pod_has() {
        NodePod odd = site.awaited(1, "odd");
        site.put(1, odd, new Attached.Unreadable("no JSON"));
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.end(1, pod);
        site.after(Duration.ofMinutes(10));
        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
        assertThat(site.agent(1).reports().unreadable()).containsExactly("core/odd: no JSON");
        site.end(1, odd);
        site.after(30);

        assertThat(site.held(1, "n3")).isEmpty();
    }

    @Test
    void nothing_is_released_while_the_api_server_is_away_but_pods_are_served() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.end(1, pod);
        site.after(2);
        site.cluster().away(true);
        site.pod(1, "other", "n3", "10.0.1.101");
        site.after(Duration.ofMinutes(10));
        assertThat(site.held(1, "n3")).containsExactly(ADDRESS, "10.0.1.101");
        site.cluster().away(false);
        site.after(Duration.ofMinutes(2));

        assertThat(site.held(1, "n3")).containsExactly("10.0.1.101");
    }

    @Test
    void an_address_that_another_node_has_taken_is_left_there() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.pod(2, "newer", "n3", ADDRESS);
        site.after(Duration.ofMinutes(10));

        assertThat(site.held(2, "n3")).containsExactly(ADDRESS);
        assertThat(site.held(1, "n3")).isEmpty();
        assertThat(site.agent(1).reports().refused())
                .singleElement()
                .satisfies(
                        its -> {
                            assertThat(its.pod()).isEqualTo(pod);
                            assertThat(its.refusal().text()).contains("was taken by");
                        });
    }

    @Test
    void another_pod_may_claim_what_was_taken() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        NodePod there = site.pod(2, "newer", "n3", ADDRESS);
        site.after(60);
        site.end(1, pod);
        site.end(2, there);
        site.after(5);
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(5);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void an_address_that_nobody_holds_any_more_is_put_back() {
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.stage()
                .ec2()
                .unassignPrivateIpAddresses(
                        r -> r.networkInterfaceId(site.eni(1, "n3")).privateIpAddresses(ADDRESS));
        site.after(40);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void one_that_is_started_anew_releases_what_is_in_its_own_ranges() {
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.assign(site.eni(1, "n3"), "10.0.1.200");
        site.after(30);
        site.agent(1).stop();
        site.end(1, pod);
        site.after(5);
        assertThat(site.agent(1).isRunning()).isFalse();
        assertThat(site.held(1, "n3")).containsExactlyInAnyOrder(ADDRESS, "10.0.1.200");
        site.agent(1).start();
        site.after(90);

        assertThat(site.held(1, "n3")).containsExactly("10.0.1.200");
    }

    @Test
    void an_old_pod_does_not_take_what_another_has_when_the_agent_begins() {
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(120);
        site.agent(1).stop();
        site.after(5);
        site.pod(2, "newer", "n3", ADDRESS);
        site.after(10);
        site.agent(1).start();
        site.after(Duration.ofMinutes(5));

        assertThat(site.held(2, "n3")).containsExactly(ADDRESS);
        assertThat(site.agent(1).reports().refused()).hasSize(1);
    }

    @Test
    void where_addresses_have_no_room_what_is_stale_goes_before_its_time() {
        fill(site);
    }

    @Test
    void the_same_where_nobody_said_how_much_room_there_is() {
        fill(new Site(1, new Rules(true, Map.of()), Site.RANGES).started());
    }

    private static void fill(Site site) {
        List<NodePod> pods =
                IntStream.range(0, 14)
                        .mapToObj(i -> site.pod(1, "upf-" + i, "n3", "10.0.1." + (100 + i)))
                        .toList();
        site.after(30);
        assertThat(site.held(1, "n3")).hasSize(14);
        site.end(1, pods.getFirst());
        site.after(2);
        site.pod(1, "next", "n3", "10.0.1.120");
        site.after(5);

        assertThat(site.held(1, "n3")).hasSize(14).contains("10.0.1.120");
        assertThat(site.lives().released()).isEmpty();
    }

    @Test
    void an_address_that_ec2_refuses_does_not_keep_others_away() {
        String prefix = "10.0.1.64/28";
        site.stage()
                .ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(site.eni(2, "n3")).ipv4Prefixes(prefix));
        site.pod(1, "upf", "n3", ADDRESS, "10.0.1.70", "10.0.1.101");
        site.after(10);

        assertThat(site.held(1, "n3")).containsExactlyInAnyOrder(ADDRESS, "10.0.1.101");
        assertThat(site.agent(1).reports().refused())
                .extracting(Recorder.Refused::refusal)
                .singleElement()
                .satisfies(its -> assertThat(its.text()).contains("10.0.1.70 is not put on"));
    }

    @Test
    void while_ec2_is_away_calls_become_few_and_all_is_done_after() {
        site.stage().world().faults().always(_ -> true, new Fault.LoseRequest());
        site.stage().world().calls().clear();
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(Duration.ofMinutes(10));
        assertThat(site.agent(1).calls()).hasSizeBetween(10, 60);
        site.stage().world().faults().clear();
        site.after(60);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void while_metadata_is_away_from_the_start_it_waits_and_all_is_done_after() {
        Site blind = new Site(1, Site.MOVING, Site.RANGES);
        blind.pod(1, "upf", "n3", ADDRESS);
        blind.agent(1).metadataAway(true);
        blind.started().after(Duration.ofMinutes(5));
        assertThat(blind.agent(1).reports().failures()).hasSizeBetween(8, 40);
        assertThat(blind.agent(1).calls()).isEmpty();
        blind.agent(1).metadataAway(false);
        blind.after(60);

        assertThat(blind.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void a_pod_that_only_the_second_look_shows_keeps_everything() {
        Site deaf = deaf();
        deaf.assign(deaf.eni(1, "n3"), ADDRESS);
        deaf.started().after(30);
        NodePod pod = deaf.awaited(1, "upf");
        deaf.after(40);
        assertThat(deaf.agent(1).actions())
                .filteredOn(its -> its.startsWith("Describe"))
                .hasSizeGreaterThan(1);
        assertThat(deaf.held(1, "n3")).containsExactly(ADDRESS);
        deaf.told(1, pod, deaf.ipvlan(1, "n3", ADDRESS));
        deaf.after(Duration.ofMinutes(5));

        assertThat(deaf.held(1, "n3")).containsExactly(ADDRESS);
        assertThat(deaf.lives().released()).isEmpty();
    }

    @Test
    void an_address_that_only_the_second_look_shows_on_a_pod_is_kept() {
        Site deaf = deaf();
        deaf.assign(deaf.eni(1, "n3"), ADDRESS);
        deaf.started().after(35);
        deaf.pod(1, "upf", "n3", ADDRESS);
        deaf.after(Duration.ofMinutes(5));

        assertThat(deaf.held(1, "n3")).containsExactly(ADDRESS);
        assertThat(deaf.lives().released()).isEmpty();
    }

    @Test
    void nothing_is_taken_from_another_node_for_a_pod_that_has_gone() {
        String address = site.ipv6("n3", 1);
        NodePod first = site.pod(2, "upf-0", "n3", address);
        site.after(10);
        site.end(2, first);
        site.stage()
                .world()
                .faults()
                .next(
                        call ->
                                call.caller().startsWith("agent-1-")
                                        && call.action().startsWith("Describe"),
                        new Fault.Delay(Duration.ofSeconds(5)));
        NodePod second = site.pod(1, "upf-0", "n3", address);
        site.after(2);
        site.end(1, second);
        site.pod(2, "upf-0", "n3", address);
        site.after(60);

        assertThat(site.held(2, "n3")).containsExactly(address);
        assertThat(site.lives().released()).isEmpty();
    }

    /** Its watches hear of nothing for a minute. */
    private static Site deaf() {
        NodesStage stage = NodesStage.open(Scenario.realistic(), 1);
        return new Site(
                stage,
                1,
                Terms.usual(Site.MOVING, Site.RANGES),
                new ClusterPods(stage.time(), 7, Duration.ofSeconds(1), 1));
    }

    @Test
    void metadata_that_lags_for_minutes_leads_to_no_second_assignment() {
        NodesStage stage =
                NodesStage.open(Scenario.realistic().withMetadataLag(Duration.ofMinutes(3)), 1);
        Site slow = new Site(stage, 1, Terms.usual(Site.MOVING, Site.RANGES)).started();
        slow.pod(1, "upf", "n3", ADDRESS);
        slow.after(Duration.ofMinutes(2));
        assertThat(slow.agent(1).reports().routable()).isEmpty();
        slow.after(Duration.ofMinutes(2));

        assertThat(slow.agent(1).reports().routable()).hasSize(1);
        assertThat(slow.agent(1).actions()).filteredOn(its -> its.startsWith("Assign")).hasSize(1);
    }

    @Test
    void what_comes_while_ec2_throttles_gathers_in_one_call() {
        site.stage()
                .world()
                .faults()
                .always(call -> call.action().startsWith("Assign"), new Fault.Throttle());
        site.stage().world().calls().clear();
        for (int i = 0; i < 10; i++) {
            site.pod(1, "upf-" + i, "n3", "10.0.1.10" + i);
            site.after(6);
        }
        assertThat(site.agent(1).calls()).hasSizeBetween(3, 10);
        site.stage().world().faults().clear();
        site.after(60);

        assertThat(site.held(1, "n3")).hasSize(10);
        assertThat(site.agent(1).calls()).filteredOn(RecordedCall::succeeded).hasSize(1);
    }

    @Test
    void at_its_end_it_gives_nothing_back() {
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.agent(1).stop();
        site.after(120);

        assertThat(site.agent(1).isRunning()).isFalse();
        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
    }
}
