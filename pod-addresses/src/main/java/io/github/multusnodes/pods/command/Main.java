package io.github.multusnodes.pods.command;

import io.github.multusnodes.clock.WallTime;
import io.github.multusnodes.pods.assign.Result;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the program starts and how it ends. */
public final class Main {

    private final Map<String, String> environment;
    private final Time time = new WallTime();
    private final Instant start = time.now();
    private final StepLog log;

    Main(Map<String, String> environment) {
        this.environment = environment;
        this.log =
                new StepLog(System.out::println, time::now)
                        .with(LogKey.POD, environment.get("HOSTNAME"));
    }

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new Main(System.getenv()).run(List.of(arguments)).code());
    }

    /** Runs a command. */
    ExitCode run(List<String> words) {
        Violations violations = new Violations();
        Optional<Arguments> arguments = Arguments.read(words, violations);
        return arguments.map(its -> run(its, violations)).orElseGet(() -> wrong(violations));
    }

    private ExitCode run(Arguments arguments, Violations violations) {
        switch (arguments.command()) {
            case HELP -> System.out.print(HelpText.text());
            case VERSION -> System.out.println(version());
            case INIT, SIDECAR -> {
                Settings settings = Settings.read(arguments.given(), environment, violations);
                return violations.found().isEmpty()
                        ? ofPod(arguments.command(), settings)
                        : wrong(violations);
            }
            case NODE -> {
                NodeSettings settings =
                        NodeSettings.read(arguments.given(), environment, violations);
                return violations.found().isEmpty() ? ofNode(settings) : wrong(violations);
            }
        }
        return violations.found().isEmpty() ? ExitCode.DONE : wrong(violations);
    }

    private ExitCode ofPod(Arguments.Command command, Settings settings) {
        Ending ending = Ending.givingBack(settings.bounds().givingBack());
        return work(
                ending,
                () -> {
                    Machine machine = new Machine(settings, environment, time, log);
                    return told(
                            command == Arguments.Command.INIT
                                    ? machine.init()
                                    : machine.sidecar(
                                            () -> started(settings.readyPort()), ending.begin()));
                });
    }

    private ExitCode ofNode(NodeSettings settings) {
        Ending ending = Ending.leavingAll();
        return work(
                ending,
                () -> {
                    new NodeMachine(settings, environment, time, log).run(ending.begin());
                    log.info("Told to end; all addresses stay where they are");
                    return ExitCode.DONE;
                });
    }

    private ExitCode work(Ending ending, Supplier<ExitCode> work) {
        ExitCode code = ExitCode.UNEXPECTED;
        try {
            code = work.get();
        } catch (CloudFailure failure) {
            code = failed(Result.Cause.CALL_FAILED, failure.text());
        } catch (OutOfTime late) {
            code = failed(Result.Cause.OUT_OF_TIME, String.valueOf(late.getMessage()));
        } catch (PortTaken taken) {
            log.with(LogKey.REASON, taken.getMessage()).error("Failed");
            code = ExitCode.USAGE;
        } catch (RuntimeException defect) {
            log.error("Unexpected failure", defect);
        } finally {
            ending.done(code);
        }
        return code;
    }

    /** The port stays open until the process ends: a startup probe sees it. */
    private void started(int readyPort) {
        Readiness.tell(readyPort);
        log.with(LogKey.DURATION_MS, sinceStart()).info("Every address is in its place");
    }

    private ExitCode told(Result result) {
        return switch (result) {
            case Result.Done done -> {
                log.with(LogKey.DURATION_MS, sinceStart())
                        .with(
                                LogKey.ADDRESSES,
                                done.addresses().stream()
                                        .map(held -> held.address() + " on " + held.eniId())
                                        .toList())
                        .info("Every address is in its place");
                yield ExitCode.DONE;
            }
            case Result.GivenBack _ -> {
                log.info("Given back");
                yield ExitCode.DONE;
            }
            case Result.Failed(Result.Cause cause, String text) -> failed(cause, text);
        };
    }

    private ExitCode failed(Result.Cause cause, String text) {
        log.with(LogKey.OUTCOME, cause.name()).with(LogKey.REASON, text).error("Failed");
        return ExitCode.of(cause);
    }

    private static ExitCode wrong(Violations violations) {
        System.err.println("pod-addresses: " + Violation.listed(violations.found(), "mistake(s)"));
        return ExitCode.USAGE;
    }

    private long sinceStart() {
        return Duration.between(start, time.now()).toMillis();
    }

    private static String version() {
        String its = Main.class.getPackage().getImplementationVersion();
        return its == null ? "unknown" : its;
    }
}
