package io.github.multusnodes.pods.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Label("for all pods on all nodes")
final class PlanPropertiesTest {

    private static final int TRIES = 300;

    @Property(tries = TRIES)
    @Label("once the steps are taken there is nothing left to do, and the same is refused")
    void isIdempotent(@ForAll("cases") Case its) {
        Plan first = its.plan();
        Plan second = its.after(first).plan();

        assertThat(second.steps()).isEmpty();
        assertThat(second.refusals()).isEqualTo(first.refusals());
    }

    @Property(tries = TRIES)
    @Label("no order of interfaces and addresses makes a difference")
    void orderDoesNotMatter(@ForAll("cases") Case its, @ForAll long seed) {
        Random chance = new Random(seed);
        Case other =
                new Case(
                        shuffled(its.pod(), chance).stream()
                                .map(each -> shuffled(each, chance))
                                .toList(),
                        shuffled(its.node(), chance),
                        its.others(),
                        its.memory(),
                        its.rules());

        assertThat(other.plan()).isEqualTo(its.plan());
    }

    @Property(tries = TRIES)
    @Label("primary interfaces, primary addresses and local ones are left alone")
    void primaryIsLeftAlone(@ForAll("cases") Case its) {
        for (Step step : its.plan().steps()) {
            assertThat(step.eniId()).isNotEqualTo("eni-0");
            for (Ip ip : step.addresses()) {
                assertThat(Scope.isRoutable(ip)).isTrue();
                assertThat(its.node()).noneMatch(eni -> eni.primary().orElseThrow().equals(ip));
            }
            if (step instanceof Step.Unassign(var id, var addresses)) {
                addresses.forEach(
                        ip -> assertThat(its.others().get(ip)).isNotEqualTo(new Holder(id, true)));
            }
        }
    }

    @Property(tries = TRIES)
    @Label("each address of the pod gets to its interface or is refused, never both")
    void assignedOrRefused(@ForAll("cases") Case its) {
        Plan plan = its.plan();
        Placements after = its.after(plan).placements();
        Set<Ip> refused =
                plan.refusals().stream().map(Refusal::address).collect(Collectors.toSet());

        assertThat(plan.refusals()).hasSize(refused.size());
        assertThat(Set.copyOf(after.missing()))
                .isEqualTo(
                        refused.stream()
                                .filter(after.places()::containsKey)
                                .collect(Collectors.toSet()));
        assertThat(union(after.places().keySet(), refused)).isEqualTo(its.live());
    }

    @Property(tries = TRIES)
    @Label("nothing changes but what the pod lacks and what we had put there for it")
    void nothingElseChanges(@ForAll("cases") Case its) {
        Set<Held> after = its.after(its.plan()).held();

        assertThat(minus(after, its.held()))
                .allSatisfy(
                        got ->
                                assertThat(its.placements().places().get(got.address()))
                                        .isEqualTo(its.eni(got.eniId())));
        assertThat(minus(its.held(), after))
                .allSatisfy(
                        lost -> {
                            boolean left = !its.live().contains(lost.address());
                            boolean moved = its.placements().places().containsKey(lost.address());
                            assertThat(left || moved).isTrue();
                            assertThat(!left || its.memory().own().contains(lost)).isTrue();
                        });
    }

    @Property(tries = TRIES)
    @Label("what we had put there and the pod has no more is given back, all of it")
    void givesBackItsOwn(@ForAll("cases") Case its) {
        Set<Held> after = its.after(its.plan()).held();

        assertThat(its.memory().own())
                .allSatisfy(
                        own ->
                                assertThat(after.contains(own))
                                        .isEqualTo(
                                                its.live().contains(own.address())
                                                        && after.contains(own)));
    }

    @Property(tries = TRIES)
    @Label("what others have is taken from them only where that is allowed")
    void takesOnlyIfAllowed(@ForAll("cases") Case its) {
        for (Step step : its.plan().steps()) {
            if (step instanceof Step.Unassign(var id, var addresses) && !its.rules().reassign()) {
                addresses.forEach(ip -> assertThat(its.memory().own()).contains(new Held(id, ip)));
            }
            if (step instanceof Step.Assign assign) {
                Set<Ip> settled = its.memory().settled();
                boolean may = its.rules().reassign() && assign.family() == Family.IPV4;
                assertThat(assign.addresses())
                        .allMatch(ip -> assign.reassign() == (may && !settled.contains(ip)));
            }
        }
    }

    @Property(tries = TRIES)
    @Label("no step is superfluous: one for each interface, family, direction and permission")
    void leastSteps(@ForAll("cases") Case its) {
        List<Step> steps = its.plan().steps();

        assertThat(
                        steps.stream()
                                .map(
                                        step ->
                                                List.of(
                                                        step.getClass(),
                                                        step.eniId(),
                                                        step.family(),
                                                        step instanceof Step.Assign assign
                                                                && assign.reassign())))
                .doesNotHaveDuplicates();
        for (Step step : steps) {
            assertThat(step.addresses()).isNotEmpty().isSorted().doesNotHaveDuplicates();
            if (step instanceof Step.Assign(var id, var addresses, _)) {
                assertThat(addresses).noneMatch(its.eni(id)::gets);
            } else {
                step.addresses()
                        .forEach(
                                ip ->
                                        assertThat(
                                                        its.others().containsKey(ip)
                                                                || its.held()
                                                                        .contains(
                                                                                new Held(
                                                                                        step
                                                                                                .eniId(),
                                                                                        ip)))
                                                .isTrue());
            }
        }
    }

    @Property(tries = TRIES)
    @Label("no interface gets more than its type allows, and none stays empty for no reason")
    void limitsHold(@ForAll("cases") Case its) {
        Plan plan = its.plan();
        Case after = its.after(plan);
        for (Step step : plan.steps()) {
            if (step instanceof Step.Assign) {
                int limit = its.rules().slots().getOrDefault(step.family(), Integer.MAX_VALUE);
                assertThat(after.slots(step.eniId(), step.family())).isLessThanOrEqualTo(limit);
            }
        }
        plan.refusals().stream()
                .filter(refusal -> refusal.reason() == Refusal.Reason.NO_SLOT)
                .map(Refusal::address)
                .forEach(
                        ip -> {
                            String id = its.placements().at(ip).id();
                            int limit = its.rules().slots().getOrDefault(ip.family(), 0);
                            assertThat(after.slots(id, ip.family())).isGreaterThanOrEqualTo(limit);
                        });
    }

    @Property(tries = TRIES)
    @Label("an IPv6 address is taken from its holder before it is given, with IPv4 after it")
    void ipv6ComesFirst(@ForAll("cases") Case its) {
        assertThat(its.plan().steps().stream().map(PlanPropertiesTest::rank)).isSorted();
    }

    private static int rank(Step step) {
        boolean v6 = step.family() == Family.IPV6;
        return switch (step) {
            case Step.Unassign _ -> v6 ? 1 : 0;
            case Step.Assign _ -> v6 ? 2 : 3;
        };
    }

    private static PodInterface shuffled(PodInterface its, Random chance) {
        return new PodInterface(
                its.name(), its.network(), its.mac(), shuffled(its.addresses(), chance));
    }

    private static <T> List<T> shuffled(List<T> all, Random chance) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, chance);
        return copy;
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> some) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static <T> Set<T> union(Set<T> some, Set<T> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
    }

    @Provide
    Arbitrary<Case> cases() {
        return Cases.all();
    }
}
