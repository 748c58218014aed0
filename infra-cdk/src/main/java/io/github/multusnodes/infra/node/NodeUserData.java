package io.github.multusnodes.infra.node;

import io.github.multusnodes.infra.text.Texts;

import java.util.Map;

/**
 * All that a node is told at boot, as a MIME document: the configuration of nodeadm; the script
 * that holds kubelet until the Multus interfaces are right; a unit that tells the stack when
 * kubelet is up.
 *
 * @param networks as {@link NodeNetwork#json} writes them
 * @param waitSeconds so long the script waits for the interfaces
 */
public record NodeUserData(NodeConfig config, String networks, int waitSeconds, Signal signal) {

    /** EC2's limit, before the encoding in base64. */
    public static final int MOST_BYTES = 16_384;

    private static final String BOUNDARY = "==multus-nodes==";

    /** The resource of a stack that waits for each node. */
    public record Signal(String stack, String resource, String region) {}

    /** The document. */
    public String render() {
        return """
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="%1$s"

        --%1$s
        Content-Type: application/node.eks.aws

        %2$s
        --%1$s
        Content-Type: text/x-shellscript; charset="us-ascii"

        %3$s
        --%1$s
        Content-Type: text/x-shellscript; charset="us-ascii"

        %4$s
        --%1$s--
        """
                .formatted(BOUNDARY, config.render(), interfaces(), joined());
    }

    private String interfaces() {
        return Texts.read(
                NodeUserData.class,
                "multus-interfaces.sh",
                Map.of("NETWORKS", networks, "WAIT_SECONDS", String.valueOf(waitSeconds)));
    }

    /**
     * Kubelet starts after the user data's scripts have ended, so a unit must wait for it. In a
     * warm pool, or when the group grows later, nobody waits for the signal, and it is refused
     * harmlessly.
     */
    private String joined() {
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
                .formatted(signal.stack(), signal.resource(), signal.region());
    }
}
