package io.github.multusnodes.faultrun;

import java.util.List;

/**
 * A guard in our code, and how to take it out.
 *
 * @param name what it is for
 * @param file that has it, below our root package
 * @param text of the guard, exactly once in the file
 * @param instead what stands there without it
 * @param seed of a day that goes wrong without it
 */
record Guard(String name, String file, String text, String instead, long seed) {

    static final List<Guard> ALL =
            List.of(
                    new Guard(
                            "the same client token for a repeated create",
                            "reconcile/Creation.java",
                            "interfaces().create(wanted, token)",
                            "interfaces().create(wanted, UUID.randomUUID().toString())",
                            26),
                    new Guard(
                            "tags at birth",
                            "aws/Ec2NetworkInterfaces.java",
                            "\"network-interface\", wanted.tags())",
                            "\"network-interface\", Map.of(\"cnf\", \"upf\"))",
                            1),
                    new Guard(
                            "addresses by rank",
                            "reconcile/Queue.java",
                            "return Ranks.of(instanceId, network, beside, waiting, interfaces);",
                            "return 0 * Ranks.of(instanceId, network, beside, waiting,"
                                    + " interfaces);",
                            154),
                    new Guard(
                            "undo of a launch that is given up",
                            "reconcile/Launch.java",
                            """
                            try {
                                        new Release(run).everything();
                                    } catch\
                            """,
                            """
                            try {
                                        run.retry().run(() -> {});
                                    } catch\
                            """,
                            13),
                    new Guard(
                            "release when the instance is gone before its launch is done",
                            "reconcile/Launch.java",
                            """
                            if (phase == Phase.GONE) {
                                        new Release(run).everything();\
                            """,
                            "if (phase == Phase.GONE) {",
                            33),
                    new Guard(
                            "an interface ends with its instance",
                            "node/InterfacePlan.java",
                            "if (!attachment.deleteOnTermination()) {",
                            "if (attachment.id().isEmpty()) {",
                            1),
                    new Guard(
                            "interfaces are told apart by their instance",
                            "node/Tags.java",
                            "&& instanceId.equals(eni.tags().get(INSTANCE))",
                            "",
                            3),
                    new Guard(
                            "a node that cannot be complete is abandoned",
                            "reconcile/Answer.java",
                            "unlessOver(() -> ports.hooks().abandon(action));",
                            "unlessOver(() -> ports.hooks().proceed(action));",
                            13),
                    new Guard(
                            "another client token for what was lost",
                            "reconcile/Creation.java",
                            "Integer.toString(lost));",
                            "Integer.toString(0 * lost));",
                            107),
                    new Guard(
                            "another client token for another address",
                            "reconcile/Creation.java",
                            "new TreeMap<>(wanted.addresses()).toString(),",
                            "new TreeMap<>().toString(),",
                            185),
                    new Guard(
                            "a taken address is not asked for again",
                            "reconcile/Creation.java",
                            "wishes.values().forEach(this::strike);",
                            "wishes.values().forEach(_ -> {});",
                            3),
                    new Guard(
                            "a surplus interface is deleted",
                            "node/InterfacePlan.java",
                            ".filter(other -> other.attachment().isEmpty())",
                            ".filter(other -> other.attachment().isPresent())",
                            1),
                    new Guard(
                            "no address of a CIDR reservation",
                            "node/Territory.java",
                            "whole.without(blocks(reservations)).without(excluded)",
                            "whole.without(excluded)",
                            22),
                    new Guard(
                            "no excluded address",
                            "node/Territory.java",
                            "whole.without(blocks(reservations)).without(excluded)",
                            "whole.without(blocks(reservations))",
                            19));
}
