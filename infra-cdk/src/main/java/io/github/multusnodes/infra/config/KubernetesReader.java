package io.github.multusnodes.infra.config;

import io.github.multusnodes.infra.config.KubernetesSettings.VpcCni;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the cluster's manifests say. */
final class KubernetesReader {

    private static final List<String> KEYS =
            List.of("namespace", "startupTaint", "removerImage", "vpcCni");

    private static final List<String> VPC_CNI_KEYS =
            List.of(
                    "podSubnets",
                    "podSecurityGroups",
                    "prefixDelegation",
                    "warmIpTarget",
                    "minimumIpTarget",
                    "warmPrefixTarget");

    private static final int MOST_ADDRESSES = 1000;

    private final Section kubernetes;

    private KubernetesReader(Section kubernetes) {
        this.kubernetes = kubernetes;
    }

    static KubernetesSettings read(Section file) {
        return new KubernetesReader(file.section("kubernetes", KEYS)).read();
    }

    private KubernetesSettings read() {
        return new KubernetesSettings(
                kubernetes
                        .text("namespace", Forms.DNS_LABEL, "Leave it out for default.")
                        .orElse("default"),
                kubernetes
                        .json()
                        .flag("startupTaint", true, "false lets pods in before nodes are ready."),
                kubernetes
                        .text(
                                "removerImage",
                                Forms.CONTAINER_IMAGE,
                                "It needs bash, curl, grep and sleep.")
                        .orElse("public.ecr.aws/amazonlinux/amazonlinux:2023"),
                vpcCni());
    }

    private VpcCni vpcCni() {
        Section vpcCni = kubernetes.section("vpcCni", VPC_CNI_KEYS);
        VpcCni settings =
                new VpcCni(
                        podSubnets(vpcCni),
                        vpcCni.texts(
                                "podSecurityGroups",
                                Forms.SECURITY_GROUP,
                                "Leave it out for those of the nodes."),
                        vpcCni.json()
                                .flag(
                                        "prefixDelegation",
                                        false,
                                        "true gives nodes a /28 where they had an address."),
                        warm(vpcCni, "warmIpTarget"),
                        warm(vpcCni, "minimumIpTarget"),
                        warm(vpcCni, "warmPrefixTarget"));
        check(vpcCni, settings);
        return settings;
    }

    private static Map<String, String> podSubnets(Section vpcCni) {
        String advice = "Write the subnet of the pods' own addresses for each zone.";
        Section zones =
                vpcCni.entries("podSubnets", "an object with a subnet id for each zone", advice);
        Map<String, String> subnets = new LinkedHashMap<>();
        for (String zone : zones.json().names()) {
            zones.checkKey(zone, Forms.ZONE, "Write the zone's name, not its id.");
            zones.text(zone, Forms.SUBNET, advice).ifPresent(id -> subnets.put(zone, id));
        }
        return subnets;
    }

    private static Optional<Integer> warm(Section vpcCni, String key) {
        return vpcCni.json()
                .wholeNumber(key, 0, MOST_ADDRESSES, "Leave it out for the add-on's own default.");
    }

    private static void check(Section vpcCni, VpcCni settings) {
        if (vpcCni.has("podSecurityGroups") && !vpcCni.has("podSubnets")) {
            vpcCni.add(
                    "podSecurityGroups",
                    "set without podSubnets",
                    "only beside podSubnets",
                    "In the nodes' subnets pods have the nodes' groups; add podSubnets, or remove"
                            + " it.");
        }
        if (settings.warmPrefixTarget().isPresent() && !settings.prefixDelegation()) {
            vpcCni.add(
                    "warmPrefixTarget",
                    "set without prefixDelegation",
                    "only where prefixDelegation is true",
                    "Set prefixDelegation, or take warmIpTarget.");
        }
    }
}
