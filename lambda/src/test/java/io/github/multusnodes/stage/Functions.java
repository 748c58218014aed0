package io.github.multusnodes.stage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.handler.LaunchHookHandler;
import io.github.multusnodes.handler.SweepHandler;
import io.github.multusnodes.handler.TerminateHookHandler;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.settings.ClusterSettings;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.runtime.InProcessFunction;
import io.github.multusnodes.simulator.runtime.InvocationContext;
import io.github.multusnodes.simulator.time.VirtualTimeline;
import io.github.multusnodes.wiring.Wiring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The handlers as Lambda functions of a simulated world: one object graph per environment. */
public final class Functions {

    private final World<VirtualTimeline> world;
    private final String prefix;
    private final Duration timeout;
    private final Map<String, String> environment;
    private final Map<String, RequestStreamHandler> handlers = new HashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /**
     * Deploys them.
     *
     * @param prefix of the functions' names, and so of those who call
     * @param timeout after which a run is ended
     * @param environment their variables
     */
    public Functions(
            World<VirtualTimeline> world,
            String prefix,
            Duration timeout,
            Map<String, String> environment) {
        this.world = world;
        this.prefix = prefix;
        this.timeout = timeout;
        this.environment = Map.copyOf(environment);
    }

    /** The function behind launch hooks. */
    public InProcessFunction launch() {
        return function("launch", LaunchHookHandler::new);
    }

    /** The function behind the schedule. */
    public InProcessFunction sweep() {
        return function("sweep", SweepHandler::new);
    }

    /** The function behind terminate hooks. */
    public InProcessFunction terminate() {
        return function("terminate", TerminateHookHandler::new);
    }

    /** Everything the functions have logged. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private InProcessFunction function(
            String name, Function<Wiring, RequestStreamHandler> handler) {
        return new InProcessFunction(
                prefix + name,
                world.timeline(),
                timeout,
                dead -> world.faults().kill(dead),
                (event, context) ->
                        answer(
                                handlers.computeIfAbsent(
                                        context.environment(),
                                        caller -> handler.apply(wiring(caller))),
                                event,
                                context));
    }

    private static byte[] answer(
            RequestStreamHandler handler, byte[] event, InvocationContext context)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), out, lambdaContext(context));
        return out.toByteArray();
    }

    private Wiring wiring(String caller) {
        return new Wiring(
                Accesses.to(world, caller),
                environment,
                new VirtualTime(world.timeline()),
                new Random(caller.hashCode()),
                lines::add,
                settings -> cluster(settings, caller));
    }

    private Cluster cluster(ClusterSettings settings, String caller) {
        if (settings.name().equals(Stage.DEFECT)) {
            throw new IllegalStateException("A defect, made to be outlived");
        }
        return Clusters.of(world, caller);
    }

    private static Context lambdaContext(InvocationContext context) {
        return new StageContext(context);
    }
}
