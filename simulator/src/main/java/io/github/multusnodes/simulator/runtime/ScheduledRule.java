package io.github.multusnodes.simulator.runtime;

import com.eclipsesource.json.Json;

import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.time.Timeline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * An EventBridge rule on a schedule: from its start to its stop it invokes a function once in each
 * period ("Creating an Amazon EventBridge rule that runs on a schedule"). A virtual timeline is
 * never quiet while one runs. Safe for use by several threads.
 */
public final class ScheduledRule {

    /** The {@code detail-type} of its events. */
    public static final String DETAIL_TYPE = "Scheduled Event";

    private final String name;
    private final Duration period;
    private final Target target;
    private final Delivery delivery;
    private final Timeline time;
    private Timeline.@Nullable Timer next;
    private int starts;

    ScheduledRule(String name, Duration period, Target target, Delivery delivery, Timeline time) {
        if (!period.isPositive()) {
            throw new IllegalArgumentException(
                    "period of rule " + name + " is " + period + "; it must be longer than zero");
        }
        this.name = name;
        this.period = period;
        this.target = target;
        this.delivery = delivery;
        this.time = time;
    }

    /** Lets the rule run; its first event comes after one period. No effect if it runs already. */
    public synchronized void start() {
        if (next == null) {
            plan(++starts);
        }
    }

    /** Holds the rule until it is started again; what is on its way arrives. */
    public synchronized void stop() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void plan(int start) {
        next = time.after(period, () -> fire(start));
    }

    /** A timer that was cancelled too late belongs to an earlier start, or to none. */
    private void fire(int start) {
        synchronized (this) {
            if (next == null || start != starts) {
                return;
            }
            plan(start);
        }
        delivery.publishTo(target, event(delivery.newId()));
    }

    private Event event(String id) {
        String arn = "arn:aws:events:" + AutoScaling.REGION + ":" + Ec2.OWNER_ID + ":rule/" + name;
        String json =
                Json.object()
                        .add("version", "0")
                        .add("id", id)
                        .add("detail-type", DETAIL_TYPE)
                        .add("source", "aws.events")
                        .add("account", Ec2.OWNER_ID)
                        .add("time", time.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .add("region", AutoScaling.REGION)
                        .add("resources", Json.array(arn))
                        .add("detail", Json.object())
                        .toString();
        return new Event(id, DETAIL_TYPE, "", json);
    }
}
