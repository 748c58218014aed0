package io.github.multusnodes.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

class PodCredentialsTest {

    private static final String GIVEN =
            """
            {"AccessKeyId": "a", "SecretAccessKey": "s", "Token": "t",
             "Expiration": "2026-01-01T06:00:00Z"}
            """;

    private static final String ASSUMED =
            """
            <AssumeRoleWithWebIdentityResponse
                xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult><Credentials>
                <AccessKeyId>a</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                <SessionToken>t</SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration>
              </Credentials></AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """;

    private static final String REFUSED =
            """
            <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
              <Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message>
            </Error></ErrorResponse>
            """;

    private final AwsSessionCredentials expected = AwsSessionCredentials.create("a", "s", "t");
    private final Map<String, String> podIdentity;
    private final Map<String, String> serviceAccount;
    private final Path token;

    PodCredentialsTest(@TempDir Path files) {
        token = files.resolve("token");
        podIdentity =
                Map.of(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "http://169.254.170.23/v1/credentials",
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                        token.toString());
        serviceAccount =
                Map.of(
                        "AWS_ROLE_ARN",
                        "arn:aws:iam::1:role/pods",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        token.toString());
    }

    @BeforeEach
    void writeToken() throws IOException {
        Files.writeString(token, "token-of-the-pod\n");
    }

    @Test
    void keys_in_variables_come_first() {
        assertThat(
                        of(
                                Map.of("AWS_ACCESS_KEY_ID", "k", "AWS_SECRET_ACCESS_KEY", "s"),
                                new OneAnswer(200, "")))
                .isEqualTo(AwsBasicCredentials.create("k", "s"));
    }

    @Test
    void pod_identity_is_asked_with_the_token_of_its_file() {
        OneAnswer http = new OneAnswer(200, GIVEN);

        assertThat(of(podIdentity, http)).isEqualTo(expected);
        assertThat(http.last().getUri()).hasToString("http://169.254.170.23/v1/credentials");
        assertThat(http.last().firstMatchingHeader("Authorization")).contains("token-of-the-pod");
    }

    @Test
    void a_service_account_assumes_its_role_without_a_signature() {
        OneAnswer http = new OneAnswer(200, ASSUMED);

        assertThat(of(serviceAccount, http)).isEqualTo(expected);
        assertThat(http.last().getUri()).hasToString("https://sts.eu-central-1.amazonaws.com");
        assertThat(http.last().firstMatchingHeader("Authorization")).isEmpty();
        assertThat(http.lastBody())
                .isEqualTo(
                        "Action=AssumeRoleWithWebIdentity"
                                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fpods"
                                + "&RoleSessionName=multus-nodes"
                                + "&WebIdentityToken=token-of-the-pod"
                                + "&Version=2011-06-15");
    }

    @Test
    void what_is_refused_is_told_with_the_role() {
        assertThatThrownBy(() -> of(serviceAccount, new OneAnswer(403, REFUSED)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining(
                        "No credentials from arn:aws:iam::1:role/pods: AssumeRoleWithWebIdentity:"
                                + " AccessDenied: Not authorized");
    }

    @Test
    void an_answer_that_cannot_be_read_is_told_without_its_text() {
        assertThatThrownBy(() -> of(serviceAccount, new OneAnswer(200, "<a>secret</a>")))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_token_that_is_lacking_is_told() throws IOException {
        Files.delete(token);

        assertThatThrownBy(() -> of(podIdentity, new OneAnswer(200, GIVEN)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining(token.toString());
    }

    @Test
    void the_node_s_role_is_taken_only_if_that_is_allowed() {
        assertThat(of(Map.of(), new OneAnswer(500, ""), Optional.of(() -> GIVEN)))
                .isEqualTo(expected);
        assertThatThrownBy(() -> of(Map.of(), new OneAnswer(200, GIVEN)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("EKS Pod Identity")
                .hasMessageContaining("IRSA");
    }

    private static AwsCredentials of(Map<String, String> environment, OneAnswer http) {
        return of(environment, http, Optional.empty());
    }

    private static AwsCredentials of(
            Map<String, String> environment, OneAnswer http, Optional<Supplier<String>> nodeRole) {
        return new PodCredentials(
                        environment,
                        http,
                        Region.EU_CENTRAL_1,
                        () -> Instant.parse("2026-01-01T00:00:00Z"),
                        nodeRole)
                .resolveCredentials();
    }
}
