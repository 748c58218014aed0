package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.kubernetes.WatchLog.Line;
import io.github.multusnodes.simulator.state.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Watching the pods of a node, as the agent of the node does it. */
class WatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ApiServer server = new ApiServer();

    @Test
    void a_watch_tells_each_change_when_it_happens_and_none_of_another_nodes_pods() {
        server.cluster.multus().takes(Duration.ofSeconds(2));
        WatchLog watch = server.watch("&resourceVersion=" + server.version());

        server.group.passSeconds(3);
        server.runs("upf-0");
        server.cluster.pods().run("ran", "elsewhere", ApiServer.UPF, server.otherNode);
        server.group.passSeconds(5);
        server.ends("upf-0");
        server.group.passSeconds(1);

        assertThat(watch.told())
                .containsExactly(
                        "ADDED upf-0", "MODIFIED upf-0", "MODIFIED upf-0", "DELETED upf-0");
        assertThat(watch.lines())
                .extracting(Line::after)
                .containsExactly(seconds(3), seconds(5), seconds(5), seconds(8));
        assertThat(watch.lines()).extracting(Line::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_watch_from_a_list_tells_all_that_came_after_the_list_and_nothing_twice() {
        server.runs("before");
        String version = server.version();
        server.runs("between");
        server.ends("before");

        WatchLog watch = server.watch("&resourceVersion=" + version);

        assertThat(watch.told())
                .containsExactly(
                        "ADDED between", "MODIFIED between", "MODIFIED between", "DELETED before");
    }

    @Test
    void a_watch_without_a_version_begins_with_the_pods_that_are_there() {
        server.runs("upf-0");
        WatchLog watch = server.watch("");
        server.ends("upf-0");
        server.group.passSeconds(1);

        assertThat(watch.told()).containsExactly("ADDED upf-0", "DELETED upf-0");
    }

    @Test
    void a_watch_ends_when_its_time_is_over_and_not_before() {
        WatchLog watch = server.watch("&timeoutSeconds=90");
        server.group.passSeconds(89);
        assertThat(watch.end()).isEmpty();

        server.group.passSeconds(2);
        server.runs("late");
        server.group.passSeconds(1);

        assertThat(watch.end()).contains("the end");
        assertThat(watch.endAfter()).isEqualTo(seconds(90));
        assertThat(watch.lines()).isEmpty();
    }

    @Test
    void a_bookmark_comes_before_the_end_of_a_watch_however_short() {
        WatchLog watch = server.watch("&timeoutSeconds=30&allowWatchBookmarks=true");
        server.group.passSeconds(27);
        assertThat(watch.told()).isEmpty();

        server.group.passSeconds(2);
        assertThat(watch.told()).containsExactly("BOOKMARK");
        server.group.passSeconds(30);
        assertThat(watch.told()).containsExactly("BOOKMARK");
    }

    @Test
    void bookmarks_tell_the_version_where_nothing_else_happens_to_those_who_ask_for_them() {
        WatchLog marked = server.watch("&allowWatchBookmarks=true");
        WatchLog plain = server.watch("");
        server.cluster.pods().run("ran", "elsewhere", ApiServer.UPF, server.otherNode);
        long version = Long.parseLong(server.version());
        server.group.pass(MINUTE.multipliedBy(2));

        assertThat(plain.lines()).isEmpty();
        assertThat(marked.told()).containsExactly("BOOKMARK", "BOOKMARK");
        assertThat(marked.lines()).extracting(Line::version).containsOnly(version);
        assertThat(marked.lines()).extracting(Line::after).containsExactly(MINUTE, seconds(120));
    }

    @Test
    void a_watch_from_a_forgotten_version_is_told_so_in_an_event() {
        String version = server.version();
        server.cluster.history().keep(2);
        server.runs("upf-0");
        WatchLog watch = server.watch("&resourceVersion=" + version);

        assertThat(watch.status()).isEqualTo(200);
        assertThat(watch.end()).contains("the end");
        assertThat(watch.told()).containsExactly("ERROR");
        JsonObject status = watch.lines().getFirst().object();
        assertThat(status.getString("kind", "")).isEqualTo("Status");
        assertThat(status.getInt("code", 0)).isEqualTo(410);
        assertThat(status.getString("reason", "")).isEqualTo("Expired");
        assertThat(status.getString("message", ""))
                .matches("too old resource version: " + version + " \\([0-9]+\\)");
    }

    @Test
    void or_by_the_status_of_its_answer() {
        String version = server.version();
        server.cluster.history().keep(2);
        server.cluster.history().refuseByStatus(true);
        server.runs("upf-0");

        ApiServer.Answer answer =
                server.get(server.ofNode("&watch=true&resourceVersion=" + version));

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.json().getString("reason", "")).isEqualTo("Expired");
    }

    @Test
    void a_version_that_is_just_remembered_is_not_too_old() {
        String version = server.version();
        server.cluster.history().keep(3);
        server.runs("upf-0");

        assertThat(server.watch("&resourceVersion=" + version).told()).hasSize(3);
    }

    @Test
    void a_history_that_expires_ends_the_watches_that_run_and_a_new_list_helps() {
        server.runs("upf-0");
        WatchLog watch = server.watch("&resourceVersion=" + server.version());
        server.cluster.history().expire();
        server.runs("upf-1");
        server.group.passSeconds(1);

        assertThat(watch.told()).containsExactly("ERROR");
        assertThat(watch.end()).contains("the end");
        assertThat(server.list("").get("items").asArray()).hasSize(2);
        assertThat(server.watch("&resourceVersion=" + server.version()).end()).isEmpty();
    }

    @Test
    void a_list_by_pages_cannot_go_on_once_its_version_is_forgotten() {
        server.runs("upf-0");
        server.runs("upf-1");
        JsonObject first = server.list("&limit=1");
        String next = first.get("metadata").asObject().getString("continue", "");

        assertThat(server.list("&limit=1&continue=" + next).get("items").asArray()).hasSize(1);
        server.cluster.history().expire();
        ApiServer.Answer late = server.get(server.ofNode("&limit=1&continue=" + next));

        assertThat(late.status()).isEqualTo(410);
        assertThat(late.json().getString("reason", "")).isEqualTo("Expired");
    }

    @Test
    void a_watch_that_its_client_ends_is_told_nothing_more() {
        WatchLog watch = server.watch("");
        server.group.passSeconds(5);
        watch.abort();
        server.group.passSeconds(1);
        server.runs("upf-0");
        server.group.passSeconds(1);

        assertThat(watch.end()).contains("IOException: The answer is closed");
        assertThat(watch.endAfter()).isEqualTo(seconds(5));
        assertThat(watch.lines()).isEmpty();
    }

    @Test
    void what_is_not_modelled_is_refused() {
        assertThat(message("&watch=1&sendInitialEvents=true"))
                .isEqualTo(
                        "The simulator does not model the parameter 'sendInitialEvents' of"
                                + " WatchPods of Kubernetes");
        assertThat(message("&resourceVersionMatch=Exact")).contains("resourceVersionMatch");
        assertThat(message("&watch=1&resourceVersion=99999")).contains("still to come");
        assertThat(message("&resourceVersion=99999")).contains("still to come");
        assertThat(message("&watch=1&resourceVersion=one")).contains("'one'");
        assertThat(message("&watch=perhaps")).contains("'perhaps'");
        assertThat(server.get("/api/v1/pods?watch=1").json().getString("message", ""))
                .contains("field selector");
    }

    @Test
    void a_connection_breaks_in_mid_stream_after_what_came_before() {
        server.group.world.faults().next(ApiServer.WATCHES, new Fault.BreakOff(seconds(10)));
        WatchLog watch = server.watch("");
        server.group.passSeconds(4);
        server.runs("upf-0");
        server.group.passSeconds(20);

        assertThat(watch.lines()).hasSize(3);
        assertThat(watch.end())
                .contains("IOException: The connection broke in the midst of the answer");
        assertThat(watch.endAfter()).isEqualTo(seconds(10));
    }

    @Test
    void a_silent_watch_tells_nothing_not_even_its_end_until_its_reader_gives_up() {
        ApiServer impatient = new ApiServer(seconds(45));
        impatient.group.world.faults().next(ApiServer.WATCHES, new Fault.FallSilent(seconds(10)));
        WatchLog watch = impatient.watch("&timeoutSeconds=20");
        impatient.group.passSeconds(15);
        impatient.runs("upf-0");
        impatient.group.passSeconds(29);
        assertThat(watch.end()).isEmpty();
        impatient.group.passSeconds(2);

        assertThat(watch.lines()).isEmpty();
        assertThat(watch.end()).contains("SocketTimeoutException: Read timed out");
        assertThat(watch.endAfter()).isEqualTo(seconds(45));
    }

    @Test
    void a_reader_gives_up_only_when_nothing_came_for_so_long() {
        ApiServer impatient = new ApiServer(seconds(45));
        WatchLog watch = impatient.watch("");
        impatient.group.passSeconds(40);
        impatient.runs("upf-0");
        impatient.group.passSeconds(40);
        assertThat(watch.end()).isEmpty();

        impatient.group.passSeconds(10);
        assertThat(watch.endAfter()).isEqualTo(seconds(85));
    }

    @Test
    void calls_may_be_refused_late_or_lost_like_all_others() {
        server.group.world.faults().next(ApiServer.WATCHES, new Fault.Throttle());
        assertThat(server.get(server.ofNode("&watch=1")).status()).isEqualTo(429);

        server.group
                .world
                .faults()
                .next(
                        ApiServer.WATCHES,
                        new Fault.Refuse(new Refusal(500, "InternalError", "etcd is gone")));
        ApiServer.Answer refused = server.get(server.ofNode("&watch=1"));
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.json().getString("message", "")).isEqualTo("etcd is gone");

        server.group.world.faults().next(ApiServer.WATCHES, new Fault.Delay(seconds(7)));
        server.runs("upf-0");
        WatchLog late = server.watch("");
        server.group.passSeconds(8);
        assertThat(late.lines()).extracting(Line::after).containsExactly(seconds(7));
    }

    @Test
    void a_line_may_come_as_something_else() {
        server.group
                .world
                .faults()
                .next(ApiServer.WATCHES, new Fault.Garble("\"ADDED\"", "\"PROMOTED\""));
        server.runs("upf-0");

        assertThat(server.watch("").told()).containsExactly("PROMOTED upf-0");
    }

    private String message(String more) {
        return server.get(server.ofNode(more)).json().getString("message", "");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
