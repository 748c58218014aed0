package io.github.multusnodes.pods.assign;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * A floating address goes to and fro between two pods on two nodes, each with a sidecar, in virtual
 * time: how long from the change of the interface until EC2 is called, has answered, and instance
 * metadata shows it.
 */
public final class MoveBenchmark {

    private static final String FLOATING = "10.0.1.200";
    private static final Duration STEP = Duration.ofMillis(5);
    private static final Rules MOVING = new Rules(true, Map.of());

    private final NodesStage stage = NodesStage.open(Scenario.realistic(), 2);
    private final List<Pod> pods =
            List.of(
                    new Pod(stage, 1, "first").ipvlan("n3", own(0)).sidecar(MOVING),
                    new Pod(stage, 2, "second").ipvlan("n3", own(1)).sidecar(MOVING));

    private MoveBenchmark() {}

    /** Of one move, from the change on. */
    private record Move(Duration called, Duration answered, Duration shown) {}

    /**
     * Prints the table.
     *
     * @param arguments how many moves
     */
    public static void main(String[] arguments) {
        new MoveBenchmark().print(Integer.parseInt(arguments[0]));
    }

    private void print(int count) {
        Random random = new Random(1);
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stage.time().pause(Duration.ofMillis(60_000 + random.nextInt(30_000)));
            moves.add(move(i % 2));
        }
        System.out.println("| from the change of the interface to | median | 99th | worst |");
        System.out.println("|---|---:|---:|---:|");
        row("the call to EC2", moves, Move::called);
        row("EC2's answer: traffic moves", moves, Move::answered);
        row("instance metadata showing it: confirmed", moves, Move::shown);
    }

    private Move move(int to) {
        Pod taker = pods.get(to);
        pods.get(1 - to).ipvlan("n3", own(1 - to));
        int before = taker.calls().size();
        Instant change = stage.time().now();
        taker.ipvlan("n3", own(to), FLOATING);
        while (!taker.shows("n3", Ip.parse(FLOATING))) {
            stage.time().pause(STEP);
        }
        Instant shown = stage.time().now();
        RecordedCall call =
                taker.calls().stream()
                        .skip(before)
                        .filter(its -> its.call().action().startsWith("Assign"))
                        .findFirst()
                        .orElseThrow();
        return new Move(
                Duration.between(change, call.at()),
                Duration.between(change, call.at().plus(call.took())),
                Duration.between(change, shown));
    }

    private static String own(int pod) {
        return "10.0.1." + (100 + pod);
    }

    private static void row(String what, List<Move> moves, Function<Move, Duration> which) {
        List<Duration> sorted = moves.stream().map(which).sorted().toList();
        System.out.printf(
                "| %s | %d ms | %d ms | %d ms |%n",
                what,
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 99 / 100).toMillis(),
                sorted.getLast().toMillis());
    }
}
