package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The remover of the startup taint: the real script against an API server that misbehaves. */
class NotReadyTest {

    private static final String TAINT = "multus-nodes/not-ready:NoSchedule";
    private static final String OTHER = "example.com/dedicated:NoSchedule";
    private static final String GONE = "the node has no taint multus-nodes/not-ready";

    private static final String LISTENING =
            "0000000000000000: 00000002 00000000 00010000 0001 01 4711"
                    + " /host/run/multus/multus.sock";

    private final Rendered rendered = Rendered.shipped();
    private final AdmissionPolicy policy =
            new AdmissionPolicy(rendered.document("not-ready.yaml", "ValidatingAdmissionPolicy"));

    @TempDir private Path node;

    @BeforeEach
    void all_is_there() throws IOException {
        put("run/multus-nodes/ready", "");
        put("run/multus-nodes/links", "multus1 ens6\nmultus2 ens7\n");
        put("sys/class/net/ens6/operstate", "up\n");
        put("sys/class/net/ens7/operstate", "up\n");
        put("etc/cni/multus/net.d/multus-nodes-n6.conflist", "{}");
        for (String plugin : List.of("ipvlan", "host-local", "whereabouts")) {
            put("opt/cni/bin/" + plugin, "");
        }
        put("etc/cni/net.d/00-multus.conf", "{}");
        put("proc/net/unix", LISTENING + "\n");
    }

    @Test
    void the_taint_goes_and_the_others_stay_as_they_are() throws Exception {
        try (NodeApi api = new NodeApi(policy, OTHER, TAINT, "multus-nodes/not-ready:NoExecute");
                Remover remover = Remover.start(rendered, node, api)) {
            remover.says("took multus-nodes/not-ready off").says(GONE);

            assertThat(api.taints()).containsExactly(OTHER, "multus-nodes/not-ready:NoExecute");
            assertThat(remover.terminate()).as("also while it rests").isZero();
        }
    }

    @Test
    void each_thing_that_pods_would_lack_is_told_and_waited_for_without_a_call() throws Exception {
        List<String> files =
                List.of(
                        "run/multus-nodes/ready",
                        "sys/class/net/ens7/operstate",
                        "etc/cni/multus/net.d/multus-nodes-n6.conflist",
                        "opt/cni/bin/host-local",
                        "etc/cni/net.d/00-multus.conf");
        for (String file : files) {
            Files.delete(node.resolve(file));
        }
        put("proc/net/unix", LISTENING.replace("00010000", "00000000") + "\n");
        try (NodeApi api = new NodeApi(policy, TAINT);
                Remover remover = Remover.start(rendered, node, api)) {
            remover.says("waiting for the node's interfaces");
            put("run/multus-nodes/ready", "");
            remover.says("waiting for multus2: the link ens7 is missing");
            put("sys/class/net/ens7/operstate", "down\n");
            remover.says("waiting for multus2: the link ens7 is down");
            put("sys/class/net/ens7/operstate", "up\n");
            remover.says("waiting for the configuration of n6");
            put("etc/cni/multus/net.d/multus-nodes-n6.conflist", "{}");
            remover.says("waiting for the CNI plugin host-local");
            put("opt/cni/bin/host-local", "");
            remover.says("waiting for Multus: it has not written");
            put("etc/cni/net.d/00-multus.conf", "{}");
            remover.says("waiting for Multus: its daemon does not listen");

            assertThat(api.calls()).isEmpty();
            put("proc/net/unix", LISTENING + "\n");
            remover.says(GONE);
            assertThat(api.taints()).isEmpty();
            assertThat(remover.said()).as("each thing once").doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 429, 500, 503, NodeApi.NO_ANSWER})
    void an_API_server_that_fails_is_asked_again(int status) throws Exception {
        try (NodeApi api = new NodeApi(policy, TAINT).faulting(status, status);
                Remover remover = Remover.start(rendered, node, api)) {
            remover.says("asking for the node failed with " + (status == 0 ? "000" : status));
            remover.says("took multus-nodes/not-ready off").says(GONE);

            assertThat(api.taints()).isEmpty();
        }
    }

    @Test
    void a_patch_that_meets_a_conflict_is_made_again() throws Exception {
        try (NodeApi api = new NodeApi(policy, TAINT);
                Remover remover =
                        Remover.start(rendered, node, api.faultingPatches(409, 500, 429))) {
            remover.says("failed with 409").says("failed with 500").says("failed with 429");
            remover.says("took multus-nodes/not-ready off").says(GONE);

            assertThat(api.taints()).isEmpty();
        }
    }

    @Test
    void a_taint_that_has_moved_meanwhile_is_found_and_no_other_is_taken() throws Exception {
        try (NodeApi api = new NodeApi(policy, TAINT)) {
            api.racing(OTHER);
            try (Remover remover = Remover.start(rendered, node, api)) {
                remover.says("took multus-nodes/not-ready off").says(GONE);

                assertThat(api.taints()).containsExactly(OTHER);
            }
        }
    }

    @Test
    void a_node_without_the_taint_is_left_alone() throws Exception {
        try (NodeApi api = new NodeApi(policy, OTHER, "multus-nodes/not-ready:NoExecute");
                Remover remover = Remover.start(rendered, node, api)) {
            remover.says(GONE);

            assertThat(api.calls()).containsExactly("GET /api/v1/nodes/" + NodeApi.NODE);
        }
    }

    @Test
    void a_token_that_was_renewed_is_read_anew() throws Exception {
        try (NodeApi api = new NodeApi(policy, TAINT)) {
            api.rotate("second");
            try (Remover remover = Remover.start(rendered, node, api)) {
                remover.says("asking for the node failed with 401");
                Remover.token(node, "second");
                remover.says(GONE);

                assertThat(api.taints()).isEmpty();
            }
        }
    }

    @Test
    void what_the_policy_refuses_is_told_and_tried_again() throws Exception {
        try (NodeApi api = new NodeApi(policy, TAINT)) {
            api.tokenIsOf("another");
            try (Remover remover = Remover.start(rendered, node, api)) {
                remover.says("failed with 403").hasSaid("not of a pod on this node");
                assertThat(api.taints()).containsExactly(TAINT);
                api.tokenIsOf(NodeApi.NODE);
                remover.says(GONE);
            }
        }
    }

    @Test
    void it_needs_the_plugins_of_its_own_networks() {
        assertThat(new NotReady(rendered.read()).plugins())
                .containsExactly("host-local", "ipvlan", "whereabouts");
        assertThat(new NotReady(Rendered.of(Path.of("examples/three-zones.yaml")).read()).plugins())
                .containsExactly("host-device", "ipvlan", "whereabouts");
    }

    private void put(String file, String text) throws IOException {
        Path path = node.resolve(file);
        Files.createDirectories(path.getParent());
        Path next = Files.writeString(path.resolveSibling("next"), text);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
