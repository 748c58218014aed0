package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.port.CloudFailure;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Gives back what an instance that will not live has of ours: unattached interfaces are deleted,
 * and attached ones are made to end with their instance, which costs no detach.
 */
final class Undo {

    private final Run run;

    Undo(Run run) {
        this.run = run;
    }

    /** Gives everything back; what cannot be given back is logged and keeps its tags. */
    void everything() {
        List<Eni> ours =
                run.retry()
                        .call(
                                () ->
                                        run.ports()
                                                .interfaces()
                                                .madeFor(run.nodeGroup(), run.instanceId()));
        List<Callable<Boolean>> tasks =
                ours.stream().<Callable<Boolean>>map(eni -> () -> giveBack(eni)).toList();
        run.ports().time().<Boolean>together(tasks);
    }

    private boolean giveBack(Eni eni) {
        Optional<Attachment> attachment = eni.attachment();
        if (attachment.filter(Attachment::deleteOnTermination).isPresent()) {
            return true;
        }
        try {
            if (attachment.isPresent()) {
                run.retry()
                        .run(
                                () ->
                                        run.ports()
                                                .interfaces()
                                                .endWithInstance(eni.id(), attachment.get().id()));
            } else {
                run.retry().run(() -> run.ports().interfaces().delete(eni.id()));
            }
            run.log().givenBack(eni);
            return true;
        } catch (CloudFailure | OutOfTime failure) {
            run.log().left(eni, failure);
            return false;
        }
    }
}
