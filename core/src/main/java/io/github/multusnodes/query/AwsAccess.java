package io.github.multusnodes.query;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

import java.util.Map;

/**
 * The way to AWS.
 *
 * @param http sends requests, each once: retries are ours
 * @param credentials asked anew for each request
 * @param environment the SDK's own variables of endpoints, such as {@code AWS_ENDPOINT_URL}
 */
public record AwsAccess(
        SdkHttpClient http,
        AwsCredentialsProvider credentials,
        Region region,
        Map<String, String> environment) {

    public AwsAccess {
        environment = Map.copyOf(environment);
    }

    /** EC2. */
    public QueryClient ec2(Calls calls) {
        return client(Service.EC2, calls);
    }

    /** EC2 Auto Scaling. */
    public QueryClient autoScaling(Calls calls) {
        return client(Service.AUTO_SCALING, calls);
    }

    private QueryClient client(Service service, Calls calls) {
        return new QueryClient(
                service,
                Endpoints.of(service, region, environment),
                new SignedHttp(http, credentials, region),
                calls);
    }
}
