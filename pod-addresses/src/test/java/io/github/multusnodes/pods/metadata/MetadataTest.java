package io.github.multusnodes.pods.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class MetadataTest {

    private final MetadataService service = new MetadataService().with("instance-id", "i-1");
    private final Metadata metadata =
            new Metadata(UrlConnectionHttpClient.create(), service.endpoint());

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void one_token_serves_for_many_reads() {
        metadata.item("instance-id");
        metadata.item("instance-id");

        assertThat(service.requests())
                .containsExactly(
                        "PUT /latest/api/token",
                        "GET /latest/meta-data/instance-id",
                        "GET /latest/meta-data/instance-id");
    }

    @Test
    void a_token_that_is_no_longer_taken_is_renewed() {
        metadata.item("instance-id");
        service.forgetTokens();

        assertThat(metadata.item("instance-id")).contains("i-1");
    }

    @Test
    void version_1_is_never_spoken() {
        service.fail("api/token", 404);

        assertThatThrownBy(() -> metadata.item("instance-id")).isInstanceOf(CloudFailure.class);
        assertThat(service.requests()).containsExactly("PUT /latest/api/token");
    }

    @Test
    void what_is_not_there_is_empty() {
        assertThat(metadata.item("no-such-item")).isEmpty();
        assertThat(metadata.lines("no-such-item")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "meta-data/instance-id, 400, REJECTED",
        "meta-data/instance-id, 401, DENIED",
        "meta-data/instance-id, 403, DENIED",
        "meta-data/instance-id, 429, THROTTLED",
        "meta-data/instance-id, 503, UNAVAILABLE",
        "api/token, 403, DENIED",
        "api/token, 500, UNAVAILABLE",
    })
    void a_refusal_is_told_by_its_kind(String path, int status, FailureKind kind) {
        service.fail(path, status);

        assertThatThrownBy(() -> metadata.item("instance-id"))
                .isInstanceOfSatisfying(
                        CloudFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining("HTTP status " + status);
    }

    @Test
    void without_an_answer_the_hop_limit_is_named() {
        service.close();

        assertThatThrownBy(() -> metadata.item("instance-id"))
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE))
                .hasMessageContaining(service.endpoint().toString())
                .hasMessageContaining("--http-put-response-hop-limit 2");
    }
}
