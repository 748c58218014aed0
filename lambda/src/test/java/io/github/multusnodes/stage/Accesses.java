package io.github.multusnodes.stage;

import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.simulator.World;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

import java.util.Map;

/** Ways to AWS that end in a simulated world. */
public final class Accesses {

    private Accesses() {}

    /**
     * The way of one execution environment.
     *
     * @param caller the access key id it signs with: who calls
     */
    public static AwsAccess to(World<?> world, String caller) {
        return through(world.clients().http(caller), caller);
    }

    /** The same over another HTTP client. */
    public static AwsAccess through(SdkHttpClient http, String caller) {
        return new AwsAccess(
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "secret")),
                Region.US_WEST_2,
                Map.of("AWS_ENDPOINT_URL", "http://simulator.local"));
    }
}
