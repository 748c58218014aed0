package io.github.multusnodes.reconcile;

import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.Wanted;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

/** What the runs for a stack's resource tell: a line for each step. */
final class StackLog {

    private final StepLog log;

    StackLog(StepLog log) {
        this.log = log;
    }

    void created(Reservation its) {
        of(its).with(LogKey.STEP, "create_reservation").info("Reservation created");
    }

    void found(Reservation its) {
        of(its).with(LogKey.STEP, "create_reservation")
                .info("The reservation is there already, as an earlier call has made it");
    }

    void deleted(Reservation its) {
        of(its).with(LogKey.STEP, "delete_reservation").info("Reservation deleted");
    }

    void claimed(Reservation its) {
        of(its).with(LogKey.STEP, "claim").info("Another stack's reservation claimed too");
    }

    void unclaimed(Reservation its) {
        of(its).with(LogKey.STEP, "unclaim").info("Our claim taken back: others rely on it");
    }

    void adopted(Reservation its) {
        of(its).with(LogKey.STEP, "adopt").info("Used as it is: it is none of ours");
    }

    void notYet(Wanted wanted, CloudFailure why) {
        because(why)
                .with(LogKey.STEP, "create_reservation")
                .with(LogKey.SUBNET, wanted.subnetId())
                .with(LogKey.RANGE, wanted.cidr().toString())
                .info("Refused, and nothing is seen that stands in the way: looking again");
    }

    void waiting(RuntimeException why) {
        because(why).with(LogKey.STEP, "wait").info("Waiting before the next try");
    }

    void failed(RuntimeException why) {
        because(why).with(LogKey.STEP, "undo").error("Failed: undoing what this run has changed");
    }

    void notUndone(String what, RuntimeException why) {
        because(why).with(LogKey.STEP, "undo").error("Could not be undone: " + what);
    }

    private StepLog of(Reservation its) {
        return log.with(LogKey.RESERVATION, its.id())
                .with(LogKey.SUBNET, its.subnetId())
                .with(LogKey.RANGE, its.cidr().toString());
    }

    private StepLog because(RuntimeException failure) {
        String code = failure instanceof CloudFailure cloud ? cloud.code() : null;
        return log.with(LogKey.ERROR_CODE, code).with(LogKey.REASON, failure.getMessage());
    }
}
