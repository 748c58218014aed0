package io.github.multusnodes.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.endpoints.AutoScalingEndpointProvider;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointProvider;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class EndpointsTest {

    private static final Region REGION = Region.EU_CENTRAL_1;

    static List<Region> regions() {
        return Region.regions().stream().filter(region -> !region.isGlobalRegion()).toList();
    }

    @ParameterizedTest
    @MethodSource("regions")
    void the_sdk_s_own_clients_would_go_to_the_same_places(Region region) {
        for (boolean fips : List.of(false, true)) {
            for (boolean dualStack : List.of(false, hasDualStack(region))) {
                Map<String, String> environment = environment(fips, dualStack);

                assertThat(Endpoints.of(Service.EC2, region, environment))
                        .isEqualTo(
                                Ec2EndpointProvider.defaultProvider()
                                        .resolveEndpoint(
                                                r ->
                                                        r.region(region)
                                                                .useFips(fips)
                                                                .useDualStack(dualStack))
                                        .join()
                                        .url());
                assertThat(Endpoints.of(Service.AUTO_SCALING, region, environment))
                        .isEqualTo(
                                AutoScalingEndpointProvider.defaultProvider()
                                        .resolveEndpoint(
                                                r ->
                                                        r.region(region)
                                                                .useFips(fips)
                                                                .useDualStack(dualStack))
                                        .join()
                                        .url());
            }
        }
    }

    @Test
    void dual_stack_endpoints_that_nobody_knows_must_be_named() {
        assertThatThrownBy(
                        () ->
                                Endpoints.of(
                                        Service.EC2,
                                        Region.US_ISO_EAST_1,
                                        environment(false, true)))
                .hasMessage(
                        "AWS_USE_DUALSTACK_ENDPOINT is true, but no dual-stack endpoints of aws-iso"
                                + " are known here: name them by AWS_ENDPOINT_URL_EC2 and"
                                + " AWS_ENDPOINT_URL_AUTO_SCALING");
    }

    private static Map<String, String> environment(boolean fips, boolean dualStack) {
        return Map.of(
                "AWS_USE_FIPS_ENDPOINT",
                Boolean.toString(fips),
                "AWS_USE_DUALSTACK_ENDPOINT",
                Boolean.toString(dualStack));
    }

    private static boolean hasDualStack(Region region) {
        return PartitionMetadata.of(region)
                        .dnsSuffix(
                                PartitionEndpointKey.builder().tags(EndpointTag.DUALSTACK).build())
                != null;
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL=http://all/, http://all/, http://all/",
        "AWS_ENDPOINT_URL_EC2=http://a/, http://a/, https://autoscaling.eu-central-1.amazonaws.com",
        "AWS_ENDPOINT_URL_AUTO_SCALING=http://b/, https://ec2.eu-central-1.amazonaws.com,"
                + " http://b/",
        "AWS_ENDPOINT_URL=http://all/ AWS_ENDPOINT_URL_EC2=http://a/, http://a/, http://all/",
        "AWS_ENDPOINT_URL=http://all/ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true,"
                + " https://ec2.eu-central-1.amazonaws.com,"
                + " https://autoscaling.eu-central-1.amazonaws.com",
    })
    void variables_name_other_places(String variables, URI ec2, URI autoScaling) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ", -1)) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }

        assertThat(Endpoints.of(Service.EC2, REGION, environment)).isEqualTo(ec2);
        assertThat(Endpoints.of(Service.AUTO_SCALING, REGION, environment)).isEqualTo(autoScaling);
    }
}
