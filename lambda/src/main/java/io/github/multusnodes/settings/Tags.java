package io.github.multusnodes.settings;

import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.List;
import java.util.Map;

/**
 * A network's own tags.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">Tag
 *     restrictions</a>
 */
final class Tags {

    /** EC2 allows 50; five are set on every interface by the contract. */
    private static final int MOST = 50 - 5;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    /** By these the VPC CNI and its controllers tell which interfaces they may adopt or delete. */
    private static final List<String> OTHER_OWNERS =
            List.of("node.k8s.amazonaws.com/", "eks:eni:owner", "cluster.k8s.amazonaws.com/name");

    private Tags() {}

    static void check(Map<String, String> tags, String path, Violations violations) {
        if (tags.size() > MOST) {
            violations.add(
                    path,
                    "a set of " + tags.size(),
                    "at most " + MOST + " tags",
                    "EC2 allows 50 and five are set on every interface.");
        }
        tags.forEach((key, value) -> check(key, value, path, violations));
    }

    private static void check(String key, String value, String path, Violations violations) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            String shown = "a set with the key " + Violation.quoted(key);
            String allowed = "keys of 1 to " + LONGEST_KEY + " characters";
            violations.add(path, shown, allowed, "Choose another key.");
        } else if (isReserved(key)) {
            violations.add(
                    path,
                    "a set with the key " + Violation.quoted(key),
                    "keys that neither AWS nor this project keeps for itself",
                    "Choose another key.");
        }
        if (value.length() > LONGEST_VALUE) {
            String allowed = "at most " + LONGEST_VALUE + " characters";
            violations.add(path + "." + key, Violation.quoted(value), allowed, "Shorten it.");
        }
    }

    private static boolean isReserved(String key) {
        return key.startsWith("aws:")
                || key.equals("Name")
                || key.startsWith("multus-nodes/")
                || OTHER_OWNERS.stream().anyMatch(key::startsWith);
    }
}
