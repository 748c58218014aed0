package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Tags;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tags in requests and answers. */
final class Tagging {

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Tagging() {}

    /** The tags that {@code TagSpecification.N} gives to the one kind of resource it may name. */
    static Map<String, String> read(Parameters request, String resourceType) {
        return readAll(request, Set.of(resourceType)).getOrDefault(resourceType, Map.of());
    }

    /** The tags that {@code TagSpecification.N} gives, by kind of resource. */
    static Map<String, Map<String, String>> readAll(Parameters request, Set<String> allowed) {
        Map<String, Map<String, String>> byType = new LinkedHashMap<>();
        for (Parameters specification : request.structures("TagSpecification")) {
            String type = specification.required("ResourceType");
            if (!allowed.contains(type)) {
                throw Refusal.of(
                        "InvalidParameterValue",
                        "'" + type + "' is not a valid taggable resource type for this operation.");
            }
            byType.put(type, tags(specification.structures("Tag")));
        }
        return byType;
    }

    /** The tags of a list of {@code Key} and {@code Value}. */
    static Map<String, String> tags(List<Parameters> list) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Parameters tag : list) {
            String key = tag.required("Key");
            String value = tag.optional("Value").orElse("");
            if (key.startsWith("aws:")) {
                throw invalid("Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (key.length() > LONGEST_KEY) {
                throw invalid("Tag key exceeds the maximum length of " + LONGEST_KEY);
            }
            if (value.length() > LONGEST_VALUE) {
                throw invalid("Tag value exceeds the maximum length of " + LONGEST_VALUE);
            }
            if (tags.put(key, value) != null) {
                throw invalid("Duplicate tag key '" + key + "' specified.");
            }
        }
        Tags.requireFew(tags);
        return tags;
    }

    /** Adds a {@code tagSet}. */
    static Xml add(Xml parent, Map<String, String> tags) {
        return parent.addItems(
                "tagSet",
                new TreeMap<>(tags).entrySet(),
                tag -> Xml.element("item").add("key", tag.getKey()).add("value", tag.getValue()));
    }

    private static Refusal invalid(String message) {
        return Refusal.of("InvalidParameterValue", message);
    }
}
