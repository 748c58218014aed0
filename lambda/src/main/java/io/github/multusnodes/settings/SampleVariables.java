package io.github.multusnodes.settings;

import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of the public sample function, understood where {@code MULTUS_NETWORKS} is absent:
 * the n-th subnet is device index n, of a network named {@code multus<n>}.
 *
 * @see <a href="https://github.com/aws-samples/cfn-multus-eks-managed-ng">The sample</a>
 */
final class SampleVariables {

    static final String SUBNETS = "SubnetIds";

    private static final String SECURITY_GROUPS = "SecGroupIds";
    private static final String STATIC_ADDRESSES = "useStaticIPs";
    private static final String TAGS = "ENITags";

    private SampleVariables() {}

    static void mustBeAbsent(Environment env, Violations violations) {
        for (String name : List.of(SUBNETS, SECURITY_GROUPS, STATIC_ADDRESSES, TAGS)) {
            env.get(name)
                    .ifPresent(
                            value ->
                                    violations.add(
                                            name,
                                            Violation.quoted(value),
                                            "nothing beside " + Settings.NETWORKS,
                                            "Remove one of the two."));
        }
    }

    static List<Network> read(Environment env, Violations violations) {
        List<String> subnets = list(env, SUBNETS);
        Ids.checkSubnets(subnets, SUBNETS, violations);
        if (subnets.size() > NetworkReader.HIGHEST_DEVICE_INDEX) {
            String allowed = "at most " + NetworkReader.HIGHEST_DEVICE_INDEX + " subnets";
            violations.add(SUBNETS, "a list of " + subnets.size(), allowed, "Remove some.");
        }
        List<String> groups = securityGroups(env, subnets.size(), violations);
        AddressMode ipv4 = addressMode(env, violations);
        Map<String, String> tags = tags(env, violations);
        List<Network> networks = new ArrayList<>();
        for (int i = 0; i < subnets.size(); i++) {
            networks.add(
                    new Network(
                            "multus" + (i + 1),
                            new Slot(0, i + 1),
                            List.of(subnets.get(i)),
                            groupsOf(groups, i),
                            ipv4,
                            new AddressMode.None(),
                            true,
                            tags));
        }
        return networks;
    }

    private static List<String> groupsOf(List<String> groups, int network) {
        return groups.size() <= 1 || network >= groups.size()
                ? groups
                : List.of(groups.get(network));
    }

    private static List<String> securityGroups(
            Environment env, int subnets, Violations violations) {
        List<String> groups = list(env, SECURITY_GROUPS);
        Ids.checkSecurityGroups(groups, SECURITY_GROUPS, violations);
        if (groups.size() > 1 && groups.size() != subnets) {
            violations.add(
                    SECURITY_GROUPS,
                    "a list of " + groups.size(),
                    "one security group for all, or one for each of the " + subnets + " subnets",
                    "Make the lists the same length.");
        }
        return groups;
    }

    private static AddressMode addressMode(Environment env, Violations violations) {
        String value = env.get(STATIC_ADDRESSES).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            violations.add(
                    STATIC_ADDRESSES,
                    Violation.quoted(value),
                    "true or false",
                    "true takes the lowest free address, false lets EC2 choose.");
        }
        return value.equals("true")
                ? new AddressMode.LowestFree(List.of())
                : new AddressMode.Auto(List.of());
    }

    private static Map<String, String> tags(Environment env, Violations violations) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : list(env, TAGS)) {
            int equals = pair.indexOf('=');
            String advice = "Write k=v,k=v.";
            if (equals < 1) {
                violations.add(TAGS, Violation.quoted(pair), "key=value pairs", advice);
            } else if (tags.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1))
                    != null) {
                violations.add(
                        TAGS, Violation.quoted(pair), "each key once", "Remove one of them.");
            }
        }
        Tags.check(tags, TAGS, violations);
        return tags;
    }

    private static List<String> list(Environment env, String name) {
        return env.get(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
