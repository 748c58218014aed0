package io.github.multusnodes.query;

import io.github.multusnodes.retry.CloudFailure;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Credentials of a role for a token of the cluster: IAM roles for service accounts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">
 *     AssumeRoleWithWebIdentity</a>
 */
final class WebIdentityCredentials implements Supplier<Given> {

    private static final String ACTION = "AssumeRoleWithWebIdentity";

    private final String role;
    private final Path tokenFile;
    private final String session;
    private final URI endpoint;
    private final SdkHttpClient http;

    private WebIdentityCredentials(
            String role, Path tokenFile, String session, URI endpoint, SdkHttpClient http) {
        this.role = role;
        this.tokenFile = tokenFile;
        this.session = session;
        this.endpoint = endpoint;
        this.http = http;
    }

    /** The role that the variables name; empty if they name none, or no token. */
    static Optional<WebIdentityCredentials> of(
            Map<String, String> environment, SdkHttpClient http, Region region) {
        String role = environment.getOrDefault("AWS_ROLE_ARN", "");
        String file = environment.getOrDefault("AWS_WEB_IDENTITY_TOKEN_FILE", "");
        return role.isEmpty() || file.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new WebIdentityCredentials(
                                role,
                                Path.of(file),
                                environment.getOrDefault("AWS_ROLE_SESSION_NAME", "multus-nodes"),
                                Endpoints.of(Service.STS, region, environment),
                                http));
    }

    @Override
    public Given get() {
        try {
            Query query =
                    new Query(ACTION)
                            .with("RoleArn", role)
                            .with("RoleSessionName", session)
                            .with("WebIdentityToken", Files.readString(tokenFile).strip());
            byte[] form = query.form(Service.STS.version());
            // The token is the proof: no signature.
            Answer answer = FormPost.send(http, FormPost.to(endpoint, form), form);
            if (answer.status() != 200) {
                throw Given.failed(role, Failures.refused(ACTION, answer).text(), null);
            }
            return given(Element.read(ACTION, answer.body()).child(ACTION + "Result"));
        } catch (IOException | UncheckedIOException broken) {
            throw Given.failed(role, broken.toString(), broken);
        } catch (CloudFailure | DateTimeException odd) {
            throw Given.failed(role, "the answer of " + endpoint + " cannot be read", null);
        }
    }

    private static Given given(Element result) {
        Element its = result.child("Credentials");
        return new Given(
                FunctionCredentials.credentials(
                        its.text("AccessKeyId"),
                        its.text("SecretAccessKey"),
                        its.text("SessionToken")),
                Instant.parse(its.text("Expiration")));
    }
}
