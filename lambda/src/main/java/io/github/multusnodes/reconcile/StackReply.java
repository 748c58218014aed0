package io.github.multusnodes.reconcile;

import io.github.multusnodes.port.StackAnswers;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.StepLog;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Gives CloudFormation its answers; until it has one, a stack hangs. */
public final class StackReply {

    private static final Duration MOST = Duration.ofSeconds(20);
    private static final int SHARE = 4;

    private final StackAnswers answers;
    private final Time time;
    private final RandomGenerator chance;

    /**
     * @param chance of back-off
     */
    public StackReply(StackAnswers answers, Time time, RandomGenerator chance) {
        this.answers = answers;
        this.time = time;
        this.chance = chance;
    }

    /**
     * When all other work has to end, so that time is left to answer.
     *
     * @param end when the function is ended
     */
    public Instant workEnd(Instant end) {
        Duration share = Duration.between(time.now(), end).dividedBy(SHARE);
        return end.minus(share.compareTo(MOST) < 0 ? share : MOST);
    }

    /**
     * Puts an answer, again and again until it is taken or the function ends.
     *
     * @param url pre-signed: a credential, never told
     * @throws RuntimeException if it was not taken
     */
    public void send(URI url, String json, StepLog log, Instant end) {
        new Retry(time, chance, end, new StackLog(log)::waiting).run(() -> answers.put(url, json));
    }
}
