package io.github.multusnodes.pods.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import java.util.List;
import java.util.Optional;

class MetadataInterfacesTest {

    private static final String FIRST = "02:00:00:00:00:01";
    private static final String SECOND = "02:00:00:00:00:0a";
    private static final String MACS = "network/interfaces/macs/";
    private static final String PREFIX = MACS + SECOND + "/";

    private final MetadataService service = new MetadataService();
    private final MetadataInterfaces interfaces =
            new MetadataInterfaces(
                    new Metadata(UrlConnectionHttpClient.create(), service.endpoint()));

    @BeforeEach
    void begin() {
        service.with("instance-id", "i-1")
                .with("mac", FIRST)
                .with(MACS, FIRST + "/", SECOND + "/")
                .with(MACS + FIRST + "/device-number", "0")
                .with(MACS + FIRST + "/interface-id", "eni-1")
                .with(MACS + FIRST + "/subnet-id", "subnet-1")
                .with(MACS + FIRST + "/local-ipv4s", "10.0.1.10")
                .with(PREFIX + "device-number", "1")
                .with(PREFIX + "network-card", "1")
                .with(PREFIX + "interface-id", "eni-2")
                .with(PREFIX + "subnet-id", "subnet-2")
                .with(PREFIX + "local-ipv4s", "10.0.4.10", "10.0.4.12", "10.0.4.11")
                .with(PREFIX + "ipv6s", "2001:db8:4::a")
                .with(PREFIX + "ipv4-prefix", "10.0.4.64/28")
                .with(PREFIX + "ipv6-prefix", "2001:db8:4:0:1::/80")
                .with(PREFIX + "subnet-ipv4-cidr-block", "10.0.4.0/24")
                .with(PREFIX + "subnet-ipv6-cidr-blocks", "2001:db8:4::/64");
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void the_instance_is_named() {
        assertThat(interfaces.instanceId()).isEqualTo("i-1");
    }

    @Test
    void an_interface_is_told_with_all_that_metadata_has() {
        assertThat(interfaces.list())
                .last()
                .isEqualTo(
                        new NodeEni(
                                "eni-2",
                                SECOND,
                                1,
                                1,
                                Optional.empty(),
                                "subnet-2",
                                List.of(Cidr.parse("10.0.4.0/24"), Cidr.parse("2001:db8:4::/64")),
                                Optional.of(Ip.parse("10.0.4.10")),
                                List.of(
                                        Ip.parse("10.0.4.12"),
                                        Ip.parse("10.0.4.11"),
                                        Ip.parse("2001:db8:4::a")),
                                List.of(
                                        Cidr.parse("10.0.4.64/28"),
                                        Cidr.parse("2001:db8:4:0:1::/80"))));
    }

    @Test
    void what_an_interface_does_not_have_is_none() {
        assertThat(interfaces.list())
                .first()
                .isEqualTo(
                        new NodeEni(
                                "eni-1",
                                FIRST,
                                0,
                                0,
                                Optional.empty(),
                                "subnet-1",
                                List.of(),
                                Optional.of(Ip.parse("10.0.1.10")),
                                List.of(),
                                List.of()));
    }

    @Test
    void an_interface_of_ipv6_alone_has_no_primary_address() {
        service.without(PREFIX + "local-ipv4s");

        assertThat(interfaces.list().getLast().primary()).isEmpty();
        assertThat(interfaces.list().getLast().secondary())
                .containsExactly(Ip.parse("2001:db8:4::a"));
    }

    @Test
    void an_interface_that_vanishes_before_it_is_read_is_left_out() {
        service.vanishAfter(MACS, PREFIX);

        assertThat(interfaces.list()).extracting(NodeEni::id).containsExactly("eni-1");
    }

    @Test
    void an_interface_that_vanishes_between_two_reads_is_left_out() {
        service.vanishAfter(PREFIX + "local-ipv4s", PREFIX);

        assertThat(interfaces.list()).extracting(NodeEni::id).containsExactly("eni-1");
    }

    @Test
    void an_interface_whose_device_index_has_not_arrived_is_left_out() {
        service.with(PREFIX + "device-number", "0").without(PREFIX + "network-card");

        assertThat(interfaces.list()).extracting(NodeEni::id).containsExactly("eni-1");
    }

    @Test
    void what_cannot_be_read_is_told_with_its_path() {
        service.with(PREFIX + "local-ipv4s", "10.0.4");

        assertThatThrownBy(interfaces::list)
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE))
                .hasMessageStartingWith(
                        "instance metadata "
                                + PREFIX
                                + "local-ipv4s: it cannot be read: \"10.0.4\" is not an IP"
                                + " address");
    }

    @Test
    void without_an_instance_id_the_service_is_not_ready() {
        service.without("instance-id");

        assertThatThrownBy(interfaces::instanceId)
                .isInstanceOf(CloudFailure.class)
                .hasMessage("instance metadata instance-id: it is missing");
    }
}
