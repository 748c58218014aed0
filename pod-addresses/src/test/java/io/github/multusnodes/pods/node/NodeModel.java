package io.github.multusnodes.pods.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.NodePod.Attached;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.plan.Step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A node with its interfaces, EC2 and metadata that lags, and an agent's ledger that is asked and
 * told as the agent does. Every release is checked when it is made.
 */
final class NodeModel {

    static final Duration LAG = Duration.ofSeconds(3);
    static final int SLOTS = 5;
    static final List<Cidr> RANGES = List.of(Cidr.parse("10.0.1.16/30"), Cidr.parse("10.0.2.0/24"));
    static final Terms TERMS =
            Terms.usual(new Rules(true, Map.of(Family.IPV4, SLOTS, Family.IPV6, SLOTS)), RANGES);

    private static final String ELSEWHERE = "eni-x";
    private static final List<Cidr> BLOCKS =
            List.of(Cidr.parse("10.0.1.0/24"), Cidr.parse("2001:db8::/64"));

    /** The primary one, two of networks, and one of the VPC CNI. */
    private static final List<NodeEni> ENIS =
            IntStream.range(0, 4)
                    .mapToObj(
                            i ->
                                    new NodeEni(
                                            "eni-" + i,
                                            "02:0" + i,
                                            0,
                                            i,
                                            i == 1 || i == 2
                                                    ? Optional.of("n" + i)
                                                    : Optional.empty(),
                                            i == 0 ? "subnet-0" : "subnet-1",
                                            BLOCKS,
                                            Optional.of(Ip.parse("10.0.1." + (5 + i))),
                                            List.of(),
                                            List.of()))
                    .toList();

    private final Map<Ip, String> ec2 = new TreeMap<>();
    private final TreeMap<Instant, Map<Ip, String>> shown = new TreeMap<>();
    private final Map<Integer, NodePod> pods = new HashMap<>();
    private final Map<Ip, Instant> lastHad = new HashMap<>();
    private final Set<Held> mayBeReleased = new HashSet<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Instant began = now;
    private Ledger ledger = new Ledger(TERMS, now, new Random(7));
    private int uids;
    private boolean answerLost;
    private boolean endsInBetween;

    void happen(Event event) {
        switch (event) {
            case Event.Told(var pod, var eni, var addresses) -> pod(pod, told(eni, addresses));
            case Event.Awaited(var pod) -> pod(pod, new Attached.Awaited());
            case Event.Unreadable(var pod) -> pod(pod, new Attached.Unreadable("no JSON"));
            case Event.Ended(var pod) -> pods.remove(pod);
            case Event.TakenElsewhere(var address) -> change(address, ELSEWHERE);
            case Event.PutByHand(var eni, var address) -> change(address, "eni-" + eni);
            case Event.Restarted() -> restart();
            case Event.EndedInBetween() -> endsInBetween = true;
            case Event.AnswerLost() -> answerLost = true;
            case Event.Passed(var time) -> pass(time);
        }
    }

    private static Attached told(int eni, List<Ip> addresses) {
        return new Attached.Told(
                List.of(
                        new PodInterface(
                                "net1", Optional.empty(), Optional.of("02:0" + eni), addresses)));
    }

    private void pod(int number, Attached attached) {
        NodePod before = pods.get(number);
        boolean same = before != null && before.attached() instanceof Attached.Awaited;
        String uid = same && before != null ? before.uid() : "uid-" + uids++;
        pods.put(number, new NodePod(uid, "core", "pod-" + number, now, attached));
    }

    private void restart() {
        began = now;
        ledger = new Ledger(TERMS, now, new Random(7));
        mayBeReleased.clear();
    }

    void pass(Duration time) {
        Instant soon = now.plusSeconds(4);
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            round();
            now = now.plusSeconds(now.isBefore(soon) ? 1 : 10);
        }
    }

    /** As the agent does; gives the steps that it takes. */
    List<Step> round() {
        List<Step> taken = new ArrayList<>();
        Sight sight = look(pods());
        Map<Ip, Holder> holders = new HashMap<>();
        ledger.toAsk(sight).values().forEach(asked -> asked.forEach(ip -> ask(ip, holders)));
        for (Step step : ledger.plan(sight, holders)) {
            if (endsInBetween && step instanceof Step.Assign) {
                endsInBetween = false;
                restart();
                return taken;
            }
            taken.add(step);
            take(sight, step);
        }
        Sight after = look(pods());
        if (!ledger.due(after).isEmpty() && !ledger.isHeldBack(after)) {
            Sight second = look(pods());
            for (Step step : ledger.releases(second, enis(ec2))) {
                checkRelease(second, step);
                taken.add(step);
                take(second, step);
            }
        }
        look(pods());
        return taken;
    }

    private void ask(Ip ip, Map<Ip, Holder> holders) {
        Optional.ofNullable(ec2.get(ip))
                .ifPresent(eni -> holders.put(ip, new Holder(eni, eni.equals("eni-0"))));
    }

    private Sight look(Pods pods) {
        live().forEach(ip -> lastHad.put(ip, now));
        Sight sight = ledger.look(now, enis(inMetadata()), pods);
        mayBeReleased.addAll(sight.inPlace());
        return sight;
    }

    private Map<Ip, String> inMetadata() {
        Map.Entry<Instant, Map<Ip, String>> entry = shown.floorEntry(now.minus(LAG));
        return entry == null ? Map.of() : entry.getValue();
    }

    private static List<NodeEni> enis(Map<Ip, String> held) {
        return ENIS.stream()
                .map(
                        eni ->
                                eni.holding(
                                        held.entrySet().stream()
                                                .filter(its -> its.getValue().equals(eni.id()))
                                                .map(Map.Entry::getKey)
                                                .toList()))
                .toList();
    }

    private void take(Sight sight, Step step) {
        Optional<Denial> denial = denial(step);
        if (denial.isPresent()) {
            ledger.refused(sight, step, denial.get());
            return;
        }
        step.addresses().forEach(ip -> change(ip, step instanceof Step.Assign ? step.eniId() : ""));
        if (step instanceof Step.Assign) {
            step.addresses().forEach(ip -> mayBeReleased.add(new Held(step.eniId(), ip)));
        }
        if (answerLost) {
            answerLost = false;
            ledger.unsure(step, now);
        } else {
            ledger.taken(step, now);
        }
    }

    private Optional<Denial> denial(Step step) {
        for (Ip ip : step.addresses()) {
            String holder = ec2.getOrDefault(ip, step.eniId());
            boolean refused =
                    switch (step) {
                        case Step.Unassign _ -> !step.eniId().equals(ec2.get(ip));
                        case Step.Assign assign ->
                                !holder.equals(step.eniId()) && !assign.reassign();
                    };
            if (refused) {
                return Optional.of(new Denial(false, false, "refused"));
            }
        }
        boolean full =
                step instanceof Step.Assign
                        && slots(step)
                                        + step.addresses().stream()
                                                .filter(ip -> !step.eniId().equals(ec2.get(ip)))
                                                .count()
                                > SLOTS;
        return full ? Optional.of(new Denial(true, false, "full")) : Optional.empty();
    }

    private long slots(Step step) {
        int primary = step.family() == Family.IPV4 ? 1 : 0;
        return primary
                + ec2.entrySet().stream()
                        .filter(its -> its.getKey().family() == step.family())
                        .filter(its -> its.getValue().equals(step.eniId()))
                        .count();
    }

    private void change(Ip address, String eni) {
        if (eni.isEmpty()) {
            ec2.remove(address);
        } else {
            ec2.put(address, eni);
        }
        shown.put(now, Map.copyOf(ec2));
    }

    private void checkRelease(Sight second, Step step) {
        assertThat(step).isInstanceOf(Step.Unassign.class);
        assertThat(step.eniId()).isIn("eni-1", "eni-2");
        assertThat(pods.values()).noneMatch(pod -> pod.attached() instanceof Attached.Unreadable);
        for (Ip ip : step.addresses()) {
            Held held = new Held(step.eniId(), ip);
            boolean ranged = RANGES.stream().anyMatch(range -> range.contains(ip));
            assertThat(live()).doesNotContain(ip);
            assertThat(ranged || mayBeReleased.contains(held)).as(held.toString()).isTrue();
            Instant last = lastHad.getOrDefault(ip, Instant.MIN);
            Instant since = last.isBefore(began) ? began : last;
            if (!ledger.isFull(second)) {
                assertThat(Duration.between(since, now))
                        .as(held + " since")
                        .isGreaterThanOrEqualTo(TERMS.releaseAfter());
            }
        }
    }

    Pods pods() {
        return Pods.of(pods.values());
    }

    /** The addresses of all pods. */
    Set<Ip> live() {
        Set<Ip> live = new HashSet<>();
        pods.values().forEach(pod -> pod.interfaces().forEach(its -> live.addAll(its.routable())));
        return live;
    }

    /** Addresses of pods that are neither where they belong nor refused. */
    List<Ip> lost() {
        Sight sight = look(pods());
        Set<Ip> told = new HashSet<>();
        ledger.refusals().forEach(refusal -> told.add(refusal.address()));
        return sight.placements().places().entrySet().stream()
                .filter(its -> !its.getValue().id().equals(ec2.get(its.getKey())))
                .map(Map.Entry::getKey)
                .filter(ip -> !told.contains(ip))
                .toList();
    }

    /** Addresses in the agent's own ranges that no pod has, on interfaces of networks. */
    List<Ip> leftOver() {
        Set<Ip> live = live();
        return ec2.entrySet().stream()
                .filter(its -> Set.of("eni-1", "eni-2").contains(its.getValue()))
                .map(Map.Entry::getKey)
                .filter(ip -> RANGES.stream().anyMatch(range -> range.contains(ip)))
                .filter(ip -> !live.contains(ip))
                .toList();
    }

    /** Whether something keeps everything from being released. */
    boolean isHeldBack() {
        return ledger.isHeldBack(look(pods()));
    }

    /** Addresses on interfaces that are none of the agent's business. */
    Map<Ip, String> foreign() {
        Map<Ip, String> foreign = new TreeMap<>(ec2);
        foreign.values().retainAll(Set.of("eni-0", "eni-3"));
        return foreign;
    }
}
