package io.github.multusnodes.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.query.Calls;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.stage.Accesses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Answers that nothing can be made of count as none, and say why. */
class UnreadableAnswersTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>cut off", "<a>&unknown;</a>", "a proxy speaks"})
    void what_is_no_xml_may_be_asked_again(String answer) {
        assertThat(unreadable(answer))
                .startsWith("DescribeSubnets: The answer cannot be read: it is no XML: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<subnetId/> | no subnetId",
                "<subnetId>s</subnetId> | no availabilityZone",
                "<subnetId>s</subnetId><availabilityZone>z</availabilityZone>"
                        + "<cidrBlock>nonsense</cidrBlock> | cidrBlock 'nonsense'",
                "<subnetId>s</subnetId><availabilityZone>z</availabilityZone>"
                        + "<availableIpAddressCount>many</availableIpAddressCount>"
                        + " | availableIpAddressCount 'many'",
                "<subnetId>s</subnetId><availabilityZone>z</availabilityZone>"
                        + "<ipv6CidrBlockAssociationSet><item/></ipv6CidrBlockAssociationSet>"
                        + " | no ipv6CidrBlockState",
            })
    void what_is_odd_is_said(String subnet, String what) {
        String answer = "<a><subnetSet><item>" + subnet + "</item></subnetSet></a>";

        assertThat(unreadable(answer))
                .isEqualTo("DescribeSubnets: The answer cannot be read: it has " + what);
    }

    @Test
    void a_subnet_that_is_told_twice_is_one() {
        String item = "<item><subnetId>s</subnetId><availabilityZone>z</availabilityZone></item>";

        assertThat(subnets("<a><subnetSet>" + item + item + "</subnetSet></a>").find(List.of("s")))
                .hasSize(1);
    }

    /** What is said of it; it may be asked for again. */
    private static String unreadable(String answer) {
        CloudFailure failure =
                catchThrowableOfType(CloudFailure.class, () -> subnets(answer).find(List.of("s")));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        return failure.text();
    }

    private static Ec2Subnets subnets(String answer) {
        return new Ec2Subnets(
                Accesses.through(new CannedHttpClient.Answering(200, answer), "caller")
                        .ec2(new Calls()));
    }
}
