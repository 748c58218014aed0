package io.github.multusnodes.cluster;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * What says to an EKS cluster who we are: a signed request to STS, which the cluster sends in our
 * place and learns our role from. Signing is local; it needs no call and no permission. Safe for
 * use by several threads.
 *
 * @see <a
 *     href="https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster">The
 *     token's form</a>
 */
public final class EksToken {

    private static final String PREFIX = "k8s-aws-v1.";

    /** Clusters take a token for 15 minutes from its signing, whatever it says itself. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(13);

    private static final Duration SAID_TO_EXPIRE_AFTER = Duration.ofMinutes(1);

    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final String cluster;
    private final Supplier<Instant> now;
    private @Nullable Signed last;

    /**
     * @param region whose STS is named in the request
     * @param cluster the name of the EKS cluster, the only one that takes the token
     */
    public EksToken(
            AwsCredentialsProvider credentials,
            Region region,
            String cluster,
            Supplier<Instant> now) {
        this.credentials = credentials;
        this.region = region;
        this.cluster = cluster;
        this.now = now;
    }

    /** A token that holds for another minute at least. */
    synchronized String current() {
        Instant moment = now.get();
        if (last == null || !moment.isBefore(last.at().plus(RENEWED_AFTER))) {
            last = new Signed(moment, sign(moment));
        }
        return last.token();
    }

    /** Has the next token signed anew, as with credentials that have changed meanwhile. */
    synchronized void forget() {
        last = null;
    }

    private String sign(Instant moment) {
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .protocol("https")
                        .host("sts." + region.id() + "." + suffix())
                        .encodedPath("/")
                        .putRawQueryParameter("Action", "GetCallerIdentity")
                        .putRawQueryParameter("Version", "2011-06-15")
                        .putHeader("x-k8s-aws-id", cluster)
                        .build();
        String url =
                AwsV4HttpSigner.create()
                        .sign(
                                r ->
                                        r.identity(credentials.resolveCredentials())
                                                .request(request)
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                                                .putProperty(
                                                        AwsV4HttpSigner.REGION_NAME, region.id())
                                                .putProperty(
                                                        AwsV4HttpSigner.AUTH_LOCATION,
                                                        AuthLocation.QUERY_STRING)
                                                .putProperty(
                                                        AwsV4HttpSigner.EXPIRATION_DURATION,
                                                        SAID_TO_EXPIRE_AFTER)
                                                .putProperty(
                                                        HttpSigner.SIGNING_CLOCK,
                                                        Clock.fixed(moment, ZoneOffset.UTC)))
                        .request()
                        .getUri()
                        .toString();
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(url.getBytes(StandardCharsets.UTF_8));
    }

    private String suffix() {
        return PartitionMetadata.of(region).dnsSuffix();
    }

    private record Signed(Instant at, String token) {}
}
