package io.github.multusnodes.pods.bench;

import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.RecordedCall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All addresses of all pods, held against what EC2 did. */
final class Lives {

    private final NodesStage stage;
    private final Map<String, List<Life>> byAddress = new HashMap<>();
    private final List<Life> all = new ArrayList<>();
    private final Set<Life> now = new HashSet<>();
    private final List<String> released = new ArrayList<>();
    private int lostSeconds;

    Lives(NodesStage stage) {
        this.stage = stage;
        stage.world().calls().onCall(this::called);
    }

    Life begin(String uid, String eni, String address) {
        Life life = new Life(uid, eni, address, stage.time().now());
        if (stage.addresses(eni).contains(address)) {
            life.place(life.told());
        }
        all.add(life);
        now.add(life);
        byAddress.computeIfAbsent(address, _ -> new ArrayList<>()).add(life);
        return life;
    }

    void end(Life life) {
        life.end(stage.time().now());
        now.remove(life);
    }

    /** An effect comes when half of its call is over. */
    private void called(RecordedCall call) {
        if (!call.tookEffect() || !call.call().changes()) {
            return;
        }
        Instant effect = call.at().plus(call.took().dividedBy(2));
        String eni = call.call().parameters().getOrDefault("NetworkInterfaceId", "");
        call.call()
                .parameters()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith("PrivateIpAddress.")) {
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
                released.add(life + " at " + effect);
            }
        }
    }

    /** To be called each second: which addresses that were in their place are so no more? */
    void look() {
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
    List<Life> missing() {
        return now.stream()
                .filter(life -> !stage.addresses(life.eni()).contains(life.address()))
                .toList();
    }

    /** Addresses that were taken from an interface while a pod of its node had them. */
    List<String> released() {
        return released;
    }

    /** For how long addresses of pods were not in their place any more. */
    int lostSeconds() {
        return lostSeconds;
    }

    List<Life> all() {
        return all;
    }

    int live() {
        return now.size();
    }
}
