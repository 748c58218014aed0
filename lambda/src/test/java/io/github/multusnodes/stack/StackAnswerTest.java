package io.github.multusnodes.stack;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eclipsesource.json.Json;

import io.github.multusnodes.stack.StackRequest.Envelope;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

@DisplayName("An answer to CloudFormation")
class StackAnswerTest {

    private static final Envelope TO =
            new Envelope(
                    URI.create("https://host/key?Signature=secret"), "stack", "request", "Its");

    @Test
    void repeats_whose_it_is_and_carries_the_data() {
        assertThat(new StackAnswer.Success(Map.of("b", "2", "a", "1")).json(TO, "id"))
                .isEqualTo(
                        "{\"StackId\":\"stack\",\"RequestId\":\"request\","
                                + "\"LogicalResourceId\":\"Its\",\"PhysicalResourceId\":\"id\","
                                + "\"Status\":\"SUCCESS\",\"Data\":{\"a\":\"1\",\"b\":\"2\"}}");
    }

    @Test
    void of_a_failure_carries_the_reason() {
        assertThat(new StackAnswer.Failure("why").json(TO, "id"))
                .endsWith("\"Status\":\"FAILED\",\"Reason\":\"why\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\u20ac", "\"", "\u0001", "\uD83D\uDE00"})
    void is_never_longer_than_cloudformation_takes(String letter) {
        for (int length : new int[] {100, 3900, 3950, 4000, 4096, 9000}) {
            String json = new StackAnswer.Failure(letter.repeat(length)).json(TO, "id");

            assertThat(json.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(4096);
            String reason = Json.parse(json).asObject().getString("Reason", "");
            assertThat(reason).startsWith(letter.substring(0, 1));
            if (reason.length() < letter.length() * length) {
                assertThat(reason).endsWith(StackAnswer.CUT);
            }
        }
    }

    @Test
    void whose_data_do_not_fit_is_a_failure_that_says_so() {
        String json = new StackAnswer.Success(Map.of("ids", "i".repeat(4096))).json(TO, "id");

        assertThat(json)
                .contains("\"Status\":\"FAILED\"")
                .contains("bytes longer than the 4096 that CloudFormation takes. Split the");
    }

    @Test
    void goes_to_an_envelope_that_does_not_tell_its_url() {
        assertThat(TO.toString()).isEqualTo("request request for Its of stack");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/k?X-Amz-Algorithm=A&X-Amz-Date=20261121T173014Z&X-Amz-Expires=7200,"
                + " 2026-11-21T17:30:14Z",
        "https://h/k?X-Amz-Date=20261121T173014Z, 2026-11-21T17:30:14Z",
        "https://h/k?AWSAccessKeyId=A&Expires=1893456000&Signature=s,",
        "https://h/k?X-Amz-Date=20261341T993014Z,",
        "https://h/k?NotX-Amz-Date=20261121T173014Z,",
        "https://h/k,",
    })
    void goes_to_a_url_that_may_tell_when_it_was_signed(String url, Instant signed) {
        assertThat(new Envelope(URI.create(url), "s", "r", "l").signed())
                .isEqualTo(Optional.ofNullable(signed));
    }
}
