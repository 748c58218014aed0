package io.github.multusnodes.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.drain.Drain.Deletion;
import io.github.multusnodes.drain.Drain.LeftOut;
import io.github.multusnodes.drain.DrainSettings.OnTimeout;
import io.github.multusnodes.drain.DrainSettings.Unmanaged;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@Label("for all nodes and settings, the plan of a drain")
class DrainPropertiesTest {

    private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00Z");

    @Property
    @Label("has each pod in one list")
    void parts(
            @ForAll("nodes") List<Pod> pods,
            @ForAll("settings") DrainSettings settings,
            @ForAll("moments") Instant now) {
        Drain plan = settings.plan(pods, now, DEADLINE);

        List<Pod> all = new ArrayList<>(plan.evict());
        all.addAll(plan.await());
        all.addAll(plan.delete().stream().map(Deletion::pod).toList());
        all.addAll(plan.leftOut().stream().map(LeftOut::pod).toList());
        if (plan.delete().isEmpty()) {
            all.addAll(plan.cutOff());
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(pods);
    }

    @Property
    @Label("never touches what a DaemonSet or the node itself keeps")
    void untouched(
            @ForAll("nodes") List<Pod> pods,
            @ForAll("settings") DrainSettings settings,
            @ForAll("moments") Instant now) {
        Drain plan = settings.plan(pods, now, DEADLINE);

        assertThat(plan.evict()).noneMatch(DrainPropertiesTest::stays);
        assertThat(plan.delete()).noneMatch(deletion -> stays(deletion.pod()));
    }

    @Property
    @Label("is over exactly when nothing is left to ask or to wait for")
    void over(
            @ForAll("nodes") List<Pod> pods,
            @ForAll("settings") DrainSettings settings,
            @ForAll("moments") Instant now) {
        Drain plan = settings.plan(pods, now, DEADLINE);

        boolean last = !now.isBefore(DEADLINE.plus(Drain.LAST_GRACE));
        assertThat(plan.over())
                .isEqualTo(
                        plan.evict().isEmpty()
                                && plan.await().isEmpty()
                                && (plan.delete().isEmpty() || last));
    }

    @Property
    @Label("is over in the end, whatever pods do, and bypasses no budget before its deadline")
    void ends(@ForAll("nodes") List<Pod> pods, @ForAll("settings") DrainSettings settings) {
        assertThat(settings.plan(pods, DEADLINE.plus(Drain.LAST_GRACE), DEADLINE).over()).isTrue();
        assertThat(settings.plan(pods, DEADLINE.minusNanos(1), DEADLINE).delete()).isEmpty();
    }

    @Property
    @Label("gives deleted pods no more time than is left, nor more than they ask for")
    void grace(
            @ForAll("nodes") List<Pod> pods,
            @ForAll("settings") DrainSettings settings,
            @ForAll("moments") Instant now) {
        for (Deletion deletion : settings.plan(pods, now, DEADLINE).delete()) {
            assertThat(deletion.gracePeriod())
                    .isLessThanOrEqualTo(deletion.pod().gracePeriod())
                    .isBetween(Duration.ZERO, Drain.LAST_GRACE);
        }
    }

    private static boolean stays(Pod pod) {
        return pod.mirror() || pod.controllerKind().filter("DaemonSet"::equals).isPresent();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(-120, 120).map(DEADLINE::plusSeconds);
    }

    @Provide
    Arbitrary<DrainSettings> settings() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Unmanaged.class),
                        Arbitraries.of(OnTimeout.class),
                        Arbitraries.longs().between(0, 120).map(Duration::ofSeconds))
                .as(
                        (emptyDir, unmanaged, onTimeout, skip) ->
                                new DrainSettings(
                                        emptyDir,
                                        unmanaged,
                                        Duration.ofMinutes(10),
                                        onTimeout,
                                        skip));
    }

    @Provide
    Arbitrary<List<Pod>> nodes() {
        return Combinators.combine(
                        Arbitraries.strings().numeric().ofLength(6),
                        Arbitraries.of(Pod.Phase.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of("ReplicaSet", "StatefulSet", "DaemonSet").optional(),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, 90).map(Duration::ofSeconds),
                        moments().optional())
                .as(
                        (uid, phase, mirror, kind, emptyDir, grace, end) ->
                                new Pod(
                                        "default",
                                        "pod-" + uid,
                                        uid,
                                        phase,
                                        mirror,
                                        kind,
                                        emptyDir,
                                        grace,
                                        end))
                .list()
                .ofMaxSize(8);
    }
}
