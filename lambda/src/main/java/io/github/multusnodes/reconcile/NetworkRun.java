package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.InterfacePlan;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.node.Step;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.port.NetworkInterfaces;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.OutOfTime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Brings one network of one node to what it should be: plans and applies until nothing is left. */
final class NetworkRun {

    /** How often EC2 may reject a step that looks right before that is final. */
    private static final int MOST_REJECTIONS = 6;

    private final Run run;
    private final Network network;
    private final AddressSearch search;
    private final Creation creation;
    private final Delegation delegation;
    private OwnInterfaces ours;
    private Map<Slot, String> occupied;
    private int looks;
    private int rejections;
    private boolean hookAnswered;

    NetworkRun(
            Run run,
            Network network,
            Sight sight,
            AddressSearch search,
            Map<Family, PrefixSearch> prefixes) {
        this.run = run;
        this.network = network;
        this.search = search;
        this.creation = new Creation(run, network, search, () -> waitAndLook(othersFirst()));
        this.delegation = new Delegation(run, network, prefixes, this::waitAndLook);
        this.ours = new OwnInterfaces(oursAmong(sight.interfaces()));
        this.occupied = sight.node().occupied();
    }

    Network network() {
        return network;
    }

    /**
     * Learns of a large subnet what the steps to come need to know; asks nothing where all is
     * known.
     *
     * @return true
     */
    boolean learn() {
        if (plan().contains(new Step.Create())) {
            search.learn();
        }
        delegation.learn(ours.all());
        return true;
    }

    /**
     * Finds out what is known to be impossible before anything is changed.
     *
     * @throws Refused if the slot is held by an interface that is not ours, the subnet is full, or
     *     it lacks what the network's address modes or prefixes rely on
     */
    void check() {
        if (plan().contains(new Step.Create())) {
            search.check();
        }
        delegation.check(ours.all());
    }

    /**
     * Applies step after step.
     *
     * @return the interface, in place
     * @throws Refused if trying again cannot help
     * @throws CloudFailure if EC2 refuses for good
     * @throws OutOfTime if the time is used up
     * @throws InstanceEnded if there is no node any more
     */
    Eni complete() {
        while (!hookAnswered) {
            List<Step> steps = plan();
            if (steps.isEmpty() && ours.showsPrefixesOf(inPlace())) {
                break;
            }
            try {
                if (steps.isEmpty()) {
                    confirmPrefixes(inPlace());
                }
                run.ports()
                        .time()
                        .<UnaryOperator<OwnInterfaces>>together(tasks(steps))
                        .forEach(change -> ours = change.apply(ours));
            } catch (CloudFailure failure) {
                lookAgainAfter(failure);
            }
        }
        return inPlace();
    }

    private Eni inPlace() {
        return ours.attachedTo(run.instanceId());
    }

    private List<Step> plan() {
        return InterfacePlan.steps(
                run.nodeGroup(), network, run.instanceId(), ours.all(), occupied);
    }

    private List<Callable<UnaryOperator<OwnInterfaces>>> tasks(List<Step> steps) {
        return steps.stream()
                .<Callable<UnaryOperator<OwnInterfaces>>>map(step -> () -> apply(step))
                .toList();
    }

    private UnaryOperator<OwnInterfaces> apply(Step step) {
        return switch (step) {
            case Step.Create _ -> {
                Eni eni = creation.create(ours.lost());
                yield known -> known.changed(eni);
            }
            case Step.Attach(Eni eni) -> attach(eni);
            case Step.EndWithInstance(Eni eni, Attachment attachment) -> {
                run.retry().run(() -> interfaces().endWithInstance(eni.id(), attachment.id()));
                run.log().endsWithInstance(network, eni);
                yield known -> known.changed(known.get(eni).endingWithInstance());
            }
            case Step.SetSourceDestCheck(Eni eni, boolean check) -> {
                run.retry().run(() -> interfaces().setSourceDestCheck(eni.id(), check));
                run.log().sourceDestCheckSet(network, eni);
                yield known -> known.changed(known.get(eni).checkingSourceDest(check));
            }
            case Step.Tag(Eni eni, Map<String, String> missing) -> {
                run.retry().run(() -> interfaces().tag(eni.id(), missing));
                run.log().tagged(network, eni);
                yield known -> known.changed(known.get(eni).tagged(missing));
            }
            case Step.DelegatePrefixes(Eni eni, Family family, int missing) ->
                    delegation.give(eni, family, missing, othersFirst());
            case Step.ReturnPrefix(Eni eni, Cidr prefix) -> takeBack(eni, prefix);
            case Step.DeleteSurplus(Eni eni) -> {
                run.retry().run(() -> interfaces().delete(eni.id()));
                run.made().remove(eni.id());
                run.log().surplusDeleted(network, eni);
                yield known -> known.without(eni);
            }
        };
    }

    private UnaryOperator<OwnInterfaces> attach(Eni eni) {
        Attachment attachment = run.retry().call(() -> attachUnlessEnded(eni));
        run.log().attached(network, eni);
        return known -> known.changed(eni.attached(attachment));
    }

    /** By its refusal alone EC2 does not tell an instance that is not up yet from one that ends. */
    private Attachment attachUnlessEnded(Eni eni) {
        try {
            return interfaces().attach(eni.id(), run.instanceId(), network.slot());
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.NOT_READY) {
                requireNotEnded(run.ports().instances().find(run.instanceId()));
            }
            throw failure;
        }
    }

    private void requireNotEnded(Optional<Node> node) {
        if (node.filter(its -> its.state() == Node.State.GOING).isPresent()) {
            throw new InstanceEnded(run.instanceId());
        }
    }

    private UnaryOperator<OwnInterfaces> takeBack(Eni eni, Cidr prefix) {
        Optional<UnaryOperator<OwnInterfaces>> change = delegation.takeBack(eni, prefix);
        hookAnswered = change.isEmpty();
        return change.orElse(UnaryOperator.identity());
    }

    /**
     * Waits until EC2 shows the prefixes as this run believes them to be: only then is it sure that
     * there are no more. Networks without prefixes need not wait.
     *
     * @throws OutOfTime if it does not show them in time: the next run goes on from what it sees
     */
    private void confirmPrefixes(Eni eni) {
        run.retry()
                .call(() -> interfaces().find(eni.id()))
                .ifPresent(shown -> ours = ours.seen(shown));
        if (!ours.showsPrefixesOf(ours.get(eni))) {
            run.retry()
                    .pause(looks++, new OutOfTime("EC2 does not show the prefixes of " + eni.id()));
        }
    }

    private void waitAndLook(RuntimeException why) {
        run.retry().pause(looks++, why);
        look();
    }

    private OutOfTime othersFirst() {
        return new OutOfTime("Others come first in subnet " + search.subnetId());
    }

    /** What EC2 says does not fit what we believe: the truth is to be read again. */
    private void lookAgainAfter(CloudFailure failure) {
        switch (failure.kind()) {
            case ADDRESS_TAKEN -> {
                run.log().addressTaken(network, failure);
                run.retry().again(failure);
            }
            case NOT_FOUND -> {
                ours = ours.missing();
                run.retry().pause(looks++, failure);
            }
            case IN_USE, TOKEN_REUSED -> run.retry().pause(looks++, failure);
            case REJECTED -> {
                rejections++;
                if (rejections > MOST_REJECTIONS) {
                    throw failure;
                }
                run.retry().pause(looks++, failure);
            }
            default -> throw failure;
        }
        look();
    }

    private void look() {
        Look look = Look.at(run, search.subnetId(), search.windows(), wantsAll());
        requireNotEnded(look.node());
        ours = ours.seen(oursAmong(look.survey().interfaces()));
        occupied = look.node().map(Node::occupied).orElse(occupied);
        search.look(look.survey(), look.peers());
        delegation.look(look.survey(), look.peers());
    }

    private boolean wantsAll() {
        return search.wantsAll() || delegation.wantsAll();
    }

    private NetworkInterfaces interfaces() {
        return run.ports().interfaces();
    }

    private List<Eni> oursAmong(List<Eni> interfaces) {
        return interfaces.stream()
                .filter(eni -> Tags.isFor(eni, run.nodeGroup(), run.instanceId(), network))
                .toList();
    }
}
