package io.github.multusnodes.pods.command;

/** Everything that can be set: by an argument, or else by a variable. */
enum Option {
    PRIMARY_INTERFACE(
            "primary-interface",
            "POD_PRIMARY_INTERFACE",
            "eth0",
            "the pod's interface that is the cluster's own: it is never touched"),
    INTERFACES(
            "interfaces",
            "POD_INTERFACES",
            "1",
            "which others the pod must have: names (net1,net2), or how many"),
    REASSIGN(
            "reassign",
            "POD_REASSIGN",
            "false",
            "whether an address may be taken from the interface that has it: true or false"),
    IPV4_SLOTS(
            "ipv4-slots",
            "POD_IPV4_SLOTS",
            "",
            "how many IPv4 addresses an ENI of the node's type can have; unset: EC2 refuses more"),
    IPV6_SLOTS("ipv6-slots", "POD_IPV6_SLOTS", "", "the same for IPv6"),
    INTERFACES_WITHIN(
            "interfaces-within",
            "POD_INTERFACES_WITHIN",
            "60s",
            "how long to wait for the pod's interfaces"),
    SETTLED_WITHIN(
            "settled-within",
            "POD_SETTLED_WITHIN",
            "120s",
            "how long until every address is confirmed"),
    GIVEN_BACK_WITHIN(
            "given-back-within",
            "POD_GIVEN_BACK_WITHIN",
            "20s",
            "how long a sidecar may take at the pod's end; less than its grace period"),
    REGION("region", "AWS_REGION", "", "the Region; unset: instance metadata tells"),
    METADATA_ENDPOINT(
            "metadata-endpoint",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "http://169.254.169.254",
            "where instance metadata is"),
    ALLOW_NODE_ROLE(
            "allow-node-role",
            "POD_ALLOW_NODE_ROLE",
            "false",
            "whether the node's role may be used where the pod has none: true or false");

    private final String name;
    private final String variable;
    private final String usual;
    private final String meaning;

    Option(String name, String variable, String usual, String meaning) {
        this.name = name;
        this.variable = variable;
        this.usual = usual;
        this.meaning = meaning;
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
