package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.command.Arguments.Command;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Everything that can be set: by an argument, or else by a variable. */
enum Option {
    PRIMARY_INTERFACE(
            "primary-interface",
            "POD_PRIMARY_INTERFACE",
            "eth0",
            "the pod's interface that is the cluster's own: it is never touched",
            Takers.PODS),
    INTERFACES(
            "interfaces",
            "POD_INTERFACES",
            "1",
            "which others the pod must have: names (net1,net2), or how many",
            Takers.PODS),
    REASSIGN(
            "reassign",
            "POD_REASSIGN",
            "false",
            "whether an address may be taken from the interface that has it: true or false",
            Takers.ALL),
    IPV4_SLOTS(
            "ipv4-slots",
            "POD_IPV4_SLOTS",
            "",
            "how many IPv4 addresses an ENI of the node's type can have; unset: EC2 refuses more",
            Takers.ALL),
    IPV6_SLOTS("ipv6-slots", "POD_IPV6_SLOTS", "", "the same for IPv6", Takers.ALL),
    INTERFACES_WITHIN(
            "interfaces-within",
            "POD_INTERFACES_WITHIN",
            "60s",
            "how long to wait for the pod's interfaces",
            Takers.PODS),
    SETTLED_WITHIN(
            "settled-within",
            "POD_SETTLED_WITHIN",
            "120s",
            "how long until every address is confirmed",
            Takers.PODS),
    GIVEN_BACK_WITHIN(
            "given-back-within",
            "POD_GIVEN_BACK_WITHIN",
            "20s",
            "how long a sidecar may take at the pod's end; less than its grace period",
            Takers.PODS),
    REGION("region", "AWS_REGION", "", "the Region; unset: instance metadata tells", Takers.ALL),
    METADATA_ENDPOINT(
            "metadata-endpoint",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "http://169.254.169.254",
            "where instance metadata is",
            Takers.ALL),
    READY_PORT(
            "ready-port",
            "POD_READY_PORT",
            "9797",
            "the port that a sidecar opens once every address is in its place",
            Takers.PODS),
    ALLOW_NODE_ROLE(
            "allow-node-role",
            "POD_ALLOW_NODE_ROLE",
            "false",
            "whether the node's role may be used where the pod has none: true or false",
            Takers.ALL),
    NODE_NAME("node-name", "NODE_NAME", "", "the name of the node in the cluster", Takers.NODES),
    RELEASE_AFTER(
            "release-after",
            "POD_RELEASE_AFTER",
            "60s",
            "how long an address stays on its interface once no pod has it",
            Takers.NODES),
    OWN_RANGES(
            "own-ranges",
            "POD_OWN_RANGES",
            "",
            "the ranges whose addresses only pods have, with commas between them; unset: what"
                    + " a former agent has assigned stays",
            Takers.NODES),
    HTTP_PORT(
            "http-port",
            "POD_HTTP_PORT",
            "9798",
            "the port of the host for /metrics, /healthz and /readyz",
            Takers.NODES),
    SERVICE_ACCOUNT(
            "service-account",
            "POD_SERVICE_ACCOUNT_DIR",
            "/var/run/secrets/kubernetes.io/serviceaccount",
            "where token and ca.crt of the service account are",
            Takers.NODES),
    API_SERVER(
            "api-server",
            "POD_API_SERVER",
            "",
            "where the API server is; unset: where KUBERNETES_SERVICE_HOST and"
                    + " KUBERNETES_SERVICE_PORT say",
            Takers.NODES);

    private final String name;
    private final String variable;
    private final String usual;
    private final String meaning;
    private final Takers takers;

    Option(String name, String variable, String usual, String meaning, Takers takers) {
        this.name = name;
        this.variable = variable;
        this.usual = usual;
        this.meaning = meaning;
        this.takers = takers;
    }

    /** Which commands take it. */
    private enum Takers {
        PODS,
        NODES,
        ALL
    }

    /** Whether a command takes it. */
    boolean isFor(Command command) {
        return switch (takers) {
            case PODS -> command == Command.INIT || command == Command.SIDECAR;
            case NODES -> command == Command.NODE;
            case ALL -> true;
        };
    }

    /** The commands that take it, for people. */
    String takers() {
        return Arrays.stream(Command.values())
                .filter(this::isFor)
                .map(Command::word)
                .collect(Collectors.joining(" and "));
    }

    /** As an argument, without what follows. */
    String argument() {
        return "--" + name;
    }

    String variable() {
        return variable;
    }

    /** Where it is not set; empty if there is no such. */
    String usual() {
        return usual;
    }

    String meaning() {
        return meaning;
    }
}
