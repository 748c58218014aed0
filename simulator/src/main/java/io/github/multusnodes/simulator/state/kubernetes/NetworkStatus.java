package io.github.multusnodes.simulator.state.kubernetes;

import static java.util.stream.Collectors.joining;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.WriterConfig;

import io.github.multusnodes.simulator.state.kubernetes.Multus.Attachment;

import java.util.List;
import java.util.stream.Stream;

/**
 * What Multus writes down of a pod's interfaces: a list, as a text. Keys without a value are left
 * out.
 *
 * @see <a href="https://github.com/k8snetworkplumbingwg/multi-net-spec">Network status
 *     annotation</a>
 */
final class NetworkStatus {

    private static final String DEFAULT_NETWORK = "aws-cni";
    private static final int DUMMY_DIGITS = 11;

    private NetworkStatus() {}

    static String of(Pod pod, Multus.Form form, String ip, List<Attachment> attachments) {
        String dummy = "dummy" + pod.uid().replace("-", "").substring(0, DUMMY_DIGITS);
        Stream<JsonObject> primary =
                switch (form) {
                    case SINCE_4_1 ->
                            Stream.of(
                                    entry(DEFAULT_NETWORK, "eth0", List.of(ip), "2")
                                            .add("default", true),
                                    entry(DEFAULT_NETWORK, dummy, List.of(), "0"));
                    case UP_TO_4_0_2 ->
                            Stream.of(
                                    entry(DEFAULT_NETWORK, dummy, List.of(ip), "0")
                                            .add("default", true));
                };
        return Stream.concat(primary, attachments.stream().map(NetworkStatus::entry))
                .map(entry -> entry.add("dns", Json.object()).toString(WriterConfig.PRETTY_PRINT))
                .collect(joining(",", "[", "]"));
    }

    private static JsonObject entry(Attachment its) {
        return entry(its.network(), its.interfaceName(), its.ips(), its.mac());
    }

    private static JsonObject entry(
            String network, String interfaceName, List<String> ips, String mac) {
        JsonObject entry = Json.object().add("name", network).add("interface", interfaceName);
        if (!ips.isEmpty()) {
            JsonArray array = Json.array();
            ips.forEach(array::add);
            entry.add("ips", array);
        }
        return mac.isEmpty() ? entry : entry.add("mac", mac);
    }
}
