package io.github.multusnodes.simulator;

import io.github.multusnodes.simulator.fault.CallLog;
import io.github.multusnodes.simulator.fault.Faults;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.cloudformation.Answers;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.time.VirtualTimeline;
import io.github.multusnodes.simulator.transport.MetadataDoor;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.autoscaling.AutoScalingApi;
import io.github.multusnodes.simulator.wire.cloudformation.AnswerApi;
import io.github.multusnodes.simulator.wire.ec2.Ec2Api;
import io.github.multusnodes.simulator.wire.kubernetes.ClusterApi;
import io.github.multusnodes.simulator.wire.metadata.InstanceMetadata;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One simulated account in one Region.
 *
 * @param <T> how time passes in it
 */
public final class World<T extends Timeline> {

    private final T timeline;
    private final Scenario scenario;
    private final ReentrantLock lock = new ReentrantLock();
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final Ec2 ec2;
    private final AutoScaling autoScaling;
    private final Kubernetes kubernetes;
    private final Answers answers;
    private final Ids metadataTokens;
    private final Map<String, InstanceMetadata> metadata = new ConcurrentHashMap<>();
    private final Door door;

    private World(T timeline, Scenario scenario) {
        this.timeline = timeline;
        this.scenario = scenario;
        Ids ids = new Ids(scenario.seed());
        Schedule schedule = new Schedule(timeline, lock);
        this.ec2 = new Ec2(timeline, schedule, ids, scenario);
        this.autoScaling = new AutoScaling(timeline, schedule, ids, scenario, ec2);
        this.kubernetes = new Kubernetes(schedule, ids, ec2.instances());
        this.answers = new Answers(timeline::now, new Ids(scenario.seed()));
        this.metadataTokens = new Ids(scenario.seed());
        Api api = new Api();
        Ec2Api.register(api, ec2);
        AutoScalingApi.register(api, autoScaling);
        this.door =
                new Door(
                        timeline,
                        lock,
                        ids,
                        api,
                        new AnswerApi(answers, new ClusterApi(kubernetes, timeline, lock)),
                        scenario.latencies(),
                        scenario.buckets(),
                        faults,
                        calls);
    }

    /** A world in virtual time: for tests. */
    public static World<VirtualTimeline> virtual(Scenario scenario) {
        return new World<>(new VirtualTimeline(scenario.start(), scenario.seed()), scenario);
    }

    /** A world in real time: for processes that talk to it. */
    public static World<RealTimeline> real(Scenario scenario) {
        return new World<>(new RealTimeline(), scenario);
    }

    /** Its clock. */
    public T timeline() {
        return timeline;
    }

    /** Its settings. */
    public Scenario scenario() {
        return scenario;
    }

    /** Its EC2 as it is. */
    public Ec2 ec2() {
        return ec2;
    }

    /** Its Auto Scaling as it is. */
    public AutoScaling autoScaling() {
        return autoScaling;
    }

    /** Its EKS cluster as it is. */
    public Kubernetes kubernetes() {
        return kubernetes;
    }

    /** Where CloudFormation awaits the answers of custom resources' functions. */
    public Answers answers() {
        return answers;
    }

    /**
     * The metadata service of an instance.
     *
     * @throws IllegalArgumentException if there is no such instance
     */
    public InstanceMetadata metadata(String instanceId) {
        if (alone(() -> ec2.instances().find(instanceId)).isEmpty()) {
            throw new IllegalArgumentException("There is no instance '" + instanceId + "'");
        }
        return metadata.computeIfAbsent(
                instanceId,
                id -> new InstanceMetadata(id, ec2, lock, timeline::now, metadataTokens));
    }

    /**
     * The same as an HTTP server, until it is closed.
     *
     * @param port on loopback; 0 for any free one
     * @throws IllegalArgumentException if there is no such instance
     * @throws IOException if the port is taken
     */
    public MetadataDoor serveMetadata(String instanceId, int port) throws IOException {
        return new MetadataDoor(metadata(instanceId), port);
    }

    /** The way in, for a transport. */
    public Door door() {
        return door;
    }

    /** Clients of the real SDK that call this world. */
    public SdkClients clients() {
        return new SdkClients(door);
    }

    /** Changes this world by hand while nothing else happens in it. */
    public void alone(Runnable act) {
        lock.lock();
        try {
            act.run();
        } finally {
            lock.unlock();
        }
    }

    /** The same, and gives what was seen or made. */
    public <R> R alone(Supplier<R> act) {
        lock.lock();
        try {
            return act.get();
        } finally {
            lock.unlock();
        }
    }

    /** The script of faults that calls meet. */
    public Faults faults() {
        return faults;
    }

    /** Every call made so far. */
    public CallLog calls() {
        return calls;
    }
}
