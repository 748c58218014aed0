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
                            1),
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
                            1),
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
                            1),
                    new Guard(
                            "an undo waits until EC2 lists what the run has made",
                            "reconcile/Release.java",
                            "boolean lags = !done.containsAll(run.made().ids());",
                            "boolean lags = false;",
                            1),
                    new Guard(
                            "release when the instance is gone before its launch is done",
                            "reconcile/Launch.java",
                            """
                            if (phase == Phase.GONE) {
                                        new Release(run).everything();\
                            """,
                            "if (phase == Phase.GONE) {",
                            1),
                    new Guard(
                            "an interface ends with its instance",
                            "node/InterfacePlan.java",
                            "if (!attachment.deleteOnTermination()) {",
                            "if (attachment.id().isEmpty()) {",
                            1),
                    new Guard(
                            "a surplus interface is deleted",
                            "node/InterfacePlan.java",
                            ".forEach(other -> steps.add(new Step.DeleteSurplus(other)));",
                            ".forEach(_ -> {});",
                            1),
                    new Guard(
                            "an interface that is there is attached, not made anew",
                            "node/InterfacePlan.java",
                            ".filter(eni -> eni.attachment().isEmpty())\n"
                                    + "                .min(",
                            ".filter(eni -> eni.attachment().isPresent())\n"
                                    + "                .min(",
                            1),
                    new Guard(
                            "interfaces are told apart by their instance",
                            "node/Tags.java",
                            "&& instanceId.equals(eni.tags().get(INSTANCE))",
                            "",
                            1),
                    new Guard(
                            "a slot that somebody else holds is not ours",
                            "node/InterfacePlan.java",
                            "if (holder != null) {",
                            "if (holder != null && holder.isEmpty()) {",
                            1),
                    new Guard(
                            "no address of a CIDR reservation unless it is named",
                            "node/Territory.java",
                            "whole.without(blocks(reservations)).without(excluded)",
                            "whole.without(excluded)",
                            1),
                    new Guard(
                            "no excluded address",
                            "node/Territory.java",
                            "whole.without(blocks(reservations)).without(excluded)",
                            "whole.without(blocks(reservations))",
                            1),
                    new Guard(
                            "a surplus prefix goes back",
                            "node/InterfacePlan.java",
                            "if (!surplus.isEmpty()) {",
                            "if (surplus.size() > 99) {",
                            1),
                    new Guard(
                            "an orphan's instance is no member of the group",
                            "node/Orphans.java",
                            ".filter(id -> !sight.isMember(id))",
                            "",
                            1),
                    new Guard(
                            "an orphan's instance is gone from EC2",
                            "node/Orphans.java",
                            ".map(node -> node.state() == Node.State.GOING)",
                            ".map(_ -> true)",
                            1),
                    new Guard(
                            "an orphan is ours",
                            "node/Orphans.java",
                            ".filter(eni -> nodeGroup.equals(eni.tags().get(Tags.NODE_GROUP)))",
                            ".filter(_ -> !nodeGroup.isEmpty())",
                            1),
                    new Guard(
                            "an orphan is deleted",
                            "reconcile/SweepWork.java",
                            "onInterface(step, retry, () -> ports.interfaces().delete(eni.id()));",
                            "onInterface(step, retry, () -> eni.id());",
                            1),
                    new Guard(
                            "a sweep leaves a fresh launch to its event",
                            "node/SweepPlan.java",
                            "return sight.node(member.instanceId()).filter(node -> isOlder(node,"
                                    + " policy.launchGrace()));",
                            "return sight.node(member.instanceId()).filter(node -> isOlder(node,"
                                    + " Duration.ZERO));",
                            1),
                    new Guard(
                            "a node that still serves is not touched by an early termination",
                            "reconcile/Leave.java",
                            "return phase == Phase.WAITING ? leave() : ended(phase);",
                            "return phase == phase ? leave() : ended(phase);",
                            1),
                    new Guard(
                            "a launch that was answered is left alone",
                            "reconcile/Launch.java",
                            "if (phase != Phase.WAITING) {",
                            "if (phase == null) {",
                            1),
                    new Guard(
                            "a node that cannot be complete is abandoned",
                            "reconcile/Answer.java",
                            "unlessOver(() -> ports.hooks().abandon(action));",
                            "unlessOver(() -> ports.hooks().proceed(action));",
                            1));
}
