package io.github.multusnodes.simulator.fault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The script of faults: which calls meet which. Safe for use by several threads. */
public final class Faults {

    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();

    /** The next call that the condition holds for meets the fault. */
    public Faults next(Predicate<Call> condition, Fault fault) {
        return next(1, condition, fault);
    }

    /** The next so many calls that the condition holds for meet the fault. */
    public synchronized Faults next(int times, Predicate<Call> condition, Fault fault) {
        rules.add(new Rule(condition, fault, times));
        return this;
    }

    /** Every call that the condition holds for meets the fault. */
    public Faults always(Predicate<Call> condition, Fault fault) {
        return next(Integer.MAX_VALUE, condition, fault);
    }

    /** Forgets the script. Killed callers stay dead. */
    public synchronized void clear() {
        rules.clear();
    }

    /** Ends a caller's process: no call of it is answered any more. */
    public synchronized void kill(String caller) {
        dead.add(caller);
    }

    /** Whether the caller's process was ended by a fault. */
    public synchronized boolean isDead(String caller) {
        return dead.contains(caller);
    }

    /** The fault that a call meets, if any; the first rule that holds is used up by it. */
    public synchronized Optional<Fault> meet(Call call) {
        for (Rule rule : rules) {
            if (rule.left > 0 && rule.condition.test(call)) {
                rule.left--;
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }

    private static final class Rule {
        private final Predicate<Call> condition;
        private final Fault fault;
        private int left;

        Rule(Predicate<Call> condition, Fault fault, int left) {
            this.condition = condition;
            this.fault = fault;
            this.left = left;
        }
    }
}
