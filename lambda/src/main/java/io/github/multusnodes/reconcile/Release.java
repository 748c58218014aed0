package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.OutOfTime;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Gives back what an instance holds through our interfaces. */
final class Release {

    /** In this many looks EC2 shows what this run has made, or it does not for long. */
    private static final int MOST_LOOKS = 6;

    private final Run run;

    Release(Run run) {
        this.run = run;
    }

    /**
     * Everything, of an instance that will not live: unattached interfaces are deleted; attached
     * ones are made to end with their instance, which costs no detach, and lose the addresses of
     * pods at once, for pods elsewhere may want them now. What cannot be given back is logged and
     * keeps its tags.
     */
    void everything() {
        Set<String> done = new HashSet<>();
        Map<Eni, RuntimeException> left = new LinkedHashMap<>();
        for (int look = 0; look < MOST_LOOKS; look++) {
            left.clear();
            List<Eni> listed = list();
            left.putAll(each(listed.stream().filter(eni -> !done.contains(eni.id())).toList()));
            listed.stream().filter(eni -> !left.containsKey(eni)).map(Eni::id).forEach(done::add);
            boolean lags = !done.containsAll(run.made().ids());
            if (!lags && left.values().stream().noneMatch(Release::isOutdated)) {
                break;
            }
            if (!waited(look)) {
                break;
            }
        }
        left.forEach(run.log()::left);
    }

    private Map<Eni, RuntimeException> each(List<Eni> enis) {
        return each(
                enis,
                eni ->
                        eni.attachment()
                                .ifPresentOrElse(
                                        attachment -> endWithInstance(eni, attachment),
                                        () -> delete(eni)));
    }

    /** EC2 listed it otherwise than it is. */
    private static boolean isOutdated(RuntimeException failure) {
        return failure instanceof CloudFailure refused
                && (refused.kind() == FailureKind.IN_USE
                        || refused.kind() == FailureKind.NOT_FOUND);
    }

    private boolean waited(int look) {
        try {
            run.retry()
                    .pause(look, new OutOfTime("EC2 does not show all that is to be given back"));
            return true;
        } catch (OutOfTime _) {
            return false;
        }
    }

    /**
     * The addresses of pods, of an instance that is kept with its interfaces: their secondary IPv4
     * addresses. Which IPv6 addresses are a pod's, an interface does not tell.
     */
    void podAddresses() {
        each(
                        list(),
                        eni ->
                                free(
                                        eni,
                                        eni.secondaryAddresses().stream()
                                                .filter(ip -> ip.family() == Family.IPV4)
                                                .toList()))
                .forEach(run.log()::left);
    }

    private void endWithInstance(Eni eni, Attachment attachment) {
        if (!attachment.deleteOnTermination()) {
            run.retry()
                    .run(() -> run.ports().interfaces().endWithInstance(eni.id(), attachment.id()));
            run.log().givenBack(eni);
        }
        free(eni, eni.secondaryAddresses());
    }

    private void delete(Eni eni) {
        run.retry().run(() -> run.ports().interfaces().delete(eni.id()));
        run.log().givenBack(eni);
    }

    /** One that somebody else has freed meanwhile keeps the others, until the interface ends. */
    private void free(Eni eni, List<Ip> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        try {
            run.retry().run(() -> run.ports().interfaces().unassign(eni.id(), addresses));
            run.log().freed(eni, addresses);
        } catch (CloudFailure failure) {
            if (failure.kind() != FailureKind.REJECTED) {
                throw failure;
            }
            run.log().freedMeanwhile(eni, failure);
        }
    }

    private List<Eni> list() {
        return run.retry()
                .call(() -> run.ports().interfaces().madeFor(run.nodeGroup(), run.instanceId()));
    }

    /** Side by side; those that could not be given back, and why. */
    private Map<Eni, RuntimeException> each(List<Eni> enis, Consumer<Eni> giveBack) {
        List<Optional<RuntimeException>> failures =
                run.ports()
                        .time()
                        .together(
                                enis.stream()
                                        .<Callable<Optional<RuntimeException>>>map(
                                                eni -> () -> attempt(eni, giveBack))
                                        .toList());
        Map<Eni, RuntimeException> left = new LinkedHashMap<>();
        for (int i = 0; i < enis.size(); i++) {
            Eni eni = enis.get(i);
            failures.get(i).ifPresent(failure -> left.put(eni, failure));
        }
        return left;
    }

    private static Optional<RuntimeException> attempt(Eni eni, Consumer<Eni> giveBack) {
        try {
            giveBack.accept(eni);
            return Optional.empty();
        } catch (CloudFailure | OutOfTime failure) {
            return Optional.of(failure);
        }
    }
}
