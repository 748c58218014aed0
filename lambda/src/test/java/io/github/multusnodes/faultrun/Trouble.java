package io.github.multusnodes.faultrun;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.Mishap;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** One thing that goes wrong. Each is drawn whole, so that others can be left out in a replay. */
sealed interface Trouble {

    /** Plans it, from the start of a run. */
    void arm(Site site);

    /**
     * A certain call of a function meets a fault.
     *
     * @param function part of its name; empty for all of them
     * @param changing whether only calls count that may change something
     * @param nth which of these calls, from 1
     */
    record Strike(String function, boolean changing, int nth, Fault fault) implements Trouble {
        @Override
        public void arm(Site site) {
            AtomicInteger count = new AtomicInteger();
            site.world()
                    .faults()
                    .next(
                            call ->
                                    isOf(site, call, function)
                                            && (call.changes() || !changing)
                                            && count.incrementAndGet() == nth,
                            fault);
        }
    }

    /** For a while, calls meet a fault by chance. */
    record Storm(
            Duration from,
            Duration length,
            String function,
            double probability,
            Fault fault,
            long seed)
            implements Trouble {
        @Override
        public void arm(Site site) {
            Random chance = new Random(seed);
            Predicate<Instant> within = site.within(from, length);
            site.world()
                    .faults()
                    .always(
                            call ->
                                    isOf(site, call, function)
                                            && within.test(site.now())
                                            && chance.nextDouble() < probability,
                            fault);
        }
    }

    /**
     * For a while, events meet a mishap by chance.
     *
     * @param about part of the name of the hook they are about; empty for all of them
     */
    record Mail(Duration from, Duration length, String about, double probability, Mishap mishap)
            implements Trouble {
        @Override
        public void arm(Site site) {
            Predicate<Instant> within = site.within(from, length);
            Predicate<Event> condition =
                    event -> event.hookName().contains(about) && within.test(site.now());
            site.mishaps().sometimes(probability, condition, mishap);
        }
    }

    /** Somebody does something at a moment. */
    record Deed(Duration at, Doing doing, int pick) implements Trouble {
        @Override
        public void arm(Site site) {
            site.world().timeline().after(at, () -> site.outsider().start(doing, pick));
        }
    }

    /** Somebody does something right after a function has made its nth interface. */
    record Ambush(int nth, Doing doing, int pick) implements Trouble {
        @Override
        public void arm(Site site) {
            AtomicInteger count = new AtomicInteger();
            site.world()
                    .calls()
                    .onCall(
                            call -> {
                                if (call.call().action().equals("CreateNetworkInterface")
                                        && call.tookEffect()
                                        && isOf(site, call.call(), "")
                                        && count.incrementAndGet() == nth) {
                                    site.outsider().start(doing, pick);
                                }
                            });
        }
    }

    /** What others do. */
    enum Doing {
        SCALE,
        END_INSTANCE,
        CALL_UNHEALTHY,
        REPLACE,
        TAKE_ADDRESSES,
        LEAVE_ADDRESSES,
        TAKE_SLOT,
        DELETE_UNATTACHED,
        DETACH,
        SET_TO_OUTLIVE,
        SET_CHECK,
        UNTAG,
        SWEEP
    }

    private static boolean isOf(Site site, Call call, String function) {
        return site.isFunction(call.caller()) && call.caller().contains(function);
    }
}
