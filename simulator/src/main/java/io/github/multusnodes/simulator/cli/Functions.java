package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.runtime.AsyncSettings;
import io.github.multusnodes.simulator.runtime.Delivery;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.Mishaps;
import io.github.multusnodes.simulator.runtime.ProcessFunction;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.Rule;
import io.github.multusnodes.simulator.runtime.RuntimeClient;
import io.github.multusnodes.simulator.runtime.Target;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.time.Timeline;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The packaged function behind its EventBridge rule. */
final class Functions implements AutoCloseable {

    private static final String HANDLER =
            "io.github.multusnodes.handler.LaunchHookHandler::handleRequest";
    private static final String LAUNCH = "EC2 Instance-launch Lifecycle Action";
    private static final int MEGABYTES = 512;
    private static final int MOST_PROCESSES = 8;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LATENCY = Duration.ofMillis(200);

    private final ProcessFunction function;
    private final Delivery delivery;

    private Functions(ProcessFunction function, Delivery delivery) {
        this.function = function;
        this.delivery = delivery;
    }

    /** Nothing runs until there is an event. */
    static Functions of(Options options, Timeline time, Map<String, String> environment) {
        ProcessSettings settings =
                ProcessSettings.of(
                                "launch-hook",
                                HANDLER,
                                List.of(options.function()),
                                RuntimeClient.jars())
                        .withEnvironment(environment)
                        .withTimeouts(TIMEOUT, INIT_TIMEOUT)
                        .withResources(
                                MEGABYTES, Math.clamp(options.plan().nodes(), 1, MOST_PROCESSES));
        ProcessFunction function = new ProcessFunction(settings, _ -> {});
        AsyncSettings queue = AsyncSettings.usual().withRetryAfter(RETRY);
        Delivery delivery =
                new Delivery(time, LATENCY, new Mishaps(options.seed()), options.seed())
                        .add(Rule.forHook(DemoPlan.HOOK, LAUNCH, new Target(function, queue)));
        return new Functions(function, delivery);
    }

    /** The variables of the function. */
    static Map<String, String> environment(URI endpoint, Demo demo) {
        return Map.of(
                "MULTUS_NODE_GROUP",
                DemoPlan.GROUP,
                "MULTUS_NETWORKS",
                demo.networksJson(),
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_REGION",
                DemoPlan.REGION);
    }

    void send(LifecycleNotice notice) {
        delivery.publish(
                new Event(
                        notice.id(),
                        notice.detailType(),
                        notice.hook(),
                        notice.toEventBridgeJson()));
    }

    Delivery delivery() {
        return delivery;
    }

    /** Ends all processes. */
    @Override
    public void close() {
        function.close();
    }
}
