package io.github.multusnodes.pods.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.plan.Refusal.Reason;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.Refusal;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.Tag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What has gone wrong with other agents of this kind, and with containers that do its work. */
class PublishedDaemonFaultsTest {

    private static final String ADDRESS = "10.0.1.100";

    private final Site site = new Site().started();

    @Test
    void it_does_not_ask_each_second_what_has_changed() {
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(30);
        site.stage().world().calls().clear();
        site.after(Duration.ofMinutes(5));

        assertThat(site.agent(1).calls()).isEmpty();
    }

    @Test
    void the_primary_address_of_a_pod_stays_on_the_primary_interface() {
        String primary = site.stage().interfaces(site.stage().node(1)).list().getFirst().id();
        String mac = site.stage().interfaces(site.stage().node(1)).list().getFirst().mac();
        site.assign(primary, "10.0.0.200");
        attachInPrimarySubnet(true);
        site.after(60);
        NodePod pod = site.awaited(1, "upf");
        site.told(
                1, pod, net("eth0", Optional.of(mac), "10.0.0.200"), site.ipvlan(1, "n3", ADDRESS));
        site.after(10);
        site.end(1, pod);
        site.after(Duration.ofMinutes(5));

        assertThat(site.stage().addresses(primary)).contains("10.0.0.200");
        assertRefused(Reason.PRIMARY_INTERFACE);
    }

    @Test
    void the_address_of_a_pod_is_not_taken_from_an_interface_of_the_vpc_cni() {
        String primary = site.stage().interfaces(site.stage().node(1)).list().getFirst().id();
        site.assign(primary, "10.0.0.200");
        attachInPrimarySubnet(true);
        site.after(60);
        site.told(
                1,
                site.awaited(1, "odd"),
                net("net1", Optional.of("02:ff:00:00:00:01"), "10.0.0.200"));
        site.after(60);

        assertThat(site.stage().addresses(primary)).contains("10.0.0.200");
        assertRefused(Reason.PRIMARY_ADDRESS);
    }

    @Test
    void an_interface_without_our_tag_is_left_alone() {
        String cni = attachInPrimarySubnet(false);
        String mac =
                site.stage()
                        .ec2()
                        .describeNetworkInterfaces(r -> r.networkInterfaceIds(cni))
                        .networkInterfaces()
                        .getFirst()
                        .macAddress();
        site.after(60);
        NodePod pod = site.awaited(1, "odd");
        site.told(1, pod, net("net1", Optional.of(mac), "10.0.0.201"));
        site.after(60);
        site.assign(cni, "10.0.0.201");
        site.after(60);
        site.end(1, pod);
        site.after(Duration.ofMinutes(5));

        assertThat(site.stage().addresses(cni)).containsExactly("10.0.0.99", "10.0.0.201");
        assertRefused(Reason.FOREIGN_INTERFACE);
    }

    @Test
    void an_interface_without_addresses_does_not_keep_other_pods_waiting() {
        site.pod(1, "odd", "n6");
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(5);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void a_pod_that_has_no_interfaces_yet_does_not_keep_others_waiting() {
        site.awaited(1, "late");
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(5);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void pods_of_one_name_in_two_namespaces_are_two_pods() {
        site.pod(1, "upf", "n3", ADDRESS);
        NodePod other = site.awaited(1, "upf");
        NodePod there = new NodePod("uid-there", "edge", "upf", other.created(), other.attached());
        site.end(1, other);
        site.told(1, there, site.ipvlan(1, "n3", "10.0.1.101"));
        site.after(5);
        assertThat(site.held(1, "n3")).containsExactlyInAnyOrder(ADDRESS, "10.0.1.101");
        site.end(1, there);
        site.after(Duration.ofMinutes(3));

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void a_pod_that_comes_back_to_its_first_node_has_its_address_there_each_time() {
        for (int i = 0; i < 6; i++) {
            int node = 1 + i % 2;
            NodePod pod = site.pod(node, "upf-0", "n3", ADDRESS);
            site.after(5);
            assertThat(site.held(node, "n3")).containsExactly(ADDRESS);
            assertThat(site.held(3 - node, "n3")).isEmpty();
            site.end(node, pod);
            site.after(2);
        }
    }

    @Test
    void what_failed_is_not_taken_as_done() {
        site.stage()
                .world()
                .faults()
                .next(
                        3,
                        call -> call.action().startsWith("Assign"),
                        new Fault.Refuse(Refusal.of("UnauthorizedOperation", "You may not.")));
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(Duration.ofMinutes(3));

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
        assertThat(site.agent(1).reports().failures())
                .allSatisfy(its -> assertThat(its).hasMessageContaining("You may not."))
                .hasSize(3);
        assertThat(site.agent(1).reports().routable()).hasSize(1);
    }

    @Test
    void errors_of_calls_are_told_on_the_pod() {
        site.stage()
                .world()
                .faults()
                .always(
                        call -> call.action().startsWith("Assign"),
                        new Fault.Refuse(Refusal.of("UnauthorizedOperation", "You may not.")));
        NodePod pod = site.pod(1, "upf", "n3", ADDRESS);
        site.after(Duration.ofMinutes(10));

        assertThat(site.agent(1).reports().refused())
                .singleElement()
                .satisfies(
                        its -> {
                            assertThat(its.pod()).isEqualTo(pod);
                            assertThat(its.refusal().text()).contains("You may not.");
                        });
        assertThat(site.agent(1).reports().routable()).isEmpty();
        assertThat(site.agent(1).calls()).hasSizeLessThan(40);
    }

    @Test
    void a_slow_call_is_not_given_up() {
        site.stage()
                .world()
                .faults()
                .next(
                        call -> call.action().startsWith("Assign"),
                        new Fault.Delay(Duration.ofSeconds(30)));
        site.pod(1, "upf", "n3", ADDRESS);
        site.after(40);

        assertThat(site.held(1, "n3")).containsExactly(ADDRESS);
        assertThat(site.agent(1).actions()).filteredOn(its -> its.startsWith("Assign")).hasSize(1);
    }

    @Test
    void addresses_of_ipv6_are_brought_to_their_interface_too() {
        NodePod before = site.pod(2, "upf-0", "n3", site.ipv6("n3", 1), site.ipv6("n3", 2));
        site.after(10);
        site.end(2, before);
        site.after(2);
        site.pod(1, "upf-0", "n3", site.ipv6("n3", 1), site.ipv6("n3", 2));
        site.after(10);

        assertThat(site.held(1, "n3"))
                .containsExactlyInAnyOrder(site.ipv6("n3", 1), site.ipv6("n3", 2));
        assertThat(site.held(2, "n3")).isEmpty();
    }

    @Test
    void addresses_of_ipv6_that_are_spread_over_interfaces_are_taken_from_each() {
        Site three = new Site(3, Site.MOVING, Site.RANGES).started();
        NodePod second = three.pod(2, "a", "n3", three.ipv6("n3", 1));
        NodePod third = three.pod(3, "b", "n3", three.ipv6("n3", 2));
        three.after(10);
        three.end(2, second);
        three.end(3, third);
        three.after(2);
        three.pod(1, "c", "n3", three.ipv6("n3", 1), three.ipv6("n3", 2));
        three.after(10);

        assertThat(three.held(1, "n3"))
                .containsExactlyInAnyOrder(three.ipv6("n3", 1), three.ipv6("n3", 2));
    }

    @Test
    void an_address_that_fits_nowhere_is_no_success_and_is_told_once() {
        NodePod pod = site.awaited(1, "upf");
        site.told(1, pod, net("net1", Optional.empty(), "10.0.9.9"));
        site.after(Duration.ofMinutes(5));

        assertThat(site.agent(1).reports().routable()).isEmpty();
        assertRefused(Reason.NO_INTERFACE);
    }

    @Test
    void an_interface_that_is_attached_later_is_seen() {
        String late = attach("10.0.2.98", site.stage().subnet("n6"), true);
        String mac =
                site.stage()
                        .ec2()
                        .describeNetworkInterfaces(r -> r.networkInterfaceIds(late))
                        .networkInterfaces()
                        .getFirst()
                        .macAddress();
        site.told(1, site.awaited(1, "upf"), net("net1", Optional.of(mac), "10.0.2.100"));
        site.after(60);

        assertThat(site.stage().addresses(late)).containsExactly("10.0.2.98", "10.0.2.100");
        assertThat(site.held(1, "n6")).isEmpty();
    }

    @Test
    void of_two_interfaces_in_one_subnet_none_is_guessed() {
        attach("10.0.1.98", site.stage().subnet("n3"), true);
        site.after(60);
        site.told(1, site.awaited(1, "upf"), net("net1", Optional.empty(), ADDRESS));
        site.after(30);

        assertThat(site.held(1, "n3")).isEmpty();
        assertRefused(Reason.AMBIGUOUS);
    }

    @Test
    void pods_that_come_and_go_do_not_fill_the_interface() {
        for (int i = 0; i < 40; i++) {
            String address = "10.0.1." + (100 + i);
            NodePod pod = site.pod(1, "upf-" + i, "n3", address);
            site.after(5);
            assertThat(site.held(1, "n3")).contains(address);
            site.end(1, pod);
        }
        site.after(Duration.ofMinutes(3));

        assertThat(site.held(1, "n3")).isEmpty();
        assertThat(site.lives().released()).isEmpty();
    }

    @Test
    void nothing_is_taken_from_another_pod_unless_that_is_allowed() {
        Site staying = new Site(2, new Rules(false, Map.of()), Site.RANGES).started();
        NodePod there = staying.pod(2, "there", "n3", ADDRESS);
        staying.after(10);
        staying.pod(1, "here", "n3", ADDRESS);
        staying.after(60);
        assertThat(staying.held(2, "n3")).containsExactly(ADDRESS);
        assertThat(staying.agent(1).reports().refused())
                .singleElement()
                .satisfies(its -> assertThat(its.refusal().reason()).isEqualTo(Reason.HELD));
        staying.end(2, there);
        staying.after(Duration.ofMinutes(5));

        assertThat(staying.held(1, "n3")).containsExactly(ADDRESS);
    }

    @Test
    void success_is_told_only_when_metadata_shows_it() {
        site.stage().world().calls().clear();
        Instant before = site.stage().time().now();
        site.pod(1, "upf", "n3", ADDRESS);
        site.stage().world().timeline().runUntil(() -> !site.agent(1).actions().isEmpty());
        assertThat(site.agent(1).reports().routable()).isEmpty();
        site.after(10);

        assertThat(site.agent(1).reports().routable())
                .singleElement()
                .satisfies(
                        its ->
                                assertThat(Duration.between(before, its.at()))
                                        .isGreaterThan(Site.LAG));
    }

    @Test
    void an_address_is_not_looked_for_one_by_one_in_a_subnet() {
        List<String> many =
                IntStream.range(0, 14).mapToObj(i -> site.ipv6("n3", 1000 + i)).toList();
        site.pod(1, "upf", "n3", many.toArray(String[]::new));
        site.after(10);

        assertThat(site.held(1, "n3")).hasSize(14);
        assertThat(site.agent(1).actions())
                .filteredOn(its -> its.equals("AssignIpv6Addresses"))
                .hasSize(1);
    }

    private static PodInterface net(String name, Optional<String> mac, String address) {
        return new PodInterface(name, Optional.empty(), mac, List.of(Ip.parse(address)));
    }

    private void assertRefused(Reason only) {
        assertThat(site.agent(1).reports().refused())
                .extracting(its -> its.refusal().reason())
                .containsOnly(only);
    }

    private String attachInPrimarySubnet(boolean ours) {
        String subnet = site.stage().interfaces(site.stage().node(1)).list().getFirst().subnetId();
        return attach("10.0.0.99", subnet, ours);
    }

    /** One more interface of the first node. */
    private String attach(String address, String subnet, boolean ours) {
        NodesStage stage = site.stage();
        String eni =
                stage.ec2()
                        .createNetworkInterface(r -> r.subnetId(subnet).privateIpAddress(address))
                        .networkInterface()
                        .networkInterfaceId();
        if (ours) {
            Tag tag = Tag.builder().key("multus-nodes/network").value("n9").build();
            stage.ec2().createTags(r -> r.resources(eni).tags(tag));
        }
        stage.ec2()
                .attachNetworkInterface(
                        r ->
                                r.networkInterfaceId(eni)
                                        .instanceId(stage.node(1).instanceId())
                                        .deviceIndex(3));
        return eni;
    }
}
