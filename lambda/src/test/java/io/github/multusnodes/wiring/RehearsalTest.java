package io.github.multusnodes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.telemetry.StepLog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RehearsalTest {

    private static final String TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final Map<String, String> SNAPSHOT = Map.of(TYPE, "snap-start");

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final List<String> lines = new ArrayList<>();
    private final List<Wiring> played = new ArrayList<>();

    @Test
    void a_function_plays_before_its_snapshot() {
        Rehearsal.before(SNAPSHOT, http, played::add, log());

        assertThat(played).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(lines).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-demand", "provisioned-concurrency", ""})
    void a_function_without_a_snapshot_does_not_play(String type) {
        Rehearsal.before(Map.of(TYPE, type), http, played::add, log());

        assertThat(played).isEmpty();
    }

    @Test
    void where_nothing_says_what_comes_it_does_not_play() {
        Rehearsal.before(Map.of(), http, played::add, log());

        assertThat(played).isEmpty();
    }

    @Test
    void a_play_that_fails_is_told_and_no_more() {
        Rehearsal.before(
                SNAPSHOT,
                http,
                _ -> {
                    throw new IllegalStateException("It ended with a surprise");
                },
                log());

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"WARN\"", "The rehearsal failed", "It ended with a surprise");
    }

    @Test
    void a_library_that_cannot_be_linked_is_told_and_no_more() {
        Rehearsal.before(
                SNAPSHOT,
                http,
                _ -> {
                    throw new NoClassDefFoundError("com/example/Missing");
                },
                log());

        assertThat(lines).singleElement().asString().contains("com/example/Missing");
    }

    private StepLog log() {
        return new StepLog(lines::add, () -> Instant.EPOCH);
    }
}
