package io.github.multusnodes.fuzz;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Everything that the functions are told by variables and properties, and changes of it. */
final class Variables {

    /** Two networks with all that a network can have. */
    static final String NETWORKS =
            """
            [{"name":"n1","deviceIndex":1,"networkCardIndex":0,
              "subnets":["subnet-0a1","subnet-0a2"],"securityGroups":["sg-0a1"],
              "ipv4":{"mode":"lowest-free","exclude":["10.0.0.0/28","10.0.0.64/30"]},
              "ipv6":{"mode":"none"},
              "podPrefixes":{"ipv4":2,"ipv4Range":["10.0.0.128/25"]},
              "sourceDestCheck":false,"tags":{"cnf":"upf","team":"core"}},
             {"name":"n2","deviceIndex":2,"subnets":["subnet-0b1"],
              "ipv4":{"mode":"reservation","reservation":["scr-0a1","10.0.16.0/26"]},
              "ipv6":{"mode":"auto","exclude":["2600:1f14:0:110::/80"]},
              "podPrefixes":{"ipv6":1,"ipv6Range":"2600:1f14:0:110::/72"}}]
            """;

    static final String RESERVATIONS =
            """
            {"ServiceToken":"arn:aws:lambda","NodeGroup":"upf","Reservations":[
             {"SubnetId":"subnet-0a1","Cidr":"10.0.4.128/25","Type":"explicit","Description":"pods"},
             {"SubnetId":"subnet-0a1","Cidr":"2600:1f14:0:110::/80","Type":"prefix"}]}
            """;

    static final String CLUSTER = "{\"ServiceToken\":\"arn:aws:lambda\",\"ClusterName\":\"core\"}";

    private static final String CA = certificate();

    private static final Map<String, String> OURS =
            Map.of(
                    "MULTUS_NODE_GROUP",
                    "upf",
                    "MULTUS_NETWORKS",
                    NETWORKS,
                    "MULTUS_AUTO_SCALING_GROUPS",
                    "upf-a, upf-b",
                    "MULTUS_LAUNCH_HOOK",
                    "multus-launch",
                    "MULTUS_TERMINATE_HOOK",
                    "multus-terminate",
                    "MULTUS_SWEEP",
                    "{\"dryRun\":false,\"repair\":true,\"graceSeconds\":60,\"launchGraceSeconds\":9}",
                    "MULTUS_CLUSTER",
                    "core",
                    "MULTUS_CLUSTER_ENDPOINT",
                    "https://example.com:443",
                    "MULTUS_CLUSTER_CA",
                    CA,
                    "MULTUS_DRAIN",
                    "{\"deleteEmptyDirData\":true,\"unmanagedPods\":\"SKIP\",\"timeoutSeconds\":60,"
                            + "\"onTimeout\":\"CONTINUE\",\"skipWaitForDeleteSeconds\":0}");

    private static final Map<String, String> OF_THE_SAMPLE =
            Map.of(
                    "MULTUS_NODE_GROUP",
                    "upf",
                    "SubnetIds",
                    "subnet-0a1,subnet-0a2",
                    "SecGroupIds",
                    "sg-0a1,sg-0a2",
                    "useStaticIPs",
                    "true",
                    "ENITags",
                    "cnf=upf,team=core");

    private Variables() {}

    private record Slip(int variable, Change change, boolean removes) {

        void in(Map<String, String> environment) {
            List<String> names = List.copyOf(new TreeMap<>(environment).keySet());
            String name = names.get(variable % names.size());
            if (removes) {
                environment.remove(name);
            } else {
                environment.computeIfPresent(name, (_, text) -> change.of(text));
            }
        }
    }

    /** Environments with some slips. */
    static Arbitrary<Map<String, String>> changed() {
        Arbitrary<Slip> slips =
                Combinators.combine(
                                Arbitraries.integers().between(0, 10_000).withoutEdgeCases(),
                                Change.any(),
                                Arbitraries.of(true, false, false, false, false, false, false))
                        .as(Slip::new);
        return Combinators.combine(
                        Arbitraries.of(List.of(OURS, OURS, OURS, OF_THE_SAMPLE)),
                        slips.list().ofMaxSize(4))
                .as(
                        (usual, all) -> {
                            Map<String, String> environment = new HashMap<>(usual);
                            all.forEach(slip -> slip.in(environment));
                            return environment;
                        });
    }

    /** Of the simulated cluster. */
    private static String certificate() {
        try (InputStream pem =
                Objects.requireNonNull(
                        Kubernetes.class.getResourceAsStream(
                                "/io/github/multusnodes/simulator/wire/kubernetes/ca.pem"))) {
            return Base64.getEncoder().encodeToString(pem.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a text is what {@code stack} hands on as properties. */
    static boolean isObject(String text) {
        try {
            return Json.parse(text).isObject();
        } catch (ParseException notJson) {
            return false;
        }
    }
}
