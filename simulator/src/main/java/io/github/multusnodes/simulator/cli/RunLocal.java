package io.github.multusnodes.simulator.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/** The command: reads and checks its options, then hands over to the {@link Session}. */
@Command(
        name = "./run-local",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 96,
        header = {
            "Runs the Multus node functions for real on this machine, without an AWS account.",
            ""
        },
        description = {
            "",
            "Starts a simulated EC2 and Auto Scaling, makes a VPC and an Auto Scaling group in it"
                + " with the AWS SDK, and lets the packaged Lambda functions give each new node its"
                + " Multus interfaces and see each leaving one off. Shows it happening, then which"
                + " node got what and a map of every subnet, and checks the result.",
            ""
        },
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:all nodes are in service and everything that was checked is right",
            "1:something went wrong; what, is said",
            "2:an option has a value that cannot be used"
        },
        footer = {
            "",
            "Examples:",
            "  ./run-local --nodes 12 --zones 3 --html run.html",
            "  ./run-local --scenario dual-stack",
            "  ./run-local --scenario scale-in",
            "  ./run-local --serve 4566",
            "  ./run-local --serve 4566 --manual target/sam --nodes 1"
        })
final class RunLocal implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "Nodes in the group, 0 to 200. Usually 3; for holes two in each zone, for"
                            + " reservation three.")
    private @Nullable Integer nodes;

    @Option(
            names = "--zones",
            paramLabel = "Z",
            defaultValue = "2",
            description = "Availability Zones, 1 to 4. Usually ${DEFAULT-VALUE}.")
    private int zones;

    @Option(
            names = "--networks",
            paramLabel = "M",
            defaultValue = "2",
            description = "Multus networks of each node, 1 to 7. Usually ${DEFAULT-VALUE}.")
    private int networks;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "launch",
            description = "What happens, see below. Usually ${DEFAULT-VALUE}.")
    private String scenario = "launch";

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes the result to FILE, as a page that needs nothing else.")
    private @Nullable Path html;

    @Option(
            names = "--serve",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "0",
            description =
                    "Stays up after the run, at PORT of 127.0.0.1 or any free one, for the AWS CLI"
                            + " and SAM; ends on Ctrl-C.")
    private @Nullable Integer serve;

    @Option(
            names = "--manual",
            paramLabel = "FOLDER",
            description =
                    "With --serve: no function runs by itself. Nodes wait in their hooks; their"
                            + " events and env.json are written to FOLDER, and the commands of the"
                            + " SAM CLI that invoke the functions are shown.")
    private @Nullable Path manual;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of everything left to chance. Usually ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--verbose", description = "Shows every step and the function's log lines.")
    private boolean verbose;

    @Option(names = "--launch-jar", hidden = true, defaultValue = DEFAULT_LAUNCH_JAR)
    private Path launchJar = Path.of(DEFAULT_LAUNCH_JAR);

    @Option(names = "--drain-jar", hidden = true, defaultValue = DEFAULT_DRAIN_JAR)
    private Path drainJar = Path.of(DEFAULT_DRAIN_JAR);

    @Option(names = "--root", hidden = true, defaultValue = ".")
    private Path root = Path.of(".");

    private static final String DEFAULT_LAUNCH_JAR = "lambda/target/multus-nodes-lambda.jar";
    private static final String DEFAULT_DRAIN_JAR = "lambda/target/multus-nodes-drain.jar";

    @Override
    public Integer call() {
        return new Session(options(), Console.standard()).run();
    }

    /**
     * The options, checked.
     *
     * @throws ParameterException naming the first value that cannot be used
     */
    Options options() {
        DemoScenario played =
                DemoScenario.named(scenario)
                        .orElseThrow(
                                () ->
                                        refused(
                                                "--scenario is \"%s\"; there are: %s"
                                                        .formatted(
                                                                scenario, DemoScenario.labels())));
        range("--zones", zones, 1, DemoPlan.ZONES.size(), "the Region has no more");
        range(
                "--networks",
                networks,
                1,
                DemoPlan.MOST_NETWORKS,
                "the largest instance type used here has 8 interfaces, one of them the node's own");
        int wanted = nodes == null ? played.usualNodes(zones) : nodes;
        range("--nodes", wanted, 0, DemoPlan.MOST_NODES, "more say nothing new on one machine");
        played.objection(wanted, zones)
                .ifPresent(
                        objection -> {
                            throw refused(objection);
                        });
        if (serve != null) {
            range("--serve", serve, 0, 65_535, "that is what ports are");
        }
        return new Options(
                new DemoPlan(wanted, zones, networks, played.addressing()),
                played,
                seed,
                page(),
                serve == null ? OptionalInt.empty() : OptionalInt.of(serve),
                verbose,
                byHand(played),
                packaged(launchJar),
                packaged(drainJar));
    }

    private Optional<ByHandOptions> byHand(DemoScenario played) {
        if (manual == null) {
            return Optional.empty();
        }
        if (serve == null) {
            throw refused("--manual needs --serve: what is invoked by hand has to stay up");
        }
        if (played.happens()) {
            throw refused(
                    "--manual plays nothing, so --scenario must be launch or a way of addressing,"
                            + " not %s".formatted(played.label()));
        }
        if (Files.exists(manual) && !Files.isDirectory(manual)) {
            throw refused("--manual is \"%s\"; it must be a folder".formatted(manual));
        }
        return Optional.of(
                new ByHandOptions(
                        manual,
                        root.resolve("templates/sam/template.yaml"),
                        root.resolve("test-events")));
    }

    private Path packaged(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw refused("There is no packaged function at " + jar + ": build it first");
        }
        return jar;
    }

    private Optional<Path> page() {
        if (html == null) {
            return Optional.empty();
        }
        Path folder = html.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(html)) {
            throw refused(
                    "--html is \"%s\"; it must be a file in a folder that exists and can be written"
                            .formatted(html));
        }
        return Optional.of(html);
    }

    private void range(String option, int value, int least, int most, String reason) {
        if (value < least || value > most) {
            throw refused(
                    "%s is %d; it must be %d to %d (%s)"
                            .formatted(option, value, least, most, reason));
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
