package io.github.multusnodes.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.runtime.InvocationResult.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Starts real processes under the real runtime interface client. */
@Timeout(value = 5 * 60)
class ProcessFunctionTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final List<LogLine> log = new CopyOnWriteArrayList<>();
    private final List<ProcessFunction> functions = new ArrayList<>();

    @AfterEach
    void end() {
        functions.forEach(ProcessFunction::close);
    }

    @Test
    void a_process_answers_one_event_after_the_other() {
        ProcessFunction function = probe();

        InvocationResult first = run(function, "r1", "tell");
        InvocationResult second = run(function, "r2", "tell");

        JsonObject told = answer(first);
        assertThat(told.getString("requestId", "")).isEqualTo("r1");
        assertThat(told.getString("arn", ""))
                .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:probe:live");
        assertThat(told.getInt("memory", 0)).isEqualTo(512);
        assertThat(told.getInt("remaining", 0)).isBetween(1, (int) LONG.toMillis());
        assertThat(answer(second).getInt("runs", 0)).isEqualTo(2);
        assertThat(answer(second).getString("requestId", "")).isEqualTo("r2");
        assertThat(List.of(first.environment(), second.environment()))
                .containsExactly("probe-1", "probe-1");
        assertThat(first.coldStart()).isPositive();
        assertThat(second.coldStart()).isNull();
    }

    @Test
    void a_large_answer_comes_whole() {
        assertThat(run(probe(), "r1", "large").text()).hasSize(1_000_002);
    }

    @Test
    void an_exception_is_a_function_error_and_the_process_goes_on() {
        ProcessFunction function = probe();

        InvocationResult failed = run(function, "r1", "fail");
        InvocationResult next = run(function, "r2", "tell");

        assertThat(failed.outcome()).isEqualTo(Outcome.FUNCTION_ERROR);
        assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.text()).isEqualTo("asked to fail");
        assertThat(failed.log())
                .anySatisfy(line -> assertThat(line).contains("IllegalStateException"));
        assertThat(answer(next).getInt("runs", 0)).isEqualTo(2);
    }

    @Test
    void a_process_that_exits_is_a_crash_and_the_next_event_gets_a_new_one() {
        ProcessFunction function = probe();

        InvocationResult crashed = run(function, "r1", "exit");
        InvocationResult next = run(function, "r2", "tell");

        assertThat(crashed.outcome()).isEqualTo(Outcome.CRASH);
        assertThat(crashed.errorType()).isEqualTo("Runtime.ExitError");
        assertThat(crashed.text())
                .isEqualTo("RequestId: r1 Error: Runtime exited with exit status 3");
        assertThat(crashed.log()).contains("leaving");
        assertThat(next.environment()).isEqualTo("probe-2");
        assertThat(next.coldStart()).isPositive();
    }

    @Test
    void a_run_that_takes_too_long_has_its_process_killed() {
        ProcessFunction function = start(probeSettings().withTimeouts(SHORT, LONG));

        InvocationResult late = run(function, "r1", "hang");

        assertThat(late.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(late.text()).isEqualTo("Task timed out after 0.30 seconds");
        assertThat(processes()).isZero();
    }

    @Test
    void a_killed_process_is_a_crash() throws IOException {
        ProcessFunction function = probe();
        try (ServerSocket meeting = meeting()) {
            CompletableFuture<InvocationResult> run = meet(function, "r1", meeting);
            try (Socket _ = meeting.accept()) {
                function.kill("probe-1");

                assertThat(run.join().outcome()).isEqualTo(Outcome.CRASH);
            }
        }
    }

    @Test
    void a_constructor_that_throws_is_an_init_error() {
        InvocationResult result = run(start(settings("BrokenHandler")), "r1", "tell");

        assertThat(result.outcome()).isEqualTo(Outcome.INIT_ERROR);
        assertThat(result.errorType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(result.text()).isEqualTo("MULTUS_NETWORKS is missing");
    }

    @Test
    void a_class_that_is_not_there_fails_every_run_and_is_named() {
        InvocationResult result = run(start(settings("NoHandler")), "r1", "tell");

        assertThat(result.outcome()).isEqualTo(Outcome.FUNCTION_ERROR);
        assertThat(result.errorType()).isEqualTo("java.lang.ClassNotFoundException");
        assertThat(result.text()).contains("NoHandler");
    }

    @Test
    void a_process_that_ends_before_it_asks_for_an_event_is_an_init_error() {
        InvocationResult result = run(start(settings("ExitingHandler")), "r1", "tell");

        assertThat(result.outcome()).isEqualTo(Outcome.INIT_ERROR);
        assertThat(result.text())
                .isEqualTo("The process ended with exit status 7 before it asked for an event");
    }

    @Test
    void an_initialisation_without_end_is_ended() {
        InvocationResult result =
                run(start(settings("StuckHandler").withTimeouts(LONG, SHORT)), "r1", "tell");

        assertThat(result.outcome()).isEqualTo(Outcome.INIT_ERROR);
        assertThat(result.text()).isEqualTo("The process did not ask for an event within PT0.3S");
        assertThat(processes()).isZero();
    }

    @Test
    void a_launcher_that_is_not_there_is_told() {
        ProcessSettings settings = probeSettings().withJvm(List.of(), List.of("no-such-command"));

        InvocationResult result = run(start(settings), "r1", "tell");

        assertThat(result.outcome()).isEqualTo(Outcome.INIT_ERROR);
        assertThat(result.text()).contains("no-such-command");
    }

    @Test
    void several_processes_run_at_once_each_with_a_folder_of_its_own() throws IOException {
        ProcessFunction function = start(probeSettings().withResources(256, 3));
        try (ServerSocket meeting = meeting()) {
            List<CompletableFuture<InvocationResult>> runs =
                    Stream.of("r1", "r2", "r3").map(id -> meet(function, id, meeting)).toList();
            // All three are here before any may go: they run at the same time.
            List<Socket> guests = List.of(meeting.accept(), meeting.accept(), meeting.accept());
            List<String> folders = folders();
            for (Socket guest : guests) {
                try (guest) {
                    guest.getOutputStream().write(42);
                }
            }

            assertThat(runs)
                    .extracting(run -> answer(run.join()).getInt("mark", 0))
                    .containsExactly(42, 42, 42);
            assertThat(runs)
                    .extracting(run -> run.join().environment())
                    .containsExactlyInAnyOrder("probe-1", "probe-2", "probe-3");
            assertThat(folders).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void more_events_than_processes_wait_for_one() throws IOException {
        ProcessFunction function = start(probeSettings().withResources(256, 1));
        try (ServerSocket meeting = meeting()) {
            CompletableFuture<InvocationResult> first = meet(function, "r1", meeting);
            CompletableFuture<InvocationResult> second = meet(function, "r2", meeting);
            for (int i = 0; i < 2; i++) {
                try (Socket guest = meeting.accept()) {
                    assertThat(processes()).isEqualTo(1);
                    guest.getOutputStream().write(42);
                }
            }

            assertThat(first.join().environment()).isEqualTo("probe-1");
            assertThat(second.join().environment()).isEqualTo("probe-1");
        }
    }

    @Test
    void it_is_idle_once_every_run_is_over() throws Exception {
        ProcessFunction function = probe();
        try (ServerSocket meeting = meeting()) {
            CompletableFuture<InvocationResult> busy = meet(function, "r1", meeting);
            try (Socket guest = meeting.accept()) {
                FutureTask<Boolean> idle =
                        new FutureTask<>(
                                () -> {
                                    function.awaitIdle();
                                    return true;
                                });
                Thread waiting = Thread.ofPlatform().start(idle);
                while (waiting.getState() == Thread.State.RUNNABLE
                        || waiting.getState() == Thread.State.NEW) {
                    Thread.onSpinWait();
                }
                assertThat(idle).isNotDone();

                guest.getOutputStream().write(42);

                assertThat(idle.get()).isTrue();
                assertThat(busy.join().succeeded()).isTrue();
            }
        }
    }

    @Test
    void a_process_has_lambdas_variables_and_the_functions_and_path_but_no_other() {
        ProcessFunction function =
                start(
                        probeSettings()
                                .withEnvironment(
                                        Map.of(
                                                "MULTUS_NODE_GROUP", "upf",
                                                "AWS_REGION", "eu-west-1",
                                                "AWS_ENDPOINT_URL", "http://127.0.0.1:1")));

        JsonObject variables = answer(run(function, "r1", "variables"));

        assertThat(variables.names())
                .containsExactlyInAnyOrder(
                        "PATH",
                        "TZ",
                        "_HANDLER",
                        "AWS_REGION",
                        "AWS_DEFAULT_REGION",
                        "AWS_ENDPOINT_URL",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_EXECUTION_ENV",
                        "AWS_LAMBDA_RUNTIME_API",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "MULTUS_NODE_GROUP");
        assertThat(variables.getString("AWS_ACCESS_KEY_ID", "")).isEqualTo("probe-1");
        assertThat(variables.getString("AWS_REGION", "")).isEqualTo("eu-west-1");
        assertThat(variables.getString("AWS_DEFAULT_REGION", "")).isEqualTo("eu-west-1");
        assertThat(variables.getString("MULTUS_NODE_GROUP", "")).isEqualTo("upf");
    }

    @Test
    void what_a_process_writes_is_the_log_of_its_run() {
        ProcessFunction function = probe();

        InvocationResult first = run(function, "r1", "print");
        InvocationResult second = run(function, "r2", "tell");

        assertThat(first.log()).contains("to out: größer", "to err");
        assertThat(second.log()).doesNotContain("to err");
        assertThat(log).contains(new LogLine("probe-1", "r1", "to err"));
    }

    @Test
    void closing_ends_every_process_and_removes_every_folder() throws IOException {
        ProcessFunction function = start(probeSettings().withResources(256, 2));
        JsonObject told = answer(run(function, "r1", "tell"));
        try (ServerSocket meeting = meeting()) {
            CompletableFuture<InvocationResult> busy = meet(function, "r2", meeting);
            CompletableFuture<InvocationResult> alsoBusy = meet(function, "r3", meeting);
            CompletableFuture<InvocationResult> waiting = meet(function, "r4", meeting);
            try (Socket _ = meeting.accept();
                    Socket _ = meeting.accept()) {
                List<String> folders = folders();

                function.close();

                assertThat(folders).hasSize(2).contains(told.getString("folder", ""));
                assertThat(folders).allSatisfy(each -> assertThat(Path.of(each)).doesNotExist());
                assertThat(Path.of(told.getString("file", ""))).doesNotExist();
                assertThat(processes()).isZero();
                assertThat(List.of(busy, alsoBusy, waiting))
                        .allSatisfy(run -> assertThat(run).isCompleted());
                assertThat(waiting.join().text())
                        .isEqualTo("probe is closed and runs nothing any more");
                assertThat(run(function, "r5", "tell").errorType()).isEqualTo("Runtime.Closed");
            }
        }
    }

    @Test
    void no_processes_at_all_are_refused() {
        ProcessSettings settings = probeSettings();

        assertThatThrownBy(() -> settings.withResources(256, 0))
                .hasMessage("processes is 0; at least 1 is needed to run anything");
        assertThatThrownBy(() -> settings.withTimeouts(Duration.ZERO, LONG))
                .hasMessage("timeout is PT0S and initTimeout PT2M; both must be more than zero");
    }

    private ProcessFunction probe() {
        return start(probeSettings());
    }

    private static ProcessSettings probeSettings() {
        return settings("ProbeHandler");
    }

    private static ProcessSettings settings(String handlerClass) {
        String handler =
                ProcessFunctionTest.class.getPackageName() + "." + handlerClass + "::handleRequest";
        List<Path> code = List.of(home(ProcessFunctionTest.class), home(Json.class));
        return ProcessSettings.of("probe", handler, code, RuntimeClient.jars())
                .withTimeouts(LONG, LONG);
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessFunction start(ProcessSettings settings) {
        ProcessFunction function = new ProcessFunction(settings, log::add);
        functions.add(function);
        return function;
    }

    private static InvocationResult run(Function function, String requestId, String what) {
        return invoke(function, requestId, Json.object().add("do", what)).join();
    }

    private static CompletableFuture<InvocationResult> meet(
            Function function, String requestId, ServerSocket meeting) {
        return invoke(
                function,
                requestId,
                Json.object().add("do", "meet").add("port", meeting.getLocalPort()));
    }

    private static CompletableFuture<InvocationResult> invoke(
            Function function, String requestId, JsonObject event) {
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        function.invoke(new Invocation(requestId, event.toString()), result::complete);
        return result;
    }

    private static JsonObject answer(InvocationResult result) {
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.OK);
        return Json.parse(result.text()).asObject();
    }

    private static ServerSocket meeting() throws IOException {
        ServerSocket meeting = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        meeting.setSoTimeout((int) LONG.toMillis());
        return meeting;
    }

    private static long processes() {
        return folders().size();
    }

    /** The temporary folders of the processes that this one has started and that still run. */
    private static List<String> folders() {
        return ProcessHandle.current()
                .children()
                .flatMap(child -> child.info().arguments().stream().flatMap(Stream::of))
                .filter(argument -> argument.startsWith("-Djava.io.tmpdir="))
                .map(argument -> argument.substring("-Djava.io.tmpdir=".length()))
                .toList();
    }
}
