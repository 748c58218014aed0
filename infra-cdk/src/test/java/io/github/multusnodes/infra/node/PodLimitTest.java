package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.infra.config.InstanceType;
import io.github.multusnodes.infra.config.InstanceTypes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

/** The figures are those of eni-max-pods.txt and max-pods-calculator.sh of amazon-eks-ami. */
@DisplayName("The limit of a node's pods")
class PodLimitTest {

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}; with prefixes {4}, {5}, {6}")
    @CsvSource({
        "t3.medium,      17,  12,   7, 110, 110,  82",
        "m5.large,       29,  20,  11, 110, 110, 110",
        "m6i.large,      29,  20,  11, 110, 110, 110",
        "m7g.large,      29,  20,  11, 110, 110, 110",
        "m5.xlarge,      58,  44,  30, 110, 110, 110",
        "m7i.xlarge,     58,  44,  30, 110, 110, 110",
        "c5.2xlarge,     58,  44,  30, 110, 110, 110",
        "m5.4xlarge,    234, 205, 176, 110, 110, 110",
        "m5.24xlarge,   737, 688, 639, 250, 250, 250",
        "m6i.32xlarge,  737, 688, 639, 250, 250, 250",
        "c5n.18xlarge,  737, 688, 639, 250, 250, 250",
        "c7gn.16xlarge, 737, 688, 639, 250, 250, 250",
        "c6in.32xlarge, 394, 345, 296, 250, 250, 250",
        "p4d.24xlarge,  737, 688, 639, 250, 250, 250",
        "p5.48xlarge,   100,  51,   2, 250, 250,   2",
    })
    void falls_with_each_multus_interface(
            String name, int none, int one, int two, int manyNone, int manyOne, int manyTwo) {
        InstanceType type = InstanceTypes.find(name).orElseThrow();

        assertThat(limit(type, 0, false)).isEqualTo(none);
        assertThat(limit(type, 1, false)).isEqualTo(one);
        assertThat(limit(type, 2, false)).isEqualTo(two);
        assertThat(limit(type, 0, true)).isEqualTo(manyNone);
        assertThat(limit(type, 1, true)).isEqualTo(manyOne);
        assertThat(limit(type, 2, true)).isEqualTo(manyTwo);
    }

    private static int limit(InstanceType type, int multusInterfaces, boolean prefixes) {
        return new PodLimit(
                        multusInterfaces,
                        prefixes ? Optional.of(type.recommendedPods()) : Optional.empty())
                .of(type.interfacesOn(0), type.addresses());
    }

    @Test
    void is_computed_by_nodeadm_from_the_type_it_runs_on() {
        assertThat(new PodLimit(2, Optional.empty()).expression())
                .isEqualTo("((default_enis - 2) * (ips_per_eni - 1)) + 2");
        assertThat(new PodLimit(3, Optional.of(110)).expression())
                .isEqualTo(
                        "((default_enis - 3) * (ips_per_eni - 1) * 16) + 2 < 110"
                                + " ? ((default_enis - 3) * (ips_per_eni - 1) * 16) + 2 : 110");
    }
}
