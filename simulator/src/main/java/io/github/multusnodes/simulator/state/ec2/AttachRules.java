package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * When an interface may be attached. An interface of another VPC in the same zone may. A device
 * index has no upper bound of its own: EC2's is not documented.
 */
final class AttachRules {

    private final InstanceTypes types;
    private final AddressLimits limits;

    AttachRules(InstanceTypes types, AddressLimits limits) {
        this.types = types;
        this.limits = limits;
    }

    /**
     * @param present what is on the instance already
     * @throws Refusal if it may not
     */
    void require(
            NetworkInterface its,
            Instance instance,
            List<NetworkInterface> present,
            AttachRequest request) {
        if (its.attachment().isPresent()) {
            throw Refusal.of(
                    "InvalidNetworkInterface.InUse", "Interface: [" + its.id() + "] in use.");
        }
        requireState(instance);
        if (!its.zone().equals(instance.zone())) {
            throw Refusal.of(
                    "InvalidParameterCombination",
                    "You may not attach a network interface to an instance if they are not in the"
                            + " same availability zone");
        }
        if (its.interfaceType().startsWith("efa") && instance.state() == Instance.State.RUNNING) {
            throw invalid("EFA interfaces cannot be attached to a running instance.");
        }
        InstanceType type = types.existing(instance.type());
        int card = request.networkCardIndex().orElse(0);
        if (card < 0 || card >= type.cards().size()) {
            throw invalid(
                    "Network card index "
                            + card
                            + " is not valid for instance type "
                            + type.name()
                            + ".");
        }
        requireIndex(instance, present, request);
        requireSlot(type, present, card);
        Addresses held = its.addresses();
        limits.requireRoom(type, held.slots(false), held.slots(true));
    }

    private static void requireState(Instance instance) {
        boolean takes =
                instance.state() == Instance.State.RUNNING
                        || instance.state() == Instance.State.STOPPED;
        if (!takes) {
            throw Refusal.of(
                    "IncorrectState",
                    "Instance '" + instance.id() + "' is not 'running' or 'stopped'");
        }
    }

    /**
     * An index is free per network card. A request that leaves the card out is also refused when
     * the index is used on any other card: EC2 did so at the time of writing (cilium/cilium#42512).
     */
    private static void requireIndex(
            Instance instance, List<NetworkInterface> present, AttachRequest request) {
        int index = request.deviceIndex();
        if (index < 0) {
            throw invalid("Value (" + index + ") for parameter deviceIndex is invalid.");
        }
        IntPredicate cardMatters =
                card -> request.networkCardIndex().map(wanted -> wanted == card).orElse(true);
        boolean used =
                present.stream()
                        .flatMap(other -> other.attachment().stream())
                        .anyMatch(
                                other ->
                                        other.deviceIndex() == index
                                                && cardMatters.test(other.networkCardIndex()));
        if (used) {
            throw invalid(
                    "Instance '"
                            + instance.id()
                            + "' already has an interface attached at device index '"
                            + index
                            + "'.");
        }
    }

    private static void requireSlot(InstanceType type, List<NetworkInterface> present, int card) {
        long count =
                1
                        + present.stream()
                                .flatMap(other -> other.attachment().stream())
                                .filter(other -> other.networkCardIndex() == card)
                                .count();
        if (count > type.cards().get(card)) {
            throw Refusal.of(
                    "AttachmentLimitExceeded",
                    "Interface count " + count + " exceeds the limit for " + type.name());
        }
    }

    private static Refusal invalid(String message) {
        return Refusal.of("InvalidParameterValue", message);
    }
}
