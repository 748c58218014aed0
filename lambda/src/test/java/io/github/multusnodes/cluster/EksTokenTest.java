package io.github.multusnodes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

@DisplayName("a token for an EKS cluster")
class EksTokenTest {

    private static final AwsCredentials KEYS =
            AwsBasicCredentials.create("AKIDEXAMPLE", "simulated");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void is_a_signed_request_for_the_callers_identity() {
        String token = token(KEYS, Region.US_WEST_2).current();

        assertThat(token).startsWith("k8s-aws-v1.").doesNotContain("=").hasSizeLessThan(4096);
        assertThat(url(token))
                .hasToString(
                        "https://sts.us-west-2.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
                            + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260101T000000Z"
                            + "&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"
                            + "&X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Fus-west-2%2Fsts%2Faws4_request"
                            + "&X-Amz-Expires=60&X-Amz-Signature=bc6f38f2e5014f6c68626f68bb072d7f39b2323ebd46ed02d87901113a41bd11");
    }

    @Test
    void names_the_regions_own_host_in_its_partition() {
        assertThat(url(token(KEYS, Region.CN_NORTH_1).current()).getHost())
                .isEqualTo("sts.cn-north-1.amazonaws.com.cn");
        assertThat(url(token(KEYS, Region.US_GOV_WEST_1).current()).getHost())
                .isEqualTo("sts.us-gov-west-1.amazonaws.com");
    }

    @Test
    void carries_the_session_of_a_role() {
        AwsCredentials role = AwsSessionCredentials.create("ASIA", "simulated", "session/1+2=");

        assertThat(url(token(role, Region.US_WEST_2).current()).getRawQuery())
                .contains("X-Amz-Security-Token=session%2F1%2B2%3D");
    }

    @Test
    void is_renewed_before_it_is_14_minutes_old_and_not_sooner_than_needed() {
        EksToken token = token(KEYS, Region.US_WEST_2);
        String first = token.current();

        now = now.plus(Duration.ofMinutes(13)).minusSeconds(1);
        assertThat(token.current()).isEqualTo(first);
        now = now.plusSeconds(1);
        assertThat(token.current()).isNotEqualTo(first);
    }

    @Test
    void is_signed_anew_once_it_was_refused() {
        EksToken token = token(KEYS, Region.US_WEST_2);
        String first = token.current();
        now = now.plusSeconds(1);

        token.forget();

        assertThat(token.current()).isNotEqualTo(first);
    }

    private EksToken token(AwsCredentials credentials, Region region) {
        return new EksToken(
                StaticCredentialsProvider.create(credentials), region, "simulated", () -> now);
    }

    private static URI url(String token) {
        byte[] url = Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length()));
        return URI.create(new String(url, StandardCharsets.UTF_8));
    }
}
