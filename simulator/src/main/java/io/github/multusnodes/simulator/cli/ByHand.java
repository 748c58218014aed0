package io.github.multusnodes.simulator.cli;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.WriterConfig;

import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A run whose functions a person invokes by the SAM CLI: each event becomes a file, and the command
 * that takes it is told.
 */
final class ByHand {

    private static final String ENVIRONMENT = "env.json";

    /** What SAM takes from the shell, and passes on by itself. */
    private static final String REGION = "AWS_REGION";

    private final ByHandOptions options;
    private final Console console;
    private final Story story;
    private final CountDownLatch launches;

    /**
     * @param nodes how many launches there will be at first
     */
    ByHand(ByHandOptions options, Console console, Story story, int nodes) {
        this.options = options;
        this.console = console;
        this.story = story;
        this.launches = new CountDownLatch(nodes);
    }

    /** Makes the folder, without events of an earlier run, and writes the functions' variables. */
    void prepare(Map<String, String> environment) throws IOException {
        Files.createDirectories(options.folder());
        try (DirectoryStream<Path> old =
                Files.newDirectoryStream(
                        options.folder(), "{launch,terminate,reservations,cluster}*.json")) {
            for (Path event : old) {
                Files.delete(event);
            }
        }
        JsonObject variables = new JsonObject();
        new TreeMap<>(environment)
                .forEach(
                        (name, value) -> {
                            if (!name.equals(REGION)) {
                                variables.add(name, value);
                            }
                        });
        Files.writeString(
                file(ENVIRONMENT),
                Json.object().add("Parameters", variables).toString(WriterConfig.PRETTY_PRINT));
    }

    /** Writes an event, and tells what to do with it. */
    void event(LifecycleNotice notice) {
        boolean launch = notice.hook().equals(DemoPlan.LAUNCH_HOOK);
        String node = story.name(notice.instanceId()).replace(' ', '-');
        Path event = file((launch ? "launch-" : "terminate-") + node + ".json");
        try {
            Files.writeString(event, notice.toEventBridgeJson());
        } catch (IOException e) {
            story.failed("The event of " + node + " could not be written: " + e);
            return;
        }
        console.line("          " + invoke(launch ? "Launch" : "Terminate", event));
        if (launch) {
            launches.countDown();
        }
    }

    /**
     * Waits until the first nodes' events are written.
     *
     * @throws RunFailed if they are not by the deadline
     */
    void awaitLaunches(Instant deadline) throws InterruptedException {
        long left = Duration.between(Instant.now(), deadline).toMillis();
        if (!launches.await(left, TimeUnit.MILLISECONDS)) {
            throw new RunFailed(launches.getCount() + " nodes did not come to their launch hook");
        }
    }

    /** The command that invokes one function. */
    String invoke(String function, Path event) {
        String architecture =
                System.getProperty("os.arch").equals("aarch64")
                        ? " --parameter-overrides Architecture=arm64"
                        : "";
        return "sam local invoke %s -t %s -n %s -e %s --docker-network host%s"
                .formatted(
                        function,
                        shown(options.template()),
                        shown(file(ENVIRONMENT)),
                        shown(event),
                        architecture);
    }

    /** The command that sweeps. */
    String sweep() {
        return invoke("Sweep", testEvent("scheduled-sweep"));
    }

    /** One of the project's test events. */
    Path testEvent(String name) {
        return options.testEvents().resolve(name + ".json");
    }

    /** A file of this run. */
    Path file(String name) {
        return options.folder().resolve(name);
    }

    /** As short as a shell in the present folder understands it. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path there = path.toAbsolutePath().normalize();
        return there.startsWith(here) ? here.relativize(there) : there;
    }
}
