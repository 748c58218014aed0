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
            Map<String, String> environment = Functions.environment(door.endpoint(), demo);
            DemoCluster cluster = new DemoCluster(world, door.endpoint());
            try (Functions functions = new Functions(options, time, environment)) {
                listen(world, cluster, functions);
                Serving serving = new Serving(console, door.endpoint(), environment);
                return play(clients, demo, cluster, serving);
            }
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

    private Scenario scenario() {
        return Scenario.realistic()
                .withSeed(options.seed())
                .withAutoScaling(AutoScalingSettings.realistic().withNoticing(Stage.NOTICING));
    }

    private void listen(World<RealTimeline> world, DemoCluster cluster, Functions functions) {
        world.calls().onCall(progress::called);
        DeliveryLog log = functions.delivery().log();
        log.onInvocation(
                run -> {
                    progress.invoked(run);
                    log.deadLetters().forEach(letter -> story.failed(gaveUp(letter)));
                });
        world.autoScaling().onTransition(change -> changed(change, cluster));
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

    private int play(Clients clients, Demo demo, DemoCluster cluster, Serving serving)
            throws IOException, InterruptedException {
        Stage stage =
                new Stage(
                        clients,
                        demo,
                        cluster,
                        story,
                        departures,
                        progress,
                        start.plus(options.plan().patience()));
        List<String> failure = List.of();
        try {
            options.scenario().play(stage);
        } catch (RunFailed e) {
            failure = List.of(e.getMessage());
        }
        Duration took = Duration.between(start, Instant.now());
        RunReport report =
                new Summary(
                                demo,
                                Inventory.read(clients, demo),
                                story,
                                departures,
                                options.scenario().aftermath())
                        .report(took, failure);
        show(report);
        if (options.serve().isPresent()) {
            serving.explain();
            new CountDownLatch(1).await();
        }
        return report.good() ? GOOD : BAD;
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
