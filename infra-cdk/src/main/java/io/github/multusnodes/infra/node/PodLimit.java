package io.github.multusnodes.infra.node;

import software.amazon.awscdk.Tokenization;

import java.util.Optional;

/**
 * How many pods a node takes. The VPC CNI gives each pod an address of its interfaces, all but the
 * first one of each; interfaces that it may not use must be taken out, which kubelet cannot know.
 *
 * @param taken so many interfaces of network card 0 have no addresses for pods: those of Multus
 *     networks, and the primary one under custom networking
 * @param mostWithPrefixes if the VPC CNI delegates a /28 prefix in place of each address: the most
 *     pods all the same
 * @see <a href="https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/doc/examples.md">
 *     nodeadm: maxPodsExpression</a>
 */
public record PodLimit(Number taken, Optional<Integer> mostWithPrefixes) {

    private static final int ADDRESSES_OF_A_PREFIX = 16;

    /** Pods on the node's own network have no address of the VPC CNI: aws-node and kube-proxy. */
    private static final int ON_THE_HOST = 2;

    /** As nodeadm computes it on the node, for the type that it finds there. */
    public String expression() {
        String plain =
                "((default_enis - %s) * (ips_per_eni - 1)) + %d"
                        .formatted(Tokenization.stringifyNumber(taken), ON_THE_HOST);
        String withPrefixes =
                "((default_enis - %s) * (ips_per_eni - 1) * %d) + %d"
                        .formatted(
                                Tokenization.stringifyNumber(taken),
                                ADDRESSES_OF_A_PREFIX,
                                ON_THE_HOST);
        return mostWithPrefixes
                .map(most -> "%s < %d ? %s : %d".formatted(withPrefixes, most, withPrefixes, most))
                .orElse(plain);
    }

    /**
     * The same for a type that is known.
     *
     * @param interfaces how many its network card 0 takes
     * @param addresses how many IPv4 addresses each takes
     */
    public int of(int interfaces, int addresses) {
        int slots = (interfaces - taken.intValue()) * (addresses - 1);
        return mostWithPrefixes
                .map(most -> Math.min(slots * ADDRESSES_OF_A_PREFIX + ON_THE_HOST, most))
                .orElse(slots + ON_THE_HOST);
    }
}
