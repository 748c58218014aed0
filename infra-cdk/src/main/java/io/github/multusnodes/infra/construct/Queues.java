package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Where events end that nobody could handle. Kept as long as SQS keeps anything, so that someone
 * can look.
 */
final class Queues extends Construct {

    private final Queue undelivered;
    private final Queue failed;

    Queues(Construct scope, String id) {
        super(scope, id);
        this.undelivered = queue("Undelivered");
        this.failed = queue("Failed");
    }

    /** Events that EventBridge could not hand to a function. */
    IQueue undelivered() {
        return undelivered;
    }

    /** Events that a function failed on, as often as Lambda repeats them. */
    IQueue failed() {
        return failed;
    }

    private Queue queue(String id) {
        Queue its =
                Queue.Builder.create(this, id)
                        .retentionPeriod(Duration.days(14))
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .build();
        Reviewed.lastQueue(its);
        return its;
    }
}
