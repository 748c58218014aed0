package io.github.multusnodes.terminate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.InvocationRecord;
import io.github.multusnodes.stage.Stage;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The phases of a node's leaving, known by their calls: drain, release, answer. */
final class Phases {

    private static final List<Set<String>> IN_ORDER =
            List.of(
                    Set.of("PatchNode", "GetPods", "CreateEviction", "DeletePod"),
                    Set.of(
                            "ModifyNetworkInterfaceAttribute",
                            "DeleteNetworkInterface",
                            "UnassignPrivateIpAddresses",
                            "UnassignIpv6Addresses"),
                    Set.of("CompleteLifecycleAction"));

    private Phases() {}

    /**
     * In every run, each phase was over before a later one began; what a run did not finish, the
     * next begins anew. And all phases were gone through.
     */
    static void assertInOrder(Stage stage) {
        List<List<RecordedCall>> runs =
                stage.delivery().log().invocations().stream()
                        .filter(run -> !run.function().equals("launch"))
                        .map(run -> callsOf(run, stage))
                        .toList();
        runs.forEach(Phases::assertInOrder);
        assertThat(IN_ORDER)
                .allMatch(
                        phase ->
                                runs.stream()
                                        .anyMatch(run -> of(phase, run).findAny().isPresent()));
    }

    private static List<RecordedCall> callsOf(InvocationRecord run, Stage stage) {
        return stage.calls().all().stream()
                .filter(call -> call.call().caller().equals(run.result().environment()))
                .filter(call -> !call.at().isBefore(run.start()) && !call.at().isAfter(run.end()))
                .toList();
    }

    private static void assertInOrder(List<RecordedCall> run) {
        for (int phase = 0; phase < IN_ORDER.size() - 1; phase++) {
            Instant over =
                    of(IN_ORDER.get(phase), run)
                            .map(call -> call.at().plus(call.took()))
                            .max(Instant::compareTo)
                            .orElse(Instant.MIN);
            assertThat(
                            IntStream.range(phase + 1, IN_ORDER.size())
                                    .boxed()
                                    .flatMap(later -> of(IN_ORDER.get(later), run)))
                    .as("calls after the last of %s", IN_ORDER.get(phase))
                    .allMatch(call -> !call.at().isBefore(over));
        }
    }

    private static Stream<RecordedCall> of(Set<String> phase, List<RecordedCall> calls) {
        return calls.stream().filter(call -> phase.contains(call.call().action()));
    }
}
