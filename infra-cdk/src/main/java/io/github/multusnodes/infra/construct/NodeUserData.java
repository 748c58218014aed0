package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Tokenization;

/**
 * What a node is told at boot: a MIME document with the configuration of nodeadm, and a unit that
 * tells the stack when kubelet is up.
 *
 * @see <a href="https://awslabs.github.io/amazon-eks-ami/nodeadm/">nodeadm</a>
 */
record NodeUserData(NodeGroupProps props, ClusterFacts cluster) {

    private static final String BOUNDARY = "==multus-nodes==";

    String render(String signalled) {
        return """
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="%1$s"

        --%1$s
        Content-Type: application/node.eks.aws

        %2$s
        --%1$s
        Content-Type: text/x-shellscript; charset="us-ascii"

        %3$s
        --%1$s--
        """
                .formatted(BOUNDARY, nodeConfig(), signal(signalled));
    }

    private String nodeConfig() {
        return """
        apiVersion: node.eks.aws/v1alpha1
        kind: NodeConfig
        spec:
          cluster:
            name: %s
            apiServerEndpoint: %s
            certificateAuthority: %s
            cidr: %s
          kubelet:
        %s\
        """
                .formatted(
                        props.clusterName(),
                        cluster.endpoint(),
                        cluster.certificateAuthority(),
                        cluster.serviceCidr(),
                        kubelet());
    }

    private String kubelet() {
        StringBuilder kubelet = new StringBuilder();
        kubelet.append(
                props.maxPods()
                        .map(most -> "    config:\n      maxPods: " + text(most) + "\n")
                        .orElseGet(
                                () ->
                                        "    maxPodsExpression: \"((default_enis - "
                                                + text(props.multusInterfaces())
                                                + ") * (ips_per_eni - 1)) + 2\"\n"
                                                + (props.taints().isEmpty()
                                                        ? ""
                                                        : "    config:\n")));
        if (!props.taints().isEmpty()) {
            kubelet.append("      registerWithTaints:\n");
            props.taints()
                    .forEach(
                            taint ->
                                    kubelet.append(
                                            "        - {key: \"%s\", value: \"%s\", effect: %s}\n"
                                                    .formatted(
                                                            taint.key(),
                                                            taint.value(),
                                                            taint.effect())));
        }
        kubelet.append("    flags:\n      - \"--node-labels=")
                .append(props.kubeletLabels())
                .append("\"\n");
        return kubelet.toString();
    }

    /**
     * Kubelet starts after this script has ended, so a unit must wait for it. In a warm pool, or
     * when the group grows later, nobody waits for the signal, and it is refused harmlessly.
     */
    private static String signal(String signalled) {
        return """
        #!/bin/bash
        set -euo pipefail
        cat >/etc/systemd/system/multus-nodes-joined.service <<'UNIT'
        [Unit]
        Description=Tell the stack that kubelet is up
        After=nodeadm-run.service
        Requires=nodeadm-run.service

        [Service]
        Type=oneshot
        ExecStart=/usr/bin/timeout 15m /bin/bash -c 'until curl -fs http://127.0.0.1:10248/healthz; do sleep 2; done'
        ExecStart=-/opt/aws/bin/cfn-signal --stack %s --resource %s --region %s
        UNIT
        systemctl daemon-reload
        systemctl start --no-block multus-nodes-joined.service
        """
                .formatted(Aws.STACK_NAME, signalled, Aws.REGION);
    }

    private static String text(Number number) {
        return Tokenization.stringifyNumber(number);
    }
}
