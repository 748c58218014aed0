package io.github.multusnodes.pods.stage;

import io.github.multusnodes.pods.agent.AgentPorts;
import io.github.multusnodes.pods.agent.NodeAgent;
import io.github.multusnodes.pods.agent.Pace;
import io.github.multusnodes.pods.ec2.Ec2Assignments;
import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.simulator.fault.ProcessEnded;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.telemetry.StepLog;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** The agent of a node of the stage, one process after another. */
public final class AgentProcess {

    private final NodesStage stage;
    private final ClusterPods cluster;
    private final int node;
    private final Terms terms;
    private final List<String> log = new ArrayList<>();
    private final Recorder reports;
    private AtomicBoolean ending = new AtomicBoolean();
    private boolean running;
    private int started;

    public AgentProcess(NodesStage stage, ClusterPods cluster, int node, Terms terms) {
        this.stage = stage;
        this.cluster = cluster;
        this.node = node;
        this.terms = terms;
        this.reports = new Recorder(stage.time());
    }

    /** Starts a process without any memory, beside all else. */
    public AgentProcess start() {
        started++;
        running = true;
        AtomicBoolean end = new AtomicBoolean();
        ending = end;
        stage.world().timeline().start(caller(), () -> run(end));
        return this;
    }

    private void run(AtomicBoolean end) {
        int mine = started;
        String caller = caller();
        AgentPorts ports =
                new AgentPorts(
                        stage.interfaces(stage.node(node)),
                        cluster.watch(node),
                        new Ec2Assignments(stage.access(caller).ec2(new Calls())),
                        reports,
                        stage.time(),
                        new Random(caller.hashCode()));
        StepLog lines = new StepLog(log::add, stage.time()::now);
        try {
            new NodeAgent(ports, terms, Pace.usual(), lines).run(end::get);
        } catch (ProcessEnded killed) {
            log.add(killed.getMessage());
        } finally {
            if (mine == started) {
                running = false;
            }
        }
    }

    /** Asks the process to end, as the kubelet does. */
    public void stop() {
        ending.set(true);
    }

    /** Ends the process with its next call, wherever it is. */
    public void kill() {
        stop();
        stage.world().faults().kill(caller());
    }

    /** Whether the process has not ended. */
    public boolean isRunning() {
        return running;
    }

    /** Whom calls of the process now running come from. */
    public String caller() {
        return "agent-" + node + "-" + started;
    }

    /** What all its processes have told. */
    public Recorder reports() {
        return reports;
    }

    /** The lines of their logs. */
    public List<String> log() {
        return log;
    }

    /** The calls of EC2 that they made. */
    public List<RecordedCall> calls() {
        return stage.world().calls().all().stream()
                .filter(its -> its.call().caller().startsWith("agent-" + node + "-"))
                .toList();
    }

    /** Their actions, in their order. */
    public List<String> actions() {
        return calls().stream().map(its -> its.call().action()).toList();
    }
}
