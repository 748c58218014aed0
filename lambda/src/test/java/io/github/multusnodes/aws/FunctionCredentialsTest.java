package io.github.multusnodes.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.query.FunctionCredentials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class FunctionCredentialsTest {

    private static final Map<String, String> SNAPSHOT =
            Map.of(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    "http://127.0.0.1:9001/2021-04-23/credentials",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                    "token-of-the-environment");

    private static final String GIVEN =
            """
            {"AccessKeyId": "%s", "SecretAccessKey": "s", "Token": "t",
             "Expiration": "2026-01-01T01:00:00Z"}
            """;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void the_variables_keys_with_their_token_are_taken() {
        assertThat(
                        of(
                                Map.of(
                                        "AWS_ACCESS_KEY_ID", "a",
                                        "AWS_SECRET_ACCESS_KEY", "b",
                                        "AWS_SESSION_TOKEN", "c"),
                                new RecordingHttpClient(200, "")))
                .isEqualTo(AwsSessionCredentials.create("a", "b", "c"));
    }

    @Test
    void the_variables_keys_need_no_token() {
        assertThat(
                        of(
                                Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"),
                                new RecordingHttpClient(200, "")))
                .isEqualTo(AwsBasicCredentials.create("a", "b"));
    }

    @Test
    void with_a_snapshot_the_environment_is_asked() {
        RecordingHttpClient http = new RecordingHttpClient(200, GIVEN.formatted("a"));

        assertThat(of(SNAPSHOT, http)).isEqualTo(AwsSessionCredentials.create("a", "s", "t"));
        assertThat(http.requests()).hasSize(1);
        assertThat(http.requests().getFirst().getUri())
                .hasToString("http://127.0.0.1:9001/2021-04-23/credentials");
        assertThat(http.requests().getFirst().firstMatchingHeader("Authorization"))
                .contains("token-of-the-environment");
    }

    @Test
    void nothing_is_asked_before_the_first_request() {
        RecordingHttpClient http = new RecordingHttpClient(200, GIVEN.formatted("a"));
        var _ = new FunctionCredentials(SNAPSHOT, http, () -> now);

        assertThat(http.requests()).isEmpty();
    }

    @Test
    void what_was_given_is_kept_until_five_minutes_before_its_end() {
        RecordingHttpClient http = new RecordingHttpClient(200, GIVEN.formatted("first"));
        FunctionCredentials credentials = new FunctionCredentials(SNAPSHOT, http, () -> now);
        credentials.resolveCredentials();
        http.answerWith(200, GIVEN.formatted("second"));

        now = now.plus(Duration.ofMinutes(55)).minusMillis(1);
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("first");

        now = now.plusMillis(1);
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("second");
    }

    @Test
    void a_failure_is_not_kept() {
        RecordingHttpClient http = new RecordingHttpClient(500, "");
        FunctionCredentials credentials = new FunctionCredentials(SNAPSHOT, http, () -> now);
        assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(SdkClientException.class);
        http.answerWith(200, GIVEN.formatted("a"));

        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {} | HTTP status 500",
                "200 | secret, but no JSON | the answer cannot be read",
                "200 | [] | the answer cannot be read",
                "200 | {\"AccessKeyId\": 1} | the answer cannot be read",
                "200 | {} | the answer has no AccessKeyId",
                "200 | {\"AccessKeyId\": \"a\"} | the answer has no SecretAccessKey",
                "200 | {\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"b\"}"
                        + " | the answer has no Expiration",
                "200 | {\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"b\", \"Expiration\":"
                        + " \"soon\"} | the answer cannot be read",
            })
    void what_is_wrong_is_told_without_a_secret(int status, String body, String why) {
        assertThatThrownBy(() -> of(SNAPSHOT, new RecordingHttpClient(status, body)))
                .isInstanceOf(SdkClientException.class)
                .hasMessage(
                        "No credentials from http://127.0.0.1:9001/2021-04-23/credentials: " + why);
    }

    private AwsCredentials of(Map<String, String> environment, SdkHttpClient http) {
        return new FunctionCredentials(environment, http, () -> now).resolveCredentials();
    }
}
