package io.github.multusnodes.query;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

import java.net.URI;
import java.util.Map;

/**
 * Where the services are, by the SDK's own variables.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     Service-specific endpoints</a>
 */
final class Endpoints {

    private static final String GIVEN = "AWS_ENDPOINT_URL";

    private static final String DUAL_STACK = "AWS_USE_DUALSTACK_ENDPOINT";

    private Endpoints() {}

    static URI of(Service service, Region region, Map<String, String> environment) {
        String given =
                environment.getOrDefault(
                        GIVEN + "_" + service.variable(), environment.getOrDefault(GIVEN, ""));
        return given.isEmpty() || isTrue(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
                ? regional(service, region, environment)
                : URI.create(given);
    }

    /** As the rules of both services have it: the government's usual endpoints are FIPS ones. */
    private static URI regional(Service service, Region region, Map<String, String> environment) {
        boolean dualStack = isTrue(environment, DUAL_STACK);
        PartitionMetadata partition = PartitionMetadata.of(region);
        boolean fips =
                isTrue(environment, "AWS_USE_FIPS_ENDPOINT")
                        && (dualStack || !partition.id().equals("aws-us-gov"));
        return URI.create(
                "https://"
                        + service.id()
                        + (fips ? "-fips." : ".")
                        + region.id()
                        + "."
                        + (dualStack ? dualStackSuffix(partition) : partition.dnsSuffix()));
    }

    private static String dualStackSuffix(PartitionMetadata partition) {
        @Nullable String suffix =
                partition.dnsSuffix(
                        PartitionEndpointKey.builder().tags(EndpointTag.DUALSTACK).build());
        if (suffix == null) {
            throw new IllegalStateException(
                    DUAL_STACK
                            + " is true, but no dual-stack endpoints of "
                            + partition.id()
                            + " are known here: name them by "
                            + GIVEN
                            + "_EC2 and "
                            + GIVEN
                            + "_AUTO_SCALING");
        }
        return suffix;
    }

    private static boolean isTrue(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").equalsIgnoreCase("true");
    }
}
