package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.agent.AgentPorts;
import io.github.multusnodes.pods.agent.NodeAgent;
import io.github.multusnodes.pods.agent.Pace;
import io.github.multusnodes.pods.cluster.ClusterAccess;
import io.github.multusnodes.pods.cluster.KubernetesPods;
import io.github.multusnodes.pods.cluster.PodEvents;
import io.github.multusnodes.pods.cluster.ServiceAccount;
import io.github.multusnodes.pods.cluster.Signal;
import io.github.multusnodes.pods.metrics.AgentMetrics;
import io.github.multusnodes.pods.metrics.CountedAssignments;
import io.github.multusnodes.pods.metrics.MetricsServer;
import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.pods.port.Reports;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The parts of {@code node} on this machine: one thread works, another hears of pods. */
final class NodeMachine {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_EVENTS = 100;

    private final NodeSettings settings;
    private final Time time;
    private final StepLog log;
    private final AwsParts aws;
    private final AgentMetrics metrics;
    private final SecureRandom chance = new SecureRandom();

    NodeMachine(NodeSettings settings, Map<String, String> environment, Time time, StepLog log) {
        this.settings = settings;
        this.time = time;
        this.log = log.with(LogKey.NODE, settings.node());
        this.aws = new AwsParts(settings.common(), environment, time);
        this.metrics = new AgentMetrics(time::now);
    }

    /**
     * Works until it is to end.
     *
     * @throws PortTaken if it cannot tell of its work
     */
    void run(BooleanSupplier ending) {
        try (MetricsServer server = server()) {
            log.info("The agent begins, and answers at port " + server.port());
            ClusterAccess cluster = cluster(ANSWERED_WITHIN);
            KubernetesPods pods =
                    new KubernetesPods(
                            cluster,
                            cluster(KubernetesPods.WATCH_SILENCE),
                            settings.node(),
                            time,
                            chance,
                            Signal.ofThreads(),
                            this::told);
            Thread.ofPlatform().daemon().name("pods").start(() -> pods.follow(ending));
            AgentPorts ports =
                    new AgentPorts(
                            aws.interfaces(), pods, assignments(), reports(cluster), time, chance);
            new NodeAgent(ports, settings.terms(), Pace.usual(), log).run(ending);
        }
    }

    private MetricsServer server() {
        try {
            return new MetricsServer(metrics, settings.httpPort());
        } catch (UncheckedIOException taken) {
            throw new PortTaken(settings.httpPort(), Option.HTTP_PORT, taken);
        }
    }

    /** An agent waits for instance metadata as long as it takes. */
    private Assignments assignments() {
        Retry retry = new Retry(time, chance, Instant.MAX, metrics::failed);
        return new CountedAssignments(aws.assignments(retry), metrics);
    }

    private Reports reports(ClusterAccess cluster) {
        return new AgentReports(
                metrics,
                new PodEvents(cluster, settings.node(), time::now, oneByOne(), this::told),
                log);
    }

    /** The watch of pods, or an event on one, has failed: the agent goes on. */
    private void told(ClusterFailure failure) {
        metrics.count(failure);
        log.with(LogKey.REASON, failure.text()).warn("The API server did not do as asked");
    }

    private ClusterAccess cluster(Duration silence) {
        return new ServiceAccount(settings.serviceAccount()).access(settings.apiServer(), silence);
    }

    /** In one thread, which is there only as long as there is something to do. */
    private static Executor oneByOne() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_EVENTS),
                        Thread.ofPlatform().daemon().name("events").factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
