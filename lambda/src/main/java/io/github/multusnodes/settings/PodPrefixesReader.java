package io.github.multusnodes.settings;

import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.PodPrefixes;
import io.github.multusnodes.reading.CidrReader;
import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a network delegates to its interfaces. */
final class PodPrefixesReader {

    /** No type has more than 50 places of a family on an interface, and one is its own. */
    private static final int MOST = 49;

    private static final List<String> KEYS = List.of("ipv4", "ipv6", "ipv4Range", "ipv6Range");

    private final ObjectReader json;
    private final Violations violations;

    private PodPrefixesReader(ObjectReader json, Violations violations) {
        this.json = json;
        this.violations = violations;
    }

    static PodPrefixes read(ObjectReader network, Violations violations) {
        return new PodPrefixesReader(network.object("podPrefixes", KEYS), violations).read();
    }

    private PodPrefixes read() {
        int ipv4 = count("ipv4");
        int ipv6 = count("ipv6");
        List<Cidr> ranges = new ArrayList<>(ranges(Family.IPV4, "ipv4", ipv4));
        ranges.addAll(ranges(Family.IPV6, "ipv6", ipv6));
        return new PodPrefixes(ipv4, ipv6, ranges);
    }

    private int count(String key) {
        String advice = "Leave it out for none; EC2 has 50 places on an interface at most.";
        return json.wholeNumber(key, 0, MOST, advice).orElse(0);
    }

    private List<Cidr> ranges(Family family, String countKey, int count) {
        String key = countKey + "Range";
        Optional<JsonValue> value = json.get(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (count == 0) {
            violations.add(
                    json.path(key),
                    "set without prefixes",
                    key + " only where " + countKey + " is 1 or more",
                    "Set " + countKey + ", or remove it.");
            return List.of();
        }
        List<Cidr> ranges = new ArrayList<>();
        if (value.get().isString()) {
            range(family, json.path(key), value.get().asString(), ranges);
        } else if (value.get().isArray() && !value.get().asArray().isEmpty()) {
            List<String> texts = json.texts(key, allowed(family), advice(family));
            for (int i = 0; i < texts.size(); i++) {
                range(family, json.path(key) + "[" + i + "]", texts.get(i), ranges);
            }
        } else {
            violations.add(json.path(key), value.get().toString(), allowed(family), advice(family));
        }
        return ranges;
    }

    private void range(Family family, String path, String text, List<Cidr> before) {
        String elsewhere = family == Family.IPV4 ? "ipv6Range" : "ipv4Range";
        Optional<Cidr> range =
                CidrReader.read(family, path, text, allowed(family), elsewhere, violations);
        if (range.isEmpty()) {
            return;
        }
        if (range.get().prefixLength() > PodPrefixes.length(family)) {
            violations.add(
                    path,
                    Violation.quoted(text),
                    allowed(family),
                    "No prefix fits in; name a larger block.");
        }
        Optional<Cidr> overlapped = before.stream().filter(range.get()::overlaps).findFirst();
        if (overlapped.isPresent()) {
            violations.add(
                    path,
                    Violation.quoted(text),
                    "blocks that do not overlap",
                    "It overlaps " + overlapped.get() + "; remove one of the two.");
        }
        before.add(range.get());
    }

    private static String allowed(Family family) {
        return "an %s CIDR block of /%d or larger, or a list"
                .formatted(family.label(), PodPrefixes.length(family));
    }

    private static String advice(Family family) {
        return family == Family.IPV4
                ? "Write \"10.0.4.128/25\"."
                : "Write \"2001:db8:0:4:8000::/72\".";
    }
}
