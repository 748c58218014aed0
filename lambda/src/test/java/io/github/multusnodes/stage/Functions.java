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
final class Functions {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final World<VirtualTimeline> world;
    private final Map<String, String> environment;
    private final Map<String, RequestStreamHandler> handlers = new HashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Functions(World<VirtualTimeline> world, Map<String, String> environment) {
        this.world = world;
        this.environment = environment;
    }

    InProcessFunction launch() {
        return function("launch", LaunchHookHandler::new);
    }

    InProcessFunction sweep() {
        return function("sweep", SweepHandler::new);
    }

    InProcessFunction terminate() {
        return function("terminate", TerminateHookHandler::new);
    }

    /** Everything the functions have logged. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private InProcessFunction function(
            String name, Function<Wiring, RequestStreamHandler> handler) {
        return new InProcessFunction(
                name,
                world.timeline(),
                TIMEOUT,
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
