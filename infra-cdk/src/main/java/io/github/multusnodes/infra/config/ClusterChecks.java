package io.github.multusnodes.infra.config;

import io.github.multusnodes.infra.node.NodeTaint;
import io.github.multusnodes.reading.Violations;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks what the cluster's manifests say against the nodes and the networks. */
record ClusterChecks(
        NodeSettings nodes,
        List<NetworkPlaces> networks,
        KubernetesSettings kubernetes,
        Violations violations) {

    void check() {
        podSubnets();
        for (int i = 0; i < nodes.taints().size(); i++) {
            if (nodes.taints().get(i).key().equals(NodeTaint.NOT_READY.key())) {
                violations.add(
                        "nodes.taints[" + i + "].key",
                        NodeTaint.NOT_READY.key(),
                        "another key: this one is kubernetes.startupTaint",
                        "Remove the taint here.");
            }
        }
    }

    private void podSubnets() {
        Map<String, String> subnets = kubernetes.vpcCni().podSubnets();
        String path = "kubernetes.vpcCni.podSubnets";
        new ZoneChecks(nodes, violations)
                .check(
                        path,
                        subnets.keySet(),
                        "Add it: without one, pods of that zone get no address.");
        new TreeMap<>(subnets).forEach((zone, subnet) -> networkOf(subnet, path + "." + zone));
    }

    /** The VPC CNI would take pods' ranges that are reserved as prefixes. */
    private void networkOf(String subnet, String path) {
        for (NetworkPlaces network : networks) {
            if (network.subnets().values().stream().anyMatch(its -> its.subnet().equals(subnet))) {
                violations.add(
                        path,
                        subnet,
                        "a subnet that is no network's, and this is one of " + network.name(),
                        "Take a subnet of its own: the VPC CNI takes addresses and prefixes"
                                + " there.");
            }
        }
    }
}
