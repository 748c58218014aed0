package io.github.multusnodes.pods.stage;

import io.github.multusnodes.simulator.fault.RecordedCall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All addresses of all pods, held against what EC2 did. */
public final class Lives {

    private final NodesStage stage;
    private final Map<String, List<Life>> byAddress = new HashMap<>();
    private final List<Life> all = new ArrayList<>();
    private final Set<Life> now = new HashSet<>();
    private final List<Released> released = new ArrayList<>();
    private int lostSeconds;

    /**
     * An address that was taken from its interface while a pod had it.
     *
     * @param caller who did it
     */
    public record Released(Life life, Instant at, String caller) {}

    public Lives(NodesStage stage) {
        this.stage = stage;
        stage.world().calls().onCall(this::called);
    }

    public Life begin(String uid, String eni, String address) {
        Life life = new Life(uid, eni, address, stage.time().now());
        if (stage.addresses(eni).contains(address)) {
            life.place(life.told());
        }
        all.add(life);
        now.add(life);
        byAddress.computeIfAbsent(address, _ -> new ArrayList<>()).add(life);
        return life;
    }

    public void end(Life life) {
        life.end(stage.time().now());
        now.remove(life);
    }

    /** An effect comes when but half of its call's latency is left. */
    private void called(RecordedCall call) {
        if (!call.tookEffect() || !call.call().changes()) {
            return;
        }
        Duration half = stage.world().scenario().latencies().of(call.call().action()).dividedBy(2);
        Instant effect = call.at().plus(call.took()).minus(half);
        String eni = call.call().parameters().getOrDefault("NetworkInterfaceId", "");
        call.call()
                .parameters()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith("PrivateIpAddress.")
                                    || key.startsWith("Ipv6Addresses.")) {
                                changed(call, eni, value, effect);
                            }
                        });
    }

    private void changed(RecordedCall call, String eni, String address, Instant effect) {
        for (Life life : byAddress.getOrDefault(address, List.of())) {
            if (!life.eni().equals(eni) || !life.isLive(effect)) {
                continue;
            }
            if (call.call().action().startsWith("Assign")) {
                life.place(effect);
            } else {
                released.add(new Released(life, effect, call.call().caller()));
            }
        }
    }

    /** To be called each second: which addresses that were in their place are so no more? */
    public void look() {
        Map<String, Set<String>> held = new HashMap<>();
        for (Life life : now) {
            boolean there =
                    held.computeIfAbsent(life.eni(), id -> Set.copyOf(stage.addresses(id)))
                            .contains(life.address());
            if (there) {
                life.place(stage.time().now());
            } else if (life.isPlaced()) {
                lostSeconds++;
            }
        }
    }

    /** Those that are not on their interface now. */
    public List<Life> missing() {
        return now.stream()
                .filter(life -> !stage.addresses(life.eni()).contains(life.address()))
                .toList();
    }

    /** What was taken from an interface while a pod of its node had it. */
    public List<Released> released() {
        return released;
    }

    /** For how long addresses of pods were not in their place any more. */
    public int lostSeconds() {
        return lostSeconds;
    }

    public List<Life> all() {
        return all;
    }

    public int live() {
        return now.size();
    }
}
