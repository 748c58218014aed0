package io.github.multusnodes.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.stage.Accesses;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Nobody knows what a call has done whose answer cannot be read: it may be asked again. */
class UnreadableAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is no XML",
                "<html>cut off | it is no XML",
                "<a>&unknown;</a> | it is no XML",
                "<a><subnetSet><item/></subnetSet></a> | no subnetId",
                "<a><subnetSet><item><subnetId>s</subnetId></item></subnetSet></a>"
                        + " | no availabilityZone",
                "<a><subnetSet><item><subnetId>s</subnetId><availabilityZone>z</availabilityZone>"
                        + "<cidrBlock>nonsense</cidrBlock></item></subnetSet></a>"
                        + " | cidrBlock is 'nonsense'",
                "<a><subnetSet><item><subnetId>s</subnetId><availabilityZone>z</availabilityZone>"
                    + "<availableIpAddressCount>many</availableIpAddressCount></item></subnetSet></a>"
                    + " | availableIpAddressCount is 'many'",
            })
    void what_is_odd_is_said(String answer, String why) {
        Ec2Subnets subnets =
                new Ec2Subnets(
                        Accesses.through(new CannedHttpClient.Answering(200, answer), "caller")
                                .ec2(new Calls()));

        assertThatThrownBy(() -> subnets.find(List.of("s")))
                .asInstanceOf(type(CloudFailure.class))
                .satisfies(
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
                            assertThat(failure.text())
                                    .startsWith(
                                            "DescribeSubnets: The answer cannot be read: " + why);
                        });
    }
}
