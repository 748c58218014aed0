package io.github.multusnodes.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class ScheduledRuleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.250Z");

    private final VirtualTimeline time = new VirtualTimeline(START, 1);
    private final Mishaps mishaps = new Mishaps(1);
    private final Delivery delivery = new Delivery(time, Duration.ofSeconds(1), mishaps, 1);
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledRule rule =
            delivery.schedule("sweep", Duration.ofMinutes(1), target(time, () -> {}));

    @Test
    void the_function_is_invoked_once_in_each_period_until_the_rule_is_stopped() {
        rule.start();
        time.sleep(Duration.ofSeconds(30));
        rule.start();
        time.sleep(Duration.ofSeconds(151));
        assertThat(moments()).containsExactly(61L, 121L, 181L);

        rule.stop();
        rule.stop();
        time.runUntilQuiet();
        assertThat(moments()).hasSize(3);

        rule.start();
        time.sleep(Duration.ofSeconds(61));
        rule.stop();
        assertThat(moments()).containsExactly(61L, 121L, 181L, 242L);
    }

    @Test
    void nothing_happens_before_it_is_started() {
        time.sleep(Duration.ofHours(1));

        assertThat(received).isEmpty();
    }

    @Test
    void the_event_has_eventbridges_form() {
        rule.start();
        time.sleep(Duration.ofSeconds(121));

        JsonObject event = Json.parse(received.getFirst()).asObject();
        assertThat(event.names())
                .containsExactly(
                        "version",
                        "id",
                        "detail-type",
                        "source",
                        "account",
                        "time",
                        "region",
                        "resources",
                        "detail");
        assertThat(event.getString("detail-type", "")).isEqualTo("Scheduled Event");
        assertThat(event.getString("source", "")).isEqualTo("aws.events");
        assertThat(event.getString("time", "")).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(event.get("resources").toString())
                .isEqualTo("[\"arn:aws:events:us-west-2:123456789012:rule/sweep\"]");
        assertThat(event.get("detail").asObject()).isEmpty();
        assertThat(new HashSet<>(received)).hasSize(2);
    }

    @Test
    void its_events_go_to_its_own_target_alone() {
        List<String> elsewhere = new ArrayList<>();
        Function other =
                new InProcessFunction(
                        "other",
                        time,
                        Duration.ofMinutes(1),
                        _ -> {},
                        (event, _) -> {
                            elsewhere.add(new String(event, UTF_8));
                            return new byte[0];
                        });
        delivery.add(new Rule("all", _ -> true, new Target(other, AsyncSettings.usual())));
        rule.start();
        time.sleep(Duration.ofSeconds(61));

        assertThat(received).hasSize(1);
        assertThat(elsewhere).isEmpty();
        assertThat(delivery.log().unmatched()).isEmpty();
    }

    @Test
    void its_events_can_be_lost_and_the_next_one_comes() {
        mishaps.next(
                event -> event.detailType().equals(ScheduledRule.DETAIL_TYPE), new Mishap.Lose());
        rule.start();
        time.sleep(Duration.ofSeconds(121));

        assertThat(moments()).containsExactly(121L);
        assertThat(delivery.log().lost()).hasSize(1);
    }

    @Test
    void it_runs_in_real_time_too() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        try (RealTimeline real = new RealTimeline()) {
            ScheduledRule fast =
                    new Delivery(real, Duration.ZERO, mishaps, 1)
                            .schedule("fast", Duration.ofMillis(5), target(real, three::countDown));
            fast.start();
            three.await();
            fast.stop();
        }

        assertThat(received).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_period_of_nothing_is_refused() {
        Target target = target(time, () -> {});
        assertThatThrownBy(() -> delivery.schedule("sweep", Duration.ZERO, target))
                .hasMessage("period of rule sweep is PT0S; it must be longer than zero");
    }

    private Target target(Timeline timeline, Runnable whenRun) {
        Function function =
                new InProcessFunction(
                        "f",
                        timeline,
                        Duration.ofMinutes(1),
                        _ -> {},
                        (event, _) -> {
                            received.add(new String(event, UTF_8));
                            whenRun.run();
                            return new byte[0];
                        });
        return new Target(function, AsyncSettings.usual());
    }

    private List<Long> moments() {
        return delivery.log().invocations().stream()
                .map(record -> Duration.between(START, record.start()).toSeconds())
                .toList();
    }
}
