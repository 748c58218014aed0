package io.github.multusnodes.infra.config;

import io.github.multusnodes.infra.variables.FunctionVariables;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration file says, checked: nothing in it contradicts anything else in it.
 *
 * @param name of the node group: the owner in the tags, the name of the Auto Scaling group
 * @param region where it is deployed; if absent, where the credentials of the deployment point
 * @param networks in the file's order
 * @param variables of the functions
 * @param repairs whether the sweep mends nodes in service
 * @param podAddresses whose addresses are made routable, and how; absent means nobody's
 * @param tags put on everything that can carry tags
 */
public record Configuration(
        String name,
        Optional<String> region,
        ClusterChoice cluster,
        NodeSettings nodes,
        List<NetworkPlaces> networks,
        HookTimeouts hooks,
        FunctionSettings functions,
        FunctionVariables variables,
        boolean repairs,
        KubernetesSettings kubernetes,
        Optional<PodAddressSettings> podAddresses,
        AlarmSettings alarms,
        Map<String, String> tags) {

    public Configuration {
        networks = List.copyOf(networks);
        tags = Map.copyOf(tags);
    }

    /** How many interfaces a node gets on a network card. */
    public int interfacesOn(int networkCard) {
        return Math.toIntExact(
                networks.stream().filter(its -> its.networkCardIndex() == networkCard).count());
    }

    /**
     * How many interfaces the VPC CNI may hold on a node: what network card 0 takes, less those of
     * the networks. The type with the fewest decides, since the setting is one for all nodes.
     */
    public int vpcCniInterfaces() {
        return nodes.instanceTypes().stream()
                        .mapToInt(type -> type.interfacesOn(0))
                        .min()
                        .orElseThrow()
                - interfacesOn(0);
    }

    /**
     * The cluster that the nodes join. Its endpoint, certificate authority and addresses are asked
     * of EKS when the stack is deployed.
     *
     * @param version of Kubernetes; picks the nodes' image
     */
    public record ClusterChoice(String name, String version) {}

    /** How long Auto Scaling waits for an answer to each hook, in seconds. */
    public record HookTimeouts(int launch, int terminate) {}

    /**
     * Who hears of trouble, and when.
     *
     * @param topic ARN of an SNS topic that exists
     * @param emails who is subscribed to a topic of the stack's own
     * @param freeAddresses alarm when a subnet has fewer
     * @param addressesUntilPods alarm when fewer are left below the pods' range
     */
    public record AlarmSettings(
            Optional<String> topic,
            List<String> emails,
            int freeAddresses,
            int addressesUntilPods,
            boolean dashboard) {

        public AlarmSettings {
            emails = List.copyOf(emails);
        }
    }
}
