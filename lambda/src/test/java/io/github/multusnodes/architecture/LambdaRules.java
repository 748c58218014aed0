package io.github.multusnodes.architecture;

import static io.github.multusnodes.architecture.Conditions.condition;
import static io.github.multusnodes.architecture.Conditions.notKnow;
import static io.github.multusnodes.architecture.Ours.lambda;
import static io.github.multusnodes.architecture.Ours.lambdaIn;
import static io.github.multusnodes.architecture.Ours.lambdaOutside;
import static io.github.multusnodes.architecture.Ours.role;

import static java.util.Map.entry;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of the Lambda module's packages. */
final class LambdaRules {

    /** Who may know whom; all else is forbidden. */
    private static final Map<String, Set<String>> MAY_KNOW =
            Map.ofEntries(
                    entry(
                            "handler",
                            Set.of(
                                    "event",
                                    "stack",
                                    "settings",
                                    "reconcile",
                                    "node",
                                    "reservation",
                                    "telemetry",
                                    "wiring")),
                    entry(
                            "wiring",
                            Set.of(
                                    "clock",
                                    "settings",
                                    "reconcile",
                                    "aws",
                                    "cluster",
                                    "port",
                                    "query",
                                    "retry",
                                    "node",
                                    "drain",
                                    "telemetry")),
                    entry(
                            "reconcile",
                            Set.of(
                                    "node",
                                    "drain",
                                    "reservation",
                                    "address",
                                    "port",
                                    "retry",
                                    "telemetry")),
                    entry(
                            "aws",
                            Set.of("port", "query", "retry", "node", "reservation", "address")),
                    entry("cluster", Set.of("port", "retry", "drain")),
                    entry("port", Set.of("retry", "node", "drain", "reservation", "address")),
                    entry("event", Set.of("node", "address")),
                    entry("stack", Set.of()),
                    entry("settings", Set.of("reading", "node", "drain", "reservation", "address")),
                    entry("reading", Set.of("address")),
                    entry("reservation", Set.of("node", "address")),
                    entry("node", Set.of("address")),
                    entry("drain", Set.of()),
                    entry("query", Set.of("retry")),
                    entry("clock", Set.of("retry")),
                    entry("retry", Set.of()),
                    entry("address", Set.of()),
                    entry("telemetry", Set.of()));

    /** The core has it for a program that is not seen from here. */
    private static final Set<String> IN_PODS_ONLY = Set.of(in("query.PodCredentials"));

    private static final String SDK = "software.amazon.awssdk";
    private static final String KUBERNETES = "io.kubernetes.client";
    private static final String LAMBDA_API = "com.amazonaws.services.lambda";
    private static final String JSON = "com.eclipsesource.json";

    private LambdaRules() {}

    static List<Rule> all() {
        return Stream.of(knowledge(), libraries(), shape()).flatMap(List::stream).toList();
    }

    private static List<Rule> knowledge() {
        return List.of(
                table("address", 5, "node.Slot"),
                table("node", 15, "port.Subnets"),
                table("drain", 5, "node.Slot"),
                table("reservation", 5, "port.Subnets"),
                table("stack", 3, "node.Slot"),
                table("port", 6, "reconcile.Outcome"),
                table("aws", 7, "reconcile.Outcome"),
                table("cluster", 5, "node.Slot"),
                table("query", 7, "port.Subnets"),
                table("clock", 1, "query.Calls"),
                table("retry", 5, "query.Calls"),
                table("telemetry", 2, "address.Ip"),
                table("event", 5, "port.Subnets"),
                table("settings", 5, "port.Subnets"),
                table("reading", 4, "node.Slot"),
                table("reconcile", 15, "aws.Ec2Subnets"),
                table("wiring", 1, "address.Ip"),
                table("handler", 1, "aws.Ec2Subnets"),
                Rule.that(
                                "every package stands in the table of who may know whom",
                                lambda(),
                                70,
                                condition(
                                        "stand in the table",
                                        (type, breach) -> {
                                            if (!MAY_KNOW.containsKey(role(type))) {
                                                breach.accept(type.getName() + " does not");
                                            }
                                        }))
                        .brokenBy(
                                "util.Strings does not",
                                Forbidden.empty(in("util"), "class Strings")),
                Rule.that(
                                "the Lambda module knows nothing of the simulator",
                                lambda(),
                                70,
                                notKnow("the simulator", Ours::isSimulator))
                        .brokenBy(
                                "simulator.World",
                                Forbidden.knowing(in("aws"), Code.SIMULATOR + ".World<?>")));
    }

    private static List<Rule> libraries() {
        return List.of(
                library("the AWS SDK", SDK, "query", "aws", "cluster", "wiring")
                        .brokenBy(
                                "Ec2Client",
                                Forbidden.knowing(
                                        in("reconcile"), SDK + ".services.ec2.Ec2Client")),
                library("the Kubernetes client", KUBERNETES, "cluster")
                        .brokenBy(
                                "ApiClient",
                                Forbidden.knowing(in("wiring"), KUBERNETES + ".openapi.ApiClient")),
                library("the Lambda API", LAMBDA_API, "handler", "wiring")
                        .brokenBy(
                                "Context",
                                Forbidden.knowing(in("event"), LAMBDA_API + ".runtime.Context")),
                library(
                                "the JSON parser",
                                JSON,
                                "event",
                                "reading",
                                "stack",
                                "settings",
                                "telemetry",
                                "query",
                                "handler")
                        .brokenBy("JsonValue", Forbidden.knowing(in("node"), JSON + ".JsonValue")));
    }

    private static List<Rule> shape() {
        return List.of(
                Rule.of(
                                "packages form no circle",
                                lambda(),
                                70,
                                SlicesRuleDefinition.slices()
                                        .matching(Code.ROOT + ".(*)")
                                        .should()
                                        .beFreeOfCycles())
                        .brokenBy(
                                "Cycle detected",
                                Forbidden.openlyKnowing(in("event"), in("settings.Knowing")),
                                Forbidden.openlyKnowing(in("settings"), in("event.Knowing"))),
                Rule.that(
                                "only ports and time are open interfaces",
                                lambdaOutside("port", "retry"),
                                60,
                                Conditions.haveNoOpenInterface())
                        .brokenBy(
                                "node.Open is an open",
                                Forbidden.empty(in("node"), "interface Open")),
                Rule.that(
                                "only wiring and the clock ask the machine for time, chance and"
                                        + " environment",
                                lambdaOutside("wiring", "clock"),
                                60,
                                Conditions.leaveTheMachineAlone())
                        .brokenBy(
                                "Instant.now()",
                                Forbidden.doing(in("reconcile"), "java.time.Instant.now()")),
                Rule.that(
                                "a type is public only where another package uses it",
                                Ours.publicTypes(
                                        type ->
                                                Ours.isLambda(type)
                                                        && !IN_PODS_ONLY.contains(type.getName())),
                                30,
                                Conditions.bePublicForAReason())
                        .brokenBy(
                                "node.Lonely is public",
                                Forbidden.empty(in("node"), "public class Lonely")));
    }

    private static Rule table(String role, int atLeast, String forbidden) {
        Set<String> allowed = MAY_KNOW.getOrDefault(role, Set.of());
        return Rule.that(
                        role + " knows only " + allowed,
                        lambdaIn(role),
                        atLeast,
                        notKnow(
                                "another package",
                                type ->
                                        Ours.isLambda(type)
                                                && !role(type).equals(role)
                                                && !allowed.contains(role(type))))
                .brokenBy(forbidden, Forbidden.knowing(in(role), in(forbidden)));
    }

    private static Rule library(String name, String root, String... allowed) {
        return Rule.that(
                "only " + Arrays.toString(allowed) + " know " + name,
                lambdaOutside(allowed),
                30,
                notKnow(name, type -> type.getPackageName().startsWith(root)));
    }

    private static String in(String role) {
        return Code.ROOT + "." + role;
    }
}
