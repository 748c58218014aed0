package io.github.multusnodes.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.ReservationName;
import io.github.multusnodes.node.Slot;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

@DisplayName("settings that are right")
final class SettingsTest {

    @Test
    @DisplayName("need only a name, an index and subnets; everything else has a default")
    void defaults() {
        Settings settings =
                read(
                        """
                        [{"name": "n3", "deviceIndex": 1, "subnets": ["subnet-0a"]}]
                        """);
        assertThat(settings.nodeGroup()).isEqualTo("my-nodes");
        assertThat(settings.networks())
                .containsExactly(
                        new Network(
                                "n3",
                                new Slot(0, 1),
                                List.of("subnet-0a"),
                                List.of(),
                                new AddressMode.LowestFree(List.of()),
                                new AddressMode.None(),
                                true,
                                Map.of()));
    }

    @Test
    @DisplayName("can say everything of the contract")
    void overrides() {
        Settings settings =
                read(
                        """
                        [{"name": "n3", "deviceIndex": 2, "networkCardIndex": 1,
                          "subnets": ["subnet-0a", "subnet-0b"],
                          "securityGroups": ["sg-1", "sg-2"],
                          "ipv4": {"mode": "lowest-free", "exclude": ["10.0.4.128/25"]},
                          "ipv6": {"mode": "none"},
                          "podPrefixes": {"ipv4": 0, "ipv6": 0},
                          "sourceDestCheck": false,
                          "tags": {"cnf": "upf"}},
                         {"name": "n4", "deviceIndex": 1, "subnets": ["subnet-0a"],
                          "ipv4": {"mode": "reservation", "reservation": ["scr-0a", "10.0.5.0/28"],
                                   "exclude": ["10.0.5.4/32"]},
                          "ipv6": {"mode": "auto", "exclude": ["2001:db8::/80"]}}]
                        """);
        assertThat(settings.networks())
                .containsExactly(
                        new Network(
                                "n3",
                                new Slot(1, 2),
                                List.of("subnet-0a", "subnet-0b"),
                                List.of("sg-1", "sg-2"),
                                new AddressMode.LowestFree(List.of(Cidr.parse("10.0.4.128/25"))),
                                new AddressMode.None(),
                                false,
                                Map.of("cnf", "upf")),
                        new Network(
                                "n4",
                                new Slot(0, 1),
                                List.of("subnet-0a"),
                                List.of(),
                                new AddressMode.InReservations(
                                        List.of(
                                                new ReservationName.ById("scr-0a"),
                                                new ReservationName.ByCidr(
                                                        Cidr.parse("10.0.5.0/28"))),
                                        List.of(Cidr.parse("10.0.5.4/32"))),
                                new AddressMode.Auto(List.of(Cidr.parse("2001:db8::/80"))),
                                true,
                                Map.of()));
    }

    @Test
    @DisplayName("may use one device index on two cards")
    void sameIndexOnTwoCards() {
        Settings settings =
                read(
                        """
                        [{"name": "a", "deviceIndex": 1, "subnets": ["subnet-0a"]},
                         {"name": "b", "deviceIndex": 1, "networkCardIndex": 1,
                          "subnets": ["subnet-0a"]}]
                        """);
        assertThat(settings.networks())
                .map(Network::slot)
                .containsExactly(new Slot(0, 1), new Slot(1, 1));
    }

    @Test
    @DisplayName("may come from the variables of the sample function")
    void sampleVariables() {
        Settings settings =
                Settings.read(
                        Map.of(
                                "MULTUS_NODE_GROUP", "my-nodes",
                                "MULTUS_NETWORKS", " ",
                                "SubnetIds", "subnet-0a, subnet-0b",
                                "SecGroupIds", "sg-1,sg-2",
                                "useStaticIPs", "true",
                                "ENITags", "cnf=upf,q=a=b"));
        AddressMode lowestFree = new AddressMode.LowestFree(List.of());
        Map<String, String> tags = Map.of("cnf", "upf", "q", "a=b");
        assertThat(settings.networks())
                .containsExactly(
                        sample("multus1", 1, "subnet-0a", List.of("sg-1"), lowestFree, tags),
                        sample("multus2", 2, "subnet-0b", List.of("sg-2"), lowestFree, tags));
    }

    @Test
    @DisplayName(
            "from the sample's variables: one security group serves all, EC2 chooses addresses")
    void sampleDefaults() {
        Settings settings =
                Settings.read(
                        Map.of(
                                "MULTUS_NODE_GROUP", "my-nodes",
                                "SubnetIds", "subnet-0a,subnet-0b",
                                "SecGroupIds", "sg-1"));
        AddressMode auto = new AddressMode.Auto(List.of());
        assertThat(settings.networks())
                .containsExactly(
                        sample("multus1", 1, "subnet-0a", List.of("sg-1"), auto, Map.of()),
                        sample("multus2", 2, "subnet-0b", List.of("sg-1"), auto, Map.of()));
    }

    private static Network sample(
            String name,
            int index,
            String subnet,
            List<String> groups,
            AddressMode ipv4,
            Map<String, String> tags) {
        return new Network(
                name,
                new Slot(0, index),
                List.of(subnet),
                groups,
                ipv4,
                new AddressMode.None(),
                true,
                tags);
    }

    private static Settings read(String networks) {
        return read(networks, Map.of());
    }

    private static Settings read(String networks, Map<String, String> more) {
        Map<String, String> env = new HashMap<>(more);
        env.put("MULTUS_NODE_GROUP", "my-nodes");
        env.put("MULTUS_NETWORKS", networks);
        return Settings.read(env);
    }
}
