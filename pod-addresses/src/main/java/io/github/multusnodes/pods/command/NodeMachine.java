package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.cluster.ClusterAccess;
import io.github.multusnodes.pods.cluster.ServiceAccount;
import io.github.multusnodes.pods.metrics.AgentMetrics;
import io.github.multusnodes.pods.metrics.MetricsServer;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The parts of {@code node} on this machine: one thread works, one hears of pods beside it. */
final class NodeMachine {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_EVENTS = 100;

    private final NodeSettings settings;
    private final Map<String, String> environment;
    private final Time time;
    private final StepLog log;
    private final AgentMetrics metrics;
    private final SecureRandom chance = new SecureRandom();

    NodeMachine(NodeSettings settings, Map<String, String> environment, Time time, StepLog log) {
        this.settings = settings;
        this.environment = environment;
        this.time = time;
        this.log = log.with(LogKey.NODE, settings.node());
        this.metrics = new AgentMetrics(time::now);
    }

    /** Works until it is to end. */
    void run(BooleanSupplier ending) {
        try (MetricsServer server = new MetricsServer(metrics, settings.httpPort())) {
            log.info("Begins on " + server.port());
        }
    }

    /** The watch of pods, or an event on one, has failed: the agent goes on. */
    private void told(ClusterFailure failure) {
        metrics.count(failure);
        log.with(LogKey.REASON, failure.text()).warn("The API server did not do as asked");
    }

    private ClusterAccess cluster(Duration silence) {
        return new ServiceAccount(settings.serviceAccount()).access(settings.apiServer(), silence);
    }
}
