package io.github.multusnodes.pods.cluster;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodePod.Attached;
import io.github.multusnodes.pods.plan.PodInterface;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Multus writes on a pod once all of its interfaces are there.
 *
 * @see <a href="https://github.com/k8snetworkplumbingwg/multi-net-spec">Network Custom Resource
 *     Definition De-facto Standard, section 5: network status annotation</a>
 */
final class NetworkStatus {

    /** The annotation's key. */
    static final String KEY = "k8s.v1.cni.cncf.io/network-status";

    private static final Pattern MAC = Pattern.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}");

    /** Of what is shown to people. */
    private static final int LONGEST = 80;

    private NetworkStatus() {}

    /**
     * Reads the annotation; never fails.
     *
     * @param text a list in JSON
     */
    static Attached read(String text) {
        try {
            List<PodInterface> interfaces = new ArrayList<>();
            for (JsonValue entry : list(Json.parse(text), "the annotation")) {
                interfaceOf(entry).ifPresent(interfaces::add);
            }
            return new Attached.Told(interfaces);
        } catch (ParseException noJson) {
            return new Attached.Unreadable(
                    "%s is no JSON (%s): %s"
                            .formatted(KEY, noJson.getMessage(), shown(Json.value(text))));
        } catch (Odd odd) {
            return new Attached.Unreadable(KEY + ": " + odd.getMessage());
        }
    }

    /**
     * Empty for the pod's primary interface and for what has no address. VPC CNI makes an entry
     * {@code dummy…} besides; with Multus up to 4.0.2 that one has the primary address. Neither is
     * an attachment: those have a namespace in their names.
     */
    private static Optional<PodInterface> interfaceOf(JsonValue entry) {
        if (!entry.isObject()) {
            throw new Odd("an entry", entry, "an object");
        }
        JsonObject its = entry.asObject();
        boolean attachment = text(its, "name", true).contains("/") && !isDefault(its);
        String name = text(its, "interface", false);
        List<Ip> addresses = addresses(its, attachment);
        return attachment && !name.isEmpty() && !addresses.isEmpty()
                ? Optional.of(new PodInterface(name, Optional.empty(), mac(its), addresses))
                : Optional.empty();
    }

    private static boolean isDefault(JsonObject entry) {
        JsonValue value = entry.get("default");
        if (isAbsent(value)) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new Odd("default", value, "true or false");
        }
        return value.asBoolean();
    }

    /** VPC CNI puts a number in its place. */
    private static Optional<String> mac(JsonObject entry) {
        return Optional.of(text(entry, "mac", false).toLowerCase(Locale.ROOT))
                .filter(mac -> MAC.matcher(mac).matches());
    }

    /** Those of an entry that is not looked at are not read. */
    private static List<Ip> addresses(JsonObject entry, boolean attachment) {
        JsonValue value = entry.get("ips");
        List<Ip> addresses = new ArrayList<>();
        if (!attachment || isAbsent(value)) {
            return addresses;
        }
        for (JsonValue item : list(value, "ips")) {
            if (!item.isString()) {
                throw new Odd("an item of ips", item, "an address as text");
            }
            addresses.add(address(item.asString()));
        }
        return addresses.stream().distinct().toList();
    }

    private static Ip address(String text) {
        try {
            return Ip.parse(text);
        } catch (IllegalArgumentException noAddress) {
            throw new Odd("an item of ips", Json.value(text), "an IPv4 or IPv6 address");
        }
    }

    private static Iterable<JsonValue> list(JsonValue value, String what) {
        if (!value.isArray()) {
            throw new Odd(what, value, "a list");
        }
        return value.asArray();
    }

    private static String text(JsonObject entry, String member, boolean required) {
        JsonValue value = entry.get(member);
        if (isAbsent(value) && !required) {
            return "";
        }
        if (isAbsent(value)) {
            throw new Odd("an entry without " + member, entry, "one that has it");
        }
        if (!value.isString()) {
            throw new Odd(member, value, "text");
        }
        return value.asString();
    }

    private static boolean isAbsent(@Nullable JsonValue value) {
        return value == null || value.isNull();
    }

    private static String shown(JsonValue value) {
        String text = value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** Something is not as the standard has it. */
    private static final class Odd extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Odd(String what, JsonValue found, String allowed) {
            super(what + " is " + shown(found) + "; allowed: " + allowed);
        }
    }
}
