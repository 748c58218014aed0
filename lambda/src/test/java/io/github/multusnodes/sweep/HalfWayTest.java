package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An instance ends, or its whole group, while its launch is half way and nobody goes on with it.
 */
class HalfWayTest {

    /** Two creates, two attaches, four attributes, one answer. */
    private static final int CHANGING_CALLS = 9;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Stream<Arguments> everyPosition() {
        return IntStream.rangeClosed(1, CHANGING_CALLS)
                .boxed()
                .flatMap(
                        position ->
                                Stream.of(
                                                new Fault.KillBefore(),
                                                new Fault.KillAfter(),
                                                new Fault.Delay(Duration.ofSeconds(10)))
                                        .map(fault -> Arguments.of(position, fault)));
    }

    @ParameterizedTest(name = "at changing call {0}: {1}")
    @MethodSource("everyPosition")
    void nothing_is_left_of_a_terminated_instance_after_two_looks(int position, Fault fault) {
        Stage stage = halfWay(position, fault);
        String node = stage.notices().getFirst().instanceId();

        stage.scaleTo(0);
        stage.ec2().terminateInstances(r -> r.instanceIds(node));
        stage.runFor(Duration.ofSeconds(45));
        stage.sweepEvery(MINUTE).runFor(MINUTE.multipliedBy(2).plusSeconds(30));

        assertThat(stage.inspect().ours()).isEmpty();
    }

    @ParameterizedTest(name = "at changing call {0}: {1}")
    @MethodSource("everyPosition")
    void nothing_of_a_deleted_group_blocks_its_subnets_and_security_groups(
            int position, Fault fault) {
        Stage stage = halfWay(position, fault);
        stage.faults().clear();
        stage.scaleTo(4).runFor(Duration.ofSeconds(20));
        assertThat(stage.members()).hasSize(4);

        stage.autoScaling()
                .deleteAutoScalingGroup(r -> r.autoScalingGroupName(Stage.GROUP).forceDelete(true));
        stage.sweepEvery(MINUTE).runFor(Duration.ofMinutes(6));

        assertThat(stage.inspect().ours()).isEmpty();
        stage.grounds().takeDown(stage.ec2());
    }

    /** The launch has met the fault, and every later call of the function ends its process. */
    private static Stage halfWay(int position, Fault fault) {
        Stage stage = Stage.open(Scenario.realistic().withSeed(position), Layout.of(1, 2));
        AtomicInteger changing = new AtomicInteger();
        stage.faults()
                .next(
                        call ->
                                call.caller().startsWith("launch")
                                        && call.changes()
                                        && changing.incrementAndGet() == position,
                        fault)
                .always(
                        call ->
                                call.caller().startsWith("launch")
                                        && changing.get() >= position
                                        && !(fault instanceof Fault.Delay),
                        new Fault.KillBefore());
        stage.group(1);
        while (changing.get() < position) {
            stage.runFor(Duration.ofMillis(100));
        }
        return stage.runFor(Duration.ofSeconds(1));
    }
}
