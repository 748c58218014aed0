package io.github.multusnodes.architecture;

import static io.github.multusnodes.architecture.Conditions.notKnow;
import static io.github.multusnodes.architecture.Ours.simulator;
import static io.github.multusnodes.architecture.Ours.simulatorIn;
import static io.github.multusnodes.architecture.Ours.simulatorOutside;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import java.util.List;

/** The rules of the simulator's packages. */
final class SimulatorRules {

    private static final List<String> ABOVE_STATE =
            List.of("wire", "transport", "runtime", "cli", "report");

    private SimulatorRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.that(
                                "the simulator knows nothing of the Lambda module",
                                simulator(),
                                100,
                                notKnow("the Lambda module", Ours::isLambda))
                        .brokenBy(
                                "address.Cidr",
                                Forbidden.knowing(in("state"), Code.ROOT + ".address.Cidr")),
                Rule.that(
                                "the simulator's state knows nothing of how it is reached",
                                simulatorIn("state"),
                                40,
                                notKnow(
                                        "what stands above",
                                        type -> Ours.isInSimulator(type, ABOVE_STATE)))
                        .brokenBy("wire.Door", Forbidden.knowing(in("state"), in("wire.Door"))),
                Rule.of(
                                "the simulator's packages form no circle",
                                simulator(),
                                100,
                                SlicesRuleDefinition.slices()
                                        .matching(Code.SIMULATOR + ".(**)")
                                        .should()
                                        .beFreeOfCycles())
                        .brokenBy(
                                "Cycle detected",
                                Forbidden.openlyKnowing(in("state.ec2"), in("time.Knowing")),
                                Forbidden.openlyKnowing(in("time"), in("state.ec2.Knowing"))),
                Rule.that(
                                "only time, runtime and cli ask the machine",
                                simulatorOutside("time", "runtime", "cli"),
                                80,
                                Conditions.leaveTheMachineAlone())
                        .brokenBy(
                                "System.getenv",
                                Forbidden.doing(in("state"), "System.getenv(\"HOME\")")),
                Rule.that(
                                "a type is public only where another package uses it",
                                Ours.publicTypes(Ours::isSimulator),
                                40,
                                Conditions.bePublicForAReason())
                        .brokenBy(
                                "state.Lonely is public",
                                Forbidden.empty(in("state"), "public class Lonely")));
    }

    private static String in(String name) {
        return Code.SIMULATOR + "." + name;
    }
}
