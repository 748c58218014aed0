package io.github.multusnodes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.reading.Violation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@DisplayName("a violation is told in full:")
final class ViolationsTest {

    private static final String GOOD =
            "[{\"name\": \"n3\", \"deviceIndex\": 1, \"subnets\": [\"subnet-0a\"]}]";

    @Test
    @DisplayName("all of them at once")
    void allAtOnce() {
        InvalidSettingsException all =
                refused(
                        Map.of(
                                "MULTUS_NETWORKS",
                                """
                                [{"deviceIndex": 0, "subnets": []}, 7]
                                """));
        assertThat(all)
                .hasMessage(
                        """
                        5 of the settings cannot be used:
                          - MULTUS_NODE_GROUP is missing; allowed: 1 to 128 of letters, digits and _ . : / = + @ -. Set it to the name of the node group.
                          - MULTUS_NETWORKS[0].name is missing; allowed: 1 to 32 of a to z, 0 to 9 and -. Give the network a short name of its own.
                          - MULTUS_NETWORKS[0].deviceIndex is 0; allowed: a whole number from 1 to 99. Index 0 is the node's primary interface; take the next one not in use.
                          - MULTUS_NETWORKS[0].subnets is []; allowed: a list of subnet ids, at least one. Write ["subnet-..."], one per Availability Zone.
                          - MULTUS_NETWORKS[1] is 7; allowed: an object with the keys name, deviceIndex, networkCardIndex, subnets, securityGroups, ipv4, ipv6, podPrefixes, sourceDestCheck, tags. Write one object per network.\
                        """);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    @DisplayName("in the variables")
    void variables(Map<String, String> env, String expected) {
        assertThat(texts(refused(env))).containsExactly(expected);
    }

    static Stream<Arguments> variables() {
        String group =
                "; allowed: 1 to 128 of letters, digits and _ . : / = + @ -. Set it to the"
                        + " name of the node group.";
        return Stream.of(
                row(Map.of("MULTUS_NETWORKS", GOOD), "MULTUS_NODE_GROUP is missing" + group),
                row(
                        Map.of("MULTUS_NETWORKS", GOOD, "MULTUS_NODE_GROUP", " "),
                        "MULTUS_NODE_GROUP is missing" + group),
                row(
                        Map.of("MULTUS_NETWORKS", GOOD, "MULTUS_NODE_GROUP", "a,b"),
                        "MULTUS_NODE_GROUP is \"a,b\"" + group),
                row(
                        Map.of("MULTUS_NETWORKS", GOOD, "MULTUS_NODE_GROUP", "a".repeat(129)),
                        "MULTUS_NODE_GROUP is \"" + "a".repeat(59) + "... (131 long)" + group),
                row(
                        Map.of("MULTUS_NODE_GROUP", "g"),
                        "MULTUS_NETWORKS is missing; allowed: a JSON list of networks. Set it, or"
                                + " SubnetIds with the other variables of the public sample"
                                + " function."),
                row(
                        group(Map.of("MULTUS_NETWORKS", GOOD, "SubnetIds", "subnet-0a")),
                        "SubnetIds is \"subnet-0a\"; allowed: nothing beside MULTUS_NETWORKS."
                                + " Remove one of the two."),
                row(
                        group(Map.of("SubnetIds", "subnet-0a,")),
                        "SubnetIds[1] is \"\"; allowed: subnet- and up to 17 of 0 to 9 and a to f."
                                + " Copy the id from EC2."),
                row(
                        group(Map.of("SubnetIds", "subnet-0a", "SecGroupIds", "web")),
                        "SecGroupIds[0] is \"web\"; allowed: sg- and up to 17 of 0 to 9 and a to f."
                                + " Copy the id from EC2."),
                row(
                        group(Map.of("SubnetIds", "subnet-0a", "SecGroupIds", "sg-1,sg-2")),
                        "SecGroupIds is a list of 2; allowed: one security group for all, or one"
                                + " for each of the 1 subnets. Make the lists the same length."),
                row(
                        group(Map.of("SubnetIds", "subnet-0a", "useStaticIPs", "True")),
                        "useStaticIPs is \"True\"; allowed: true or false. true takes the lowest"
                                + " free address, false lets EC2 choose."),
                row(
                        group(Map.of("SubnetIds", "subnet-0a", "ENITags", "cnf")),
                        "ENITags is \"cnf\"; allowed: key=value pairs. Write k=v,k=v."),
                row(
                        group(Map.of("SubnetIds", "subnet-0a", "ENITags", "a=1,a=2")),
                        "ENITags is \"a=2\"; allowed: each key once. Remove one of them."),
                row(
                        group(Map.of("SubnetIds", "subnet-0a,".repeat(99) + "subnet-0a")),
                        "SubnetIds is a list of 100; allowed: at most 99 subnets. Remove some."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("in the list")
    void list(String json, String expected) {
        assertThat(violationsOf(json)).containsExactly("MULTUS_NETWORKS" + expected);
    }

    static Stream<Arguments> list() {
        String advice = "Write one object per network, in square brackets.";
        String list = "; allowed: a JSON list of networks, at least one. " + advice;
        String n = "{\"name\": \"%s\", \"deviceIndex\": %d, \"subnets\": [\"subnet-0a\"]}";
        return Stream.of(
                row(
                        "[{\"name\":\n  oops}]",
                        " is malformed at line 2, column 3; allowed: a JSON list of networks. Mend"
                                + " the JSON there: Expected value at 2:3."),
                row("{}", " is {}" + list),
                row("[]", " is []" + list),
                row(
                        "[" + n.formatted("a", 1) + "," + n.formatted("a", 2) + "]",
                        "[1].name is a again; allowed: each name once. It is already used by"
                                + " MULTUS_NETWORKS[0].name; give one of them another."),
                row(
                        "[" + n.formatted("a", 1) + "," + n.formatted("b", 1) + "]",
                        "[1].deviceIndex is card 0, device index 1 again; allowed: each slot once."
                                + " It is already used by MULTUS_NETWORKS[0].deviceIndex; give one"
                                + " of them another."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("in a network")
    void network(String changed, String expected) {
        Map<String, String> fields =
                new TreeMap<>(
                        Map.of(
                                "deviceIndex", "1",
                                "name", "\"n3\"",
                                "subnets", "[\"subnet-0a\"]"));
        int colon = changed.indexOf(':');
        fields.put(changed.substring(0, colon), changed.substring(colon + 1));
        String json =
                fields.entrySet().stream()
                        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                        .collect(Collectors.joining(",", "[{", "}]"));
        assertThat(violationsOf(json)).containsExactly("MULTUS_NETWORKS[0]" + expected);
    }

    static Stream<Arguments> network() {
        String name =
                "; allowed: 1 to 32 of a to z, 0 to 9 and -. Give the network a short name of"
                        + " its own.";
        String index =
                "; allowed: a whole number from 1 to 99. Index 0 is the node's primary"
                        + " interface; take the next one not in use.";
        String card = "; allowed: a whole number from 0 to 99. Most types have card 0 only.";
        String subnets =
                "; allowed: a list of subnet ids. Write [\"subnet-...\"], one per"
                        + " Availability Zone.";
        return Stream.of(
                row(
                        "mtu:1",
                        " is an object with the key \"mtu\"; allowed: the keys name, deviceIndex,"
                                + " networkCardIndex, subnets, securityGroups, ipv4, ipv6,"
                                + " podPrefixes, sourceDestCheck, tags. Remove the key or mend its"
                                + " spelling."),
                row(
                        "name:\"a\",\"name\":\"a\"",
                        " is an object with the key \"name\" twice; allowed: each key once. Remove"
                                + " one of the two."),
                row("name:\"\"", ".name is \"\"" + name),
                row("name:\"N3\"", ".name is \"N3\"" + name),
                row("name:7", ".name is 7" + name),
                row("deviceIndex:-1", ".deviceIndex is -1" + index),
                row("deviceIndex:100", ".deviceIndex is 100" + index),
                row("deviceIndex:1.5", ".deviceIndex is 1.5" + index),
                row("deviceIndex:\"1\"", ".deviceIndex is \"1\"" + index),
                row("deviceIndex:99999999999", ".deviceIndex is 99999999999" + index),
                row("networkCardIndex:-1", ".networkCardIndex is -1" + card),
                row("subnets:\"subnet-0a\"", ".subnets is \"subnet-0a\"" + subnets),
                row(
                        "subnets:[7]",
                        ".subnets[0] is 7; allowed: text. Write [\"subnet-...\"], one per"
                                + " Availability Zone."),
                row(
                        "subnets:[\"0a\"]",
                        ".subnets[0] is \"0a\"; allowed: subnet- and up to 17 of 0 to 9 and a to f."
                                + " Copy the id from EC2."),
                row(
                        "subnets:[\"subnet-0a\",\"subnet-0a\"]",
                        ".subnets[1] is \"subnet-0a\" again; allowed: each id once. Remove it."),
                row(
                        "securityGroups:[\"web\"]",
                        ".securityGroups[0] is \"web\"; allowed: sg- and up to 17 of 0 to 9 and a"
                                + " to f. Copy the id from EC2."),
                row(
                        "securityGroups:" + groups(17),
                        ".securityGroups is a list of 17; allowed: at most 16 security groups."
                                + " Merge some of them."),
                row(
                        "sourceDestCheck:\"no\"",
                        ".sourceDestCheck is \"no\"; allowed: true or false. Leave it out for EC2's"
                                + " own default, true."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("in the tags")
    void tags(String tags, String expected) {
        String json =
                "[{\"name\": \"n3\", \"deviceIndex\": 1, \"subnets\": [\"subnet-0a\"], \"tags\": "
                        + tags
                        + "}]";
        assertThat(violationsOf(json)).containsExactly("MULTUS_NETWORKS[0].tags" + expected);
    }

    static Stream<Arguments> tags() {
        String reserved =
                "\"; allowed: keys that neither AWS nor this project keeps for itself."
                        + " Choose another key.";
        String many =
                IntStream.range(0, 46)
                        .mapToObj(i -> "\"k" + i + "\": \"v\"")
                        .collect(Collectors.joining(",", "{", "}"));
        return Stream.of(
                row("[]", " is []; allowed: an object of texts. Write {\"key\": \"value\"}."),
                row("{\"cnf\": 1}", ".cnf is 1; allowed: text. Put the value in quotes."),
                row("{\"aws:x\": \"\"}", " is a set with the key \"aws:x" + reserved),
                row("{\"Name\": \"\"}", " is a set with the key \"Name" + reserved),
                row(
                        "{\"multus-nodes/network\": \"\"}",
                        " is a set with the key \"multus-nodes/network" + reserved),
                row(
                        "{\"node.k8s.amazonaws.com/no_manage\": \"\"}",
                        " is a set with the key \"node.k8s.amazonaws.com/no_manage" + reserved),
                row(
                        "{\"eks:eni:owner\": \"\"}",
                        " is a set with the key \"eks:eni:owner" + reserved),
                row(
                        "{\"\": \"\"}",
                        " is a set with the key \"\"; allowed: keys of 1 to 128 characters. Choose"
                                + " another key."),
                row(
                        "{\"k\": \"" + "v".repeat(257) + "\"}",
                        ".k is \""
                                + "v".repeat(59)
                                + "... (259 long); allowed: at most 256"
                                + " characters. Shorten it."),
                row(
                        many,
                        " is a set of 46; allowed: at most 45 tags. EC2 allows 50 and five are set"
                                + " on every interface."));
    }

    private static Arguments row(Object given, String expected) {
        return Arguments.of(given, expected);
    }

    private static Map<String, String> group(Map<String, String> env) {
        Map<String, String> all = new TreeMap<>(env);
        all.put("MULTUS_NODE_GROUP", "g");
        return all;
    }

    private static String groups(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"sg-" + Integer.toHexString(i) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> violationsOf(String networks) {
        return texts(refused(group(Map.of("MULTUS_NETWORKS", networks))));
    }

    private static InvalidSettingsException refused(Map<String, String> env) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> Settings.read(env));
    }

    private static List<String> texts(InvalidSettingsException refusal) {
        return refusal.violations().stream().map(Violation::text).toList();
    }
}
