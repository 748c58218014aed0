package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.report.HtmlReport;
import io.github.multusnodes.simulator.report.RunReport;
import io.github.multusnodes.simulator.report.TextReport;
import io.github.multusnodes.simulator.runtime.DeadLetter;
import io.github.multusnodes.simulator.runtime.DeliveryLog;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.StateChange;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** One local run, from the empty world to the report. */
final class Session {

    private static final int GOOD = 0;
    private static final int BAD = 1;

    private final Options options;
    private final Console console;
    private final Instant start = Instant.now();
    private final Story story = new Story(start);
    private final Departures departures = new Departures();
    private final Progress progress;
    private volatile boolean over;

    Session(Options options, Console console) {
        this.options = options;
        this.console = console;
        this.progress = new Progress(console, story, departures, options.plan(), options.verbose());
    }

    /** Runs it all; gives the exit code. */
    int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::ended, "interrupt"));
        console.line(console.bold("Multus Nodes: " + options.plan().title()) + details());
        int code = attempt();
        over = true;
        return code;
    }

    private String details() {
        return "  (%s, scenario %s, seed %d)"
                .formatted(
                        options.plan().instanceType(), options.scenario().label(), options.seed());
    }

    private void ended() {
        if (!over) {
            progress.interrupt();
        }
    }

    private int attempt() {
        World<RealTimeline> world = World.real(scenario());
        try (RealTimeline time = world.timeline();
                HttpDoor door = new HttpDoor(world.door(), options.serve().orElse(0));
                Clients clients = Clients.to(door.endpoint())) {
            progress.say("EC2 and Auto Scaling are simulated at " + door.endpoint());
            Demo demo = new DemoWorld(clients, time, options.plan()).setUp();
            progress.say(
                    "made: VPC %s, %d subnets, security group, launch template"
                            .formatted(DemoPlan.VPC, demo.all().size()));
            return play(world, door.endpoint(), clients, demo);
        } catch (BindException e) {
            return failed(
                    "port %d of 127.0.0.1 cannot be used (%s): give another one to --serve"
                            .formatted(options.serve().orElse(0), e.getMessage()));
        } catch (IOException e) {
            return failed(e.toString());
        } catch (SdkException e) {
            return failed("a call to the simulator failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private int play(World<RealTimeline> world, URI endpoint, Clients clients, Demo demo)
            throws IOException, InterruptedException {
        Map<String, String> environment = Functions.environment(endpoint, demo);
        DemoCluster cluster = new DemoCluster(world, endpoint);
        world.calls().onCall(progress::called);
        world.autoScaling().onTransition(change -> changed(change, cluster));
        if (options.byHand().isPresent()) {
            return hold(
                    world, endpoint, options.byHand().get(), stage(clients, demo, cluster), demo);
        }
        try (Functions functions = new Functions(options, world.timeline(), environment)) {
            listen(world, functions);
            if (options.scenario().losesEvents()) {
                functions.sweepForLostEvents();
                progress.eventsAreLost();
            }
            List<String> failure = act(stage(clients, demo, cluster));
            if (options.serve().isEmpty()) {
                functions.sweepNoMore();
            }
            RunReport report = report(Inventory.read(clients, demo), demo, failure);
            show(report);
            if (options.serve().isPresent()) {
                new Serving(console, endpoint).explain();
                new CountDownLatch(1).await();
            }
            functions.awaitSweep();
            return report.good() ? GOOD : BAD;
        }
    }

    /** Nothing is checked at the end: it is up to whoever invokes the functions. */
    private int hold(
            World<RealTimeline> world, URI endpoint, ByHandOptions where, Stage stage, Demo demo)
            throws IOException, InterruptedException {
        ByHand byHand = new ByHand(where, console, story, options.plan().nodes());
        byHand.prepare(Functions.environment(endpoint, demo));
        world.answers().moveTo(endpoint);
        progress.eventsAreWritten();
        world.autoScaling().onEvent(byHand::event);
        stage.hold();
        try {
            byHand.awaitLaunches(deadline());
        } catch (RunFailed e) {
            return failed(e.toString());
        }
        List<String> stack = new StackByHand(byHand, progress, world.answers(), demo).write();
        new Serving(console, endpoint).explain(byHand.sweep(), stack);
        new CountDownLatch(1).await();
        return GOOD;
    }

    private Stage stage(Clients clients, Demo demo, DemoCluster cluster) {
        return new Stage(clients, demo, cluster, story, departures, progress, deadline());
    }

    private Instant deadline() {
        return start.plus(options.plan().patience());
    }

    /** Gives why the scenario did not come to its end; nothing if it did. */
    private List<String> act(Stage stage) throws InterruptedException {
        try {
            options.scenario().play(stage);
            return List.of();
        } catch (RunFailed e) {
            return List.of(e.getMessage());
        }
    }

    private RunReport report(Inventory inventory, Demo demo, List<String> failure) {
        Duration took = Duration.between(start, Instant.now());
        return new Summary(demo, inventory, story, departures, options.scenario().aftermath())
                .report(took, failure);
    }

    private Scenario scenario() {
        return Scenario.realistic()
                .withSeed(options.seed())
                .withAutoScaling(AutoScalingSettings.realistic().withNoticing(Stage.NOTICING));
    }

    private void listen(World<RealTimeline> world, Functions functions) {
        DeliveryLog log = functions.delivery().log();
        log.onInvocation(
                run -> {
                    progress.invoked(run);
                    log.deadLetters().forEach(letter -> story.failed(gaveUp(letter)));
                });
        world.autoScaling().onEvent(functions::send);
    }

    private void changed(StateChange change, DemoCluster cluster) {
        String id = change.instanceId();
        String node = cluster.nodeOf(id);
        switch (change.to()) {
            case TERMINATING -> departures.begin(id, node, cluster.toLeave(node));
            case TERMINATING_PROCEED -> departures.proceed(id, cluster.toLeave(node));
            default -> {}
        }
        progress.reached(id, change.to().wireName(), change.at());
    }

    private static String gaveUp(DeadLetter letter) {
        return "Lambda gave an event up after %d attempts: %s"
                .formatted(letter.attempts(), letter.lastError());
    }

    private void show(RunReport report) throws IOException {
        if (progress.throttled() > 0) {
            progress.say(
                    "EC2 refused %d calls for there were too many; they were made again"
                            .formatted(progress.throttled()));
        }
        console.line("");
        console.out().print(new TextReport(console.colours()).render(report));
        if (options.html().isPresent()) {
            Path page = options.html().get();
            Files.writeString(page, HtmlReport.render(report));
            console.line("The page is " + page.toAbsolutePath().toUri());
        }
    }

    private int failed(String why) {
        console.line("FAILED: " + why);
        return BAD;
    }
}
