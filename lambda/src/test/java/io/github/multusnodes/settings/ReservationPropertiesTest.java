package io.github.multusnodes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reservation.Wanted;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@DisplayName("The properties of reservations")
class ReservationPropertiesTest {

    private static final String BLOCK =
            "; allowed: an aligned IPv4 or IPv6 block, as 10.0.4.128/25. ";
    private static final String TYPES =
            "; allowed: explicit or prefix. Give explicit for addresses that pods name themselves,"
                    + " prefix for prefixes that EC2 delegates.";
    private static final String ID =
            "; allowed: subnet- and up to 17 of 0 to 9 and a to f. Copy the id from EC2.";
    private static final String GROUP =
            "; allowed: 1 to 128 of letters, digits and _ . : / = + @ -. Set it to the name of the"
                    + " node group.";

    @Test
    void are_read_as_cloudformation_sends_them() {
        ReservationProperties read =
                ReservationProperties.read(
                        """
                        {"ServiceToken":"arn:aws:lambda:us-west-2:1:function:f","ServiceTimeout":"900",
                         "NodeGroup":"upf","Reservations":[
                         {"SubnetId":"subnet-0a","Cidr":"10.0.0.64/26","Type":"explicit",
                          "Description":""},
                         {"SubnetId":"subnet-0a","Cidr":"2600:1f14::/80","Type":"prefix",
                          "Description":"pods"}]}
                        """);

        assertThat(read.nodeGroup()).isEqualTo("upf");
        assertThat(read.reservations())
                .containsExactly(
                        new Wanted(
                                "subnet-0a",
                                Cidr.parse("10.0.0.64/26"),
                                CidrReservation.Type.EXPLICIT,
                                "multus-nodes upf"),
                        new Wanted(
                                "subnet-0a",
                                Cidr.parse("2600:1f14::/80"),
                                CidrReservation.Type.PREFIX,
                                "pods"));
    }

    @Test
    void may_want_nothing() {
        assertThat(ReservationProperties.read("{\"NodeGroup\":\"upf\",\"Reservations\":[]}"))
                .isEqualTo(new ReservationProperties("upf", List.of()));
    }

    @Test
    void are_refused_with_all_that_is_wrong_at_once() {
        String json =
                """
                {"NodeGroup":"u p f","Subnet":"x","Reservations":[
                 {"SubnetId":"net-1","Cidr":"10.0.0.65/26","Type":"pods","Cidrs":"1"},
                 {},
                 "10.0.0.0/28",
                 {"SubnetId":"subnet-0a","Cidr":"10.0.0.64/26","Type":"explicit"},
                 {"SubnetId":"subnet-0a","Cidr":"10.0.0.64/26","Type":"prefix"},
                 {"SubnetId":"subnet-0a","Cidr":"10.0.0.64/27","Type":"prefix"},
                 {"SubnetId":"subnet-0b","Cidr":"10.0.0.64/27","Type":"prefix"}]}
                """;

        InvalidSettingsException thrown =
                catchThrowableOfType(
                        InvalidSettingsException.class, () -> ReservationProperties.read(json));

        assertThat(thrown.violations().stream().map(Violation::text))
                .containsExactly(
                        "ResourceProperties is an object with the key \"Subnet\"; allowed: the keys"
                                + " NodeGroup, Reservations, ServiceToken, ServiceTimeout. Remove"
                                + " the key or mend its spelling.",
                        "ResourceProperties.NodeGroup is \"u p f\"" + GROUP,
                        "ResourceProperties.Reservations[0] is an object with the key \"Cidrs\";"
                                + " allowed: the keys SubnetId, Cidr, Type, Description. Remove the"
                                + " key or mend its spelling.",
                        "ResourceProperties.Reservations[0].SubnetId is \"net-1\"" + ID,
                        "ResourceProperties.Reservations[0].Cidr is \"10.0.0.65/26\""
                                + BLOCK
                                + "It is refused because \"10.0.0.65/26\" does not start on a"
                                + " boundary of its length: write 10.0.0.64/26.",
                        "ResourceProperties.Reservations[0].Type is \"pods\"" + TYPES,
                        "ResourceProperties.Reservations[1].SubnetId is missing" + ID,
                        "ResourceProperties.Reservations[1].Cidr is missing"
                                + BLOCK
                                + "Give the block to reserve.",
                        "ResourceProperties.Reservations[1].Type is missing" + TYPES,
                        "ResourceProperties.Reservations[2] is \"10.0.0.0/28\"; allowed: an object"
                                + " with the keys SubnetId, Cidr, Type, Description. Write it in"
                                + " braces.",
                        "ResourceProperties.Reservations[4].Cidr is \"10.0.0.64/26\"; allowed:"
                                + " blocks of a subnet that share no address. It overlaps with"
                                + " 10.0.0.64/26 of ResourceProperties.Reservations[3]; give one of"
                                + " them another, or remove it.",
                        "ResourceProperties.Reservations[5].Cidr is \"10.0.0.64/27\"; allowed:"
                                + " blocks of a subnet that share no address. It overlaps with"
                                + " 10.0.0.64/26 of ResourceProperties.Reservations[3]; give one of"
                                + " them another, or remove it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"Reservations\":[]} | NodeGroup is missing",
                "{\"NodeGroup\":7,\"Reservations\":[]} | NodeGroup is 7",
                "{\"NodeGroup\":\"\",\"Reservations\":[]} | NodeGroup is \"\"",
                "{\"NodeGroup\":\"upf\"} | Reservations is missing; allowed: a list of up to 100",
                "{\"NodeGroup\":\"upf\",\"Reservations\":{}} | Reservations is {}",
            })
    void are_refused_where_one_is_missing_or_of_another_type(String json, String problem) {
        InvalidSettingsException thrown =
                catchThrowableOfType(
                        InvalidSettingsException.class, () -> ReservationProperties.read(json));

        assertThat(thrown).hasMessageContaining("ResourceProperties." + problem);
    }

    @Test
    void are_refused_beyond_a_hundred_reservations_and_beyond_255_characters_of_description() {
        String many =
                IntStream.range(0, 101)
                        .mapToObj(
                                i ->
                                        "{\"SubnetId\":\"subnet-0a\",\"Cidr\":\"10.0.%d.0/24\",\"Type\":\"prefix\",\"Description\":\"%s\"}"
                                                .formatted(i, "d".repeat(155 + i)))
                        .collect(Collectors.joining(","));

        InvalidSettingsException thrown =
                catchThrowableOfType(
                        InvalidSettingsException.class,
                        () ->
                                ReservationProperties.read(
                                        "{\"NodeGroup\":\"upf\",\"Reservations\":[" + many + "]}"));

        assertThat(thrown)
                .hasMessageStartingWith("1 of the settings")
                .hasMessageContaining(
                        "Reservations is a list of 101; allowed: a list of up to 100 reservations."
                                + " Split it into several resources.");
        assertThat(
                        catchThrowableOfType(
                                InvalidSettingsException.class,
                                () ->
                                        ReservationProperties.read(
                                                "{\"NodeGroup\":\"upf\",\"Reservations\":["
                                                        + many.replace("ddd", "ddddd")
                                                        + "]}")))
                .hasMessageContaining(".Description is ")
                .hasMessageContaining("allowed: text of up to 255 characters. Shorten it.");
    }

    @Test
    void that_are_bad_are_read_as_far_as_they_can_be_for_clearing_up() {
        ReservationProperties readable =
                ReservationProperties.readable(
                        """
                        {"Reservations":[{"SubnetId":"subnet-0a"},
                         {"SubnetId":"subnet-0a","Cidr":"10.0.0.64/26","Type":"explicit"}]}
                        """);

        assertThat(readable.reservations())
                .singleElement()
                .extracting(its -> its.cidr().toString())
                .isEqualTo("10.0.0.64/26");
    }

    @Test
    void of_a_cluster_are_its_name() {
        assertThat(ClusterProperties.read("{\"ServiceToken\":\"t\",\"ClusterName\":\"core_1\"}"))
                .isEqualTo(new ClusterProperties("core_1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | ResourceProperties.ClusterName is missing; allowed: 1 to 100 of",
                "{\"ClusterName\":\"-core\"} | ResourceProperties.ClusterName is \"-core\";"
                        + " allowed",
                "{\"ClusterName\":\"\"} | ResourceProperties.ClusterName is \"\"; allowed",
                "{\"ClusterName\":7} | ResourceProperties.ClusterName is 7; allowed",
                "{\"ClusterName\":\"a\",\"Name\":\"b\"} | an object with the key \"Name\"",
            })
    void of_a_cluster_are_refused(String json, String problem) {
        assertThat(
                        catchThrowableOfType(
                                InvalidSettingsException.class, () -> ClusterProperties.read(json)))
                .hasMessageContaining(problem);
    }
}
