package io.github.multusnodes.wiring;

import io.github.multusnodes.aws.Ec2Reservations;
import io.github.multusnodes.aws.Ec2Subnets;
import io.github.multusnodes.aws.PresignedAnswers;
import io.github.multusnodes.port.Clusters;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.reconcile.StackCluster;
import io.github.multusnodes.reconcile.StackReply;
import io.github.multusnodes.reconcile.StackReservations;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.StepLog;

import software.amazon.awssdk.http.SdkHttpClient;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The object graph of a custom resource's function: made once per cold start. */
public final class StackWiring {

    private final Time time;
    private final StepLog log;
    private final StackReply reply;
    private final Supplier<StackReservations> reservations;
    private final Supplier<StackCluster> cluster;

    /**
     * Connects everything; the clients are made when a request first needs them, so that one that
     * cannot be made still gets its answer.
     *
     * @param http puts the answers
     * @param chance of back-off
     * @param lines takes log lines
     */
    public StackWiring(
            Supplier<AwsAccess> aws,
            Supplier<Clusters> clusters,
            SdkHttpClient http,
            Time time,
            RandomGenerator chance,
            Consumer<String> lines) {
        this.time = time;
        this.log = new StepLog(lines, time::now);
        this.reply = new StackReply(new PresignedAnswers(http), time, chance);
        this.reservations =
                new Once<>(() -> reservations(aws.get().ec2(new Calls()), time, chance));
        this.cluster = new Once<>(() -> new StackCluster(clusters.get(), time, chance));
    }

    /** The present moment. */
    public Instant now() {
        return time.now();
    }

    /** The function's log. */
    public StepLog log() {
        return log;
    }

    /** Gives CloudFormation its answers. */
    public StackReply reply() {
        return reply;
    }

    /** The use case of CIDR reservations. */
    public StackReservations reservations() {
        return reservations.get();
    }

    /** The use case of looking a cluster up. */
    public StackCluster cluster() {
        return cluster.get();
    }

    private static StackReservations reservations(
            QueryClient ec2, Time time, RandomGenerator chance) {
        return new StackReservations(new Ec2Reservations(ec2), new Ec2Subnets(ec2), time, chance);
    }
}
