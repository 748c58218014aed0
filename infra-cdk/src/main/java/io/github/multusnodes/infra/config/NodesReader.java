package io.github.multusnodes.infra.config;

import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.infra.config.NodeSettings.Purchase;
import io.github.multusnodes.infra.config.NodeSettings.Size;
import io.github.multusnodes.infra.config.NodeSettings.Taint;
import io.github.multusnodes.infra.config.NodeSettings.Update;
import io.github.multusnodes.infra.config.NodeSettings.Volume;
import io.github.multusnodes.infra.config.NodeSettings.WarmPool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the nodes are. */
final class NodesReader {

    private static final List<String> KEYS =
            List.of(
                    "instanceTypes",
                    "interfaceLimits",
                    "image",
                    "subnets",
                    "securityGroups",
                    "min",
                    "max",
                    "desired",
                    "volume",
                    "labels",
                    "taints",
                    "maxPods",
                    "purchase",
                    "update",
                    "warmPool",
                    "keyPair",
                    "vpcCniPolicy");

    private static final int MOST_NODES = 5000;

    private final Section nodes;

    private NodesReader(Section nodes) {
        this.nodes = nodes;
    }

    static NodeSettings read(Section file) {
        return new NodesReader(file.section("nodes", KEYS)).read();
    }

    private NodeSettings read() {
        List<InstanceType> types = new InstanceTypesReader(nodes).read();
        return new NodeSettings(
                types,
                types.isEmpty() ? Architecture.X86_64 : types.getFirst().architecture(),
                nodes.text("image", Forms.IMAGE, "Leave it out for the image that EKS recommends."),
                subnets(),
                nodes.texts(
                        "securityGroups",
                        Forms.SECURITY_GROUP,
                        "They are added to the one that the stack makes."),
                size(),
                volume(),
                labels(),
                taints(),
                maxPods(),
                purchase(),
                update(),
                warmPool(),
                nodes.text("keyPair", Forms.KEY_PAIR, "Leave it out for none."),
                nodes.json()
                        .flag(
                                "vpcCniPolicy",
                                false,
                                "true only where the VPC CNI has no role of its own."));
    }

    private Optional<Integer> maxPods() {
        String advice = "Leave it out for what the type allows beside the networks.";
        return nodes.json().wholeNumber("maxPods", 1, 1000, advice);
    }

    private Map<String, String> subnets() {
        String advice = "Write the subnet of the primary interfaces for each zone.";
        if (!nodes.has("subnets")) {
            String allowed = "an object with a subnet id for each zone";
            nodes.violations().missing(nodes.json().path("subnets"), allowed, advice);
        }
        Section zones =
                nodes.entries("subnets", "an object with a subnet id for each zone", advice);
        Map<String, String> subnets = new LinkedHashMap<>();
        for (String zone : zones.json().names()) {
            zones.checkKey(zone, Forms.ZONE, "Write the zone's name, not its id.");
            zones.text(zone, Forms.SUBNET, advice).ifPresent(id -> subnets.put(zone, id));
        }
        return subnets;
    }

    private Size size() {
        int min = nodes.wholeNumber("min", 0, MOST_NODES, 0, "Leave it out for 0.");
        Optional<Integer> max =
                nodes.json().wholeNumber("max", 0, MOST_NODES, "Write the most nodes ever.");
        if (!nodes.has("max")) {
            nodes.violations().missing("nodes.max", "a whole number", "Write the most nodes ever.");
        }
        Optional<Integer> desired =
                nodes.json().wholeNumber("desired", 0, MOST_NODES, "Leave it out for as it is.");
        if (max.isPresent() && min > max.get()) {
            nodes.add("min", String.valueOf(min), "at most max, " + max.get(), "Lower it.");
        }
        boolean outside =
                desired.isPresent()
                        && (desired.get() < min || desired.get() > max.orElse(MOST_NODES));
        if (outside) {
            nodes.add(
                    "desired",
                    String.valueOf(desired.orElseThrow()),
                    "from min to max",
                    "Leave it out, and deployments leave it as it is.");
        }
        return new Size(min, max.orElse(MOST_NODES), desired);
    }

    private Volume volume() {
        Section volume = nodes.section("volume", List.of("sizeGiB", "kmsKey"));
        return new Volume(
                volume.wholeNumber("sizeGiB", 20, 16384, 50, "Images alone take some 20 GiB."),
                volume.text(
                        "kmsKey", Forms.KMS_KEY, "Leave it out for the account's key for EBS."));
    }

    private Map<String, String> labels() {
        String advice = "Mend it; numbers and true or false need quotes.";
        Map<String, String> labels = new LinkedHashMap<>();
        Section section = nodes.entries("labels", "an object of texts", advice);
        for (String key : section.json().names()) {
            section.checkKey(key, Forms.LABEL_KEY, "Rename it.");
            section.text(key, Forms.LABEL_VALUE, advice).ifPresent(value -> labels.put(key, value));
        }
        return labels;
    }

    private List<Taint> taints() {
        List<Taint> taints = new ArrayList<>();
        nodes.eachObject(
                "taints",
                List.of("key", "value", "effect"),
                (_, taint) ->
                        taints.add(
                                new Taint(
                                        taint.required(
                                                "key",
                                                Forms.LABEL_KEY,
                                                "Name what the taint is about."),
                                        taint.text(
                                                        "value",
                                                        Forms.LABEL_VALUE,
                                                        "Leave it out for none.")
                                                .orElse(""),
                                        taint.choice(
                                                "effect",
                                                List.of(
                                                        "NoSchedule",
                                                        "PreferNoSchedule",
                                                        "NoExecute"),
                                                "NoSchedule"))));
        return taints;
    }

    private Purchase purchase() {
        Section purchase =
                nodes.section(
                        "purchase",
                        List.of(
                                "onDemandBase",
                                "onDemandPercentageAboveBase",
                                "spotAllocationStrategy"));
        return new Purchase(
                purchase.wholeNumber("onDemandBase", 0, MOST_NODES, 0, "Leave it out for 0."),
                purchase.wholeNumber(
                        "onDemandPercentageAboveBase", 0, 100, 100, "Leave it out for no Spot."),
                purchase.choice(
                        "spotAllocationStrategy",
                        List.of(
                                "price-capacity-optimized",
                                "capacity-optimized",
                                "capacity-optimized-prioritized",
                                "lowest-price"),
                        "price-capacity-optimized"));
    }

    private Update update() {
        Section update = nodes.section("update", List.of("strategy", "batch", "waitMinutes"));
        return new Update(
                update.choice("strategy", List.of("rolling", "manual"), "rolling")
                        .equals("rolling"),
                update.wholeNumber("batch", 1, 100, 1, "So many nodes are replaced at a time."),
                update.wholeNumber(
                        "waitMinutes", 5, 60, 20, "So long a new node may take to join."));
    }

    private Optional<WarmPool> warmPool() {
        Section pool =
                nodes.section("warmPool", List.of("state", "min", "maxPrepared", "reuseOnScaleIn"));
        if (!nodes.json().get("warmPool").filter(JsonValue::isObject).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new WarmPool(
                        pool.choice(
                                "state", List.of("Stopped", "Running", "Hibernated"), "Stopped"),
                        pool.wholeNumber("min", 0, MOST_NODES, 0, "Leave it out for 0."),
                        pool.json()
                                .wholeNumber(
                                        "maxPrepared",
                                        0,
                                        MOST_NODES,
                                        "Leave it out for the group's max."),
                        pool.json().flag("reuseOnScaleIn", false, "true sends nodes back to it.")));
    }
}
