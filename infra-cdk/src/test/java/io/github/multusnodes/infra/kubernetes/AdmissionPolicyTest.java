package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.function.Consumer;

/** What the remover of the startup taint may do to nodes, and that it holds for nobody else. */
class AdmissionPolicyTest {

    private static final String REMOVER =
            "system:serviceaccount:kube-system:multus-nodes-not-ready";
    private static final String OWN_NODE = "the remover's token is not of a pod on this node";
    private static final String OWN_TAINT =
            "the remover may take the taint multus-nodes/not-ready off, and leave the others as"
                    + " they are";
    private static final String TAINTS_ALONE =
            "the remover may change nothing of a node but its taints";

    private final Rendered rendered = Rendered.shipped();
    private final AdmissionPolicy policy =
            new AdmissionPolicy(rendered.document("not-ready.yaml", "ValidatingAdmissionPolicy"));

    /** A change of a node beside the taint's removal, which must be refused. */
    record Trespass(String what, Consumer<ObjectNode> change, String message) {
        @Override
        public String toString() {
            return what;
        }
    }

    @Test
    void its_own_node_may_lose_the_taint() {
        assertThat(policy.refusal(request(REMOVER, "n1"), node(), without(node()))).isEmpty();
    }

    @Test
    void a_node_may_lose_its_only_taint() {
        ObjectNode old = node();
        ((ArrayNode) old.at("/spec/taints")).remove(0);
        ObjectNode bare = old.deepCopy();
        ((ObjectNode) bare.path("spec")).remove("taints");

        assertThat(policy.refusal(request(REMOVER, "n1"), old, bare)).isEmpty();
    }

    @Test
    void what_the_API_server_itself_changes_is_no_trespass() {
        ObjectNode changed = without(node());
        ((ObjectNode) changed.path("metadata"))
                .put("resourceVersion", "43")
                .putArray("managedFields");
        changed.putObject("status").put("phase", "Running");

        assertThat(policy.refusal(request(REMOVER, "n1"), node(), changed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("trespasses")
    void nothing_else_is_admitted(Trespass trespass) {
        ObjectNode changed = without(node());
        trespass.change.accept(changed);

        assertThat(policy.refusal(request(REMOVER, "n1"), node(), changed))
                .contains(trespass.message);
    }

    @Test
    void what_is_there_may_not_be_taken_away_either() {
        for (String key : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
            ObjectNode changed = without(node());
            ((ObjectNode) changed.path("metadata")).remove(key);
            assertThat(policy.refusal(request(REMOVER, "n1"), node(), changed))
                    .as(key)
                    .contains(TAINTS_ALONE);
        }
    }

    @Test
    void the_taint_of_another_node_stays() {
        assertThat(policy.refusal(request(REMOVER, "n2"), node(), without(node())))
                .contains(OWN_NODE);
    }

    @Test
    void a_token_that_does_not_tell_its_node_is_refused() {
        ObjectNode request = request(REMOVER, "n1");
        ((ObjectNode) request.path("userInfo")).remove("extra");
        assertThat(policy.refusal(request, node(), without(node()))).contains(OWN_NODE);

        ObjectNode other = request(REMOVER, "n1");
        ((ObjectNode) other.at("/userInfo/extra")).remove("authentication.kubernetes.io/node-name");
        assertThat(policy.refusal(other, node(), without(node()))).contains(OWN_NODE);
    }

    @Test
    void others_are_not_held_to_it() {
        ObjectNode changed = node();
        ((ObjectNode) changed.path("spec")).put("unschedulable", true);

        assertThat(policy.refusal(request("system:node:n2", "n2"), node(), changed)).isEmpty();
    }

    @Test
    void the_policy_is_bound_and_denies() {
        JsonNode binding = rendered.document("not-ready.yaml", "ValidatingAdmissionPolicyBinding");

        assertThat(binding.at("/spec/policyName")).isEqualTo(policy.policy().at("/metadata/name"));
        assertThat(binding.at("/spec/validationActions")).hasToString("[\"Deny\"]");
        assertThat(policy.policy().at("/spec/failurePolicy").asText()).isEqualTo("Fail");
    }

    @Test
    void the_remover_has_no_rights_beyond_the_nodes_that_it_asks_for_and_patches() {
        assertThat(rendered.document("not-ready.yaml", "ClusterRole").path("rules"))
                .hasToString(
                        """
                        [{"apiGroups":[""],"resources":["nodes"],"verbs":["get","patch"]}]\
                        """);
        JsonNode pod = rendered.document("not-ready.yaml", "DaemonSet").at("/spec/template/spec");
        assertThat("system:serviceaccount:kube-system:" + pod.path("serviceAccountName").asText())
                .isEqualTo(REMOVER);
        assertThat(pod.path("volumes"))
                .filteredOn(its -> its.has("hostPath"))
                .extracting(its -> its.path("name").asText())
                .allSatisfy(
                        name -> assertThat(mount(pod, name).path("readOnly").asBoolean()).isTrue());
    }

    static List<Trespass> trespasses() {
        return List.of(
                taints("takes another taint", its -> its.remove(0)),
                taints(
                        "adds a taint",
                        its -> its.addObject().put("key", "a").put("effect", "NoExecute")),
                taints(
                        "changes another taint",
                        its -> ((ObjectNode) its.get(0)).put("effect", "NoExecute")),
                new Trespass(
                        "keeps the taint and drops the other",
                        node -> {
                            ArrayNode taints = (ArrayNode) node.at("/spec/taints");
                            taints.removeAll();
                            taints.addObject()
                                    .put("key", "multus-nodes/not-ready")
                                    .put("effect", "NoSchedule");
                        },
                        OWN_TAINT),
                metadata("adds a label", its -> its.withObject("labels").put("role", "db")),
                metadata("adds an annotation", its -> its.withObject("annotations").put("a", "c")),
                metadata("adds a finalizer", its -> its.withArray("finalizers").add("x")),
                metadata(
                        "becomes another's",
                        its -> its.withArray("ownerReferences").addObject().put("uid", "x")),
                spec("cordons", its -> its.put("unschedulable", true)),
                spec("becomes another instance", its -> its.put("providerID", "aws:///x/i-0b")),
                spec("has another id", its -> its.put("externalID", "i-0b")),
                spec("has another range", its -> its.put("podCIDR", "10.9.0.0/24")),
                spec("has other ranges", its -> its.putArray("podCIDRs").add("10.9.0.0/24")),
                spec("has a configuration", its -> its.putObject("configSource").put("a", "b")));
    }

    private static Trespass taints(String what, Consumer<ArrayNode> change) {
        return new Trespass(
                what, node -> change.accept((ArrayNode) node.at("/spec/taints")), OWN_TAINT);
    }

    private static Trespass metadata(String what, Consumer<ObjectNode> change) {
        return new Trespass(
                what, node -> change.accept((ObjectNode) node.path("metadata")), TAINTS_ALONE);
    }

    private static Trespass spec(String what, Consumer<ObjectNode> change) {
        return new Trespass(
                what, node -> change.accept((ObjectNode) node.path("spec")), TAINTS_ALONE);
    }

    private static JsonNode mount(JsonNode pod, String volume) {
        return pod.at("/containers/0/volumeMounts")
                .valueStream()
                .filter(its -> its.path("name").asText().equals(volume))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode request(String user, String podsNode) {
        return (ObjectNode)
                Rendered.parse(
                                """
                                name: n1
                                operation: UPDATE
                                userInfo:
                                  username: %s
                                  extra:
                                    authentication.kubernetes.io/node-name: [%s]
                                    authentication.kubernetes.io/pod-name: [remover]
                                """
                                        .formatted(user, podsNode))
                        .getFirst();
    }

    private static ObjectNode node() {
        return (ObjectNode)
                Rendered.parse(
                                """
                                metadata:
                                  name: n1
                                  resourceVersion: "42"
                                  labels: {role: upf}
                                  annotations: {a: b}
                                  finalizers: [f]
                                  ownerReferences: [{uid: u}]
                                spec:
                                  providerID: aws:///us-west-2a/i-0a
                                  taints:
                                    - {key: example.com/dedicated, value: upf, effect: NoSchedule}
                                    - {key: multus-nodes/not-ready, effect: NoSchedule}
                                """)
                        .getFirst();
    }

    private static ObjectNode without(ObjectNode node) {
        ((ArrayNode) node.at("/spec/taints")).remove(1);
        return node;
    }
}
