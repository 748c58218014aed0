package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.runtime.AsyncSettings;
import io.github.multusnodes.simulator.runtime.Delivery;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.runtime.Mishaps;
import io.github.multusnodes.simulator.runtime.ProcessFunction;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.Rule;
import io.github.multusnodes.simulator.runtime.RuntimeClient;
import io.github.multusnodes.simulator.runtime.ScheduledRule;
import io.github.multusnodes.simulator.runtime.Target;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.time.Timeline;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The packaged functions behind their EventBridge rules. */
final class Functions implements AutoCloseable {

    private static final String HANDLERS = "io.github.multusnodes.handler.";
    private static final String LAUNCH = "EC2 Instance-launch Lifecycle Action";
    private static final String TERMINATE = "EC2 Instance-terminate Lifecycle Action";
    private static final int MEGABYTES = 512;
    private static final int MOST_PROCESSES = 8;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LATENCY = Duration.ofMillis(200);

    /** How often the sweep runs; EventBridge itself takes whole minutes. */
    static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

    private static final String SWEEP = "{\"launchGraceSeconds\": 5}";

    private final ProcessFunction launch;
    private final ProcessFunction terminate;
    private final ProcessFunction sweep;
    private final ScheduledRule schedule;
    private final Mishaps mishaps;
    private final Delivery delivery;

    /**
     * Nothing runs until there is an event.
     *
     * @param environment the variables of all functions
     */
    Functions(Options options, Timeline time, Map<String, String> environment) {
        int processes = Math.clamp(options.plan().nodes(), 1, MOST_PROCESSES);
        this.launch =
                function(
                        "launch-hook",
                        "LaunchHookHandler",
                        options.launchJar(),
                        environment,
                        processes);
        this.terminate =
                function(
                        "terminate-hook",
                        "TerminateHookHandler",
                        options.drainJar(),
                        environment,
                        processes);
        this.sweep = function("sweep", "SweepHandler", options.drainJar(), environment, 1);
        this.mishaps = new Mishaps(options.seed());
        this.delivery =
                new Delivery(time, LATENCY, mishaps, options.seed())
                        .add(Rule.forHook(DemoPlan.LAUNCH_HOOK, LAUNCH, target(launch)))
                        .add(Rule.forHook(DemoPlan.TERMINATE_HOOK, TERMINATE, target(terminate)));
        this.schedule = delivery.schedule("sweep", SWEEP_EVERY, target(sweep));
    }

    private static ProcessFunction function(
            String name, String handler, Path jar, Map<String, String> environment, int processes) {
        return new ProcessFunction(
                ProcessSettings.of(
                                name,
                                HANDLERS + handler + "::handleRequest",
                                List.of(jar),
                                RuntimeClient.jars())
                        .withEnvironment(environment)
                        .withTimeouts(TIMEOUT, INIT_TIMEOUT)
                        .withResources(MEGABYTES, processes),
                _ -> {});
    }

    private static Target target(ProcessFunction function) {
        return new Target(function, AsyncSettings.usual().withRetryAfter(RETRY));
    }

    /** From now on no event of a hook arrives, and the sweep runs on its schedule. */
    void sweepForLostEvents() {
        mishaps.always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        schedule.start();
    }

    /** Ends the sweep's schedule. */
    void sweepNoMore() {
        schedule.stop();
    }

    /** Waits until no sweep is under way: ended half way it would look like a failure. */
    void awaitSweep() throws InterruptedException {
        sweep.awaitIdle();
    }

    /** The variables of the functions. */
    static Map<String, String> environment(URI endpoint, Demo demo) {
        return Map.of(
                "MULTUS_NODE_GROUP",
                DemoPlan.GROUP,
                "MULTUS_NETWORKS",
                demo.networksJson(),
                "MULTUS_CLUSTER",
                Kubernetes.NAME,
                "MULTUS_LAUNCH_HOOK",
                DemoPlan.LAUNCH_HOOK,
                "MULTUS_TERMINATE_HOOK",
                DemoPlan.TERMINATE_HOOK,
                "MULTUS_SWEEP",
                SWEEP,
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_REGION",
                DemoPlan.REGION);
    }

    void send(LifecycleNotice notice) {
        delivery.publish(Event.of(notice));
    }

    Delivery delivery() {
        return delivery;
    }

    /** Ends all processes. */
    @Override
    public void close() {
        launch.close();
        terminate.close();
        sweep.close();
    }
}
