package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.port.CloudFailure;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Gives back what an instance holds through our interfaces. */
final class Release {

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
        each(
                eni ->
                        eni.attachment()
                                .ifPresentOrElse(
                                        attachment -> endWithInstance(eni, attachment),
                                        () -> delete(eni)));
    }

    /**
     * The addresses of pods, of an instance that is kept with its interfaces: their secondary IPv4
     * addresses. Which IPv6 addresses are a pod's, an interface does not tell.
     */
    void podAddresses() {
        each(
                eni ->
                        free(
                                eni,
                                eni.secondaryAddresses().stream()
                                        .filter(ip -> ip.family() == Family.IPV4)
                                        .toList()));
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

    private void free(Eni eni, List<Ip> addresses) {
        if (!addresses.isEmpty()) {
            run.retry().run(() -> run.ports().interfaces().unassign(eni.id(), addresses));
            run.log().freed(eni, addresses);
        }
    }

    private void each(Consumer<Eni> giveBack) {
        List<Eni> ours =
                run.retry()
                        .call(
                                () ->
                                        run.ports()
                                                .interfaces()
                                                .madeFor(run.nodeGroup(), run.instanceId()));
        run.ports()
                .time()
                .<Boolean>together(
                        ours.stream()
                                .<Callable<Boolean>>map(eni -> () -> attempt(eni, giveBack))
                                .toList());
    }

    private boolean attempt(Eni eni, Consumer<Eni> giveBack) {
        try {
            giveBack.accept(eni);
            return true;
        } catch (CloudFailure | OutOfTime failure) {
            run.log().left(eni, failure);
            return false;
        }
    }
}
