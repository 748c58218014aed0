package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.RecordedCall;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Who may ask what with a token of a service account. */
class AccessTest {

    private final ApiServer server = new ApiServer();

    @Test
    void a_token_is_believed_until_it_expires() {
        server.showsToken(server.newToken(Duration.ofHours(1)));
        server.group.pass(Duration.ofMinutes(59));
        assertThat(listed().status()).isEqualTo(200);

        server.group.pass(Duration.ofMinutes(1));
        assertThat(listed().status()).isEqualTo(401);
        assertThat(listed().json().getString("message", "")).isEqualTo("Unauthorized");
    }

    @Test
    void a_revoked_token_is_believed_no_more_and_the_next_one_is() {
        String before = server.newToken(Duration.ofHours(1));
        String after = server.newToken(Duration.ofHours(1));
        server.showsToken(before);
        assertThat(listed().status()).isEqualTo(200);

        server.cluster.serviceAccounts().revoke(before);
        assertThat(listed().status()).isEqualTo(401);
        server.showsToken(after);
        assertThat(listed().status()).isEqualTo(200);
    }

    @Test
    void nobody_is_believed_with_a_token_that_was_never_issued() {
        server.showsToken("made-up");
        assertThat(listed().status()).isEqualTo(401);
        server.showsToken("");
        assertThat(listed().status()).isEqualTo(401);
    }

    @Test
    void an_agent_may_list_and_watch_pods_and_nothing_else_but_tell_events() {
        assertThat(listed().status()).isEqualTo(200);
        assertThat(server.watch("").status()).isEqualTo(200);
        assertThat(message(server.get("/api/v1/nodes")))
                .isEqualTo(
                        "nodes is forbidden: User"
                                + " \"system:serviceaccount:kube-system:multus-nodes\" cannot list"
                                + " resource \"nodes\" in API group \"\" at the cluster scope");
        assertThat(message(server.post("/api/v1/namespaces/ran/pods/upf-0/eviction", "{}")))
                .isEqualTo(
                        "pods/eviction is forbidden: User"
                            + " \"system:serviceaccount:kube-system:multus-nodes\" cannot create"
                            + " resource \"pods/eviction\" in API group \"\" in the namespace"
                            + " \"ran\"");
        assertThat(server.get("/api/v1/nodes/" + server.node).status()).isEqualTo(403);
    }

    @Test
    void what_is_not_modelled_is_said_to_be_so_and_not_forbidden() {
        assertThat(message(server.get("/api/v1/namespaces/ran/pods")))
                .isEqualTo(
                        "The simulator does not model GET /api/v1/namespaces/ran/pods of"
                                + " Kubernetes");
    }

    @Test
    void calls_are_recorded_under_the_name_of_the_process_and_watches_change_nothing() {
        server.watch("");
        RecordedCall watch = server.group.world.calls().all().getLast();

        assertThat(watch.call().action()).isEqualTo("WatchPods");
        assertThat(watch.call().caller()).isEqualTo("agent");
        assertThat(watch.call().changes()).isFalse();
    }

    private ApiServer.Answer listed() {
        return server.get(server.ofNode(""));
    }

    private static String message(ApiServer.Answer answer) {
        return answer.json().getString("message", "");
    }
}
