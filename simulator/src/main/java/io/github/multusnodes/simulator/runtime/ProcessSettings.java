package io.github.multusnodes.simulator.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A function as it is configured in Lambda, and how its processes run here.
 *
 * @param functionName its name; the processes' AWS access key ids are this and a number
 * @param handler class and method, as {@code a.b.Handler::handleRequest}
 * @param code the packaged jar, or a class path
 * @param runtimeClient the jars of the runtime interface client
 * @param environment the function's variables; a process gets nothing else but Lambda's own and
 *     PATH
 * @param timeout after which a run's process is killed
 * @param initTimeout after which a process that has not asked for an event yet is killed
 * @param memoryMegabytes what the function is told it has; also the most the process' heap may take
 * @param processes at the same time; further runs wait for one
 * @param jvmFlags for {@code java}
 * @param launcher a command in front of {@code java}, as {@code taskset -c 0}; usually none
 */
public record ProcessSettings(
        String functionName,
        String handler,
        List<Path> code,
        List<Path> runtimeClient,
        Map<String, String> environment,
        Duration timeout,
        Duration initTimeout,
        int memoryMegabytes,
        int processes,
        List<String> jvmFlags,
        List<String> launcher) {

    private static final List<String> LAMBDAS_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED");

    public ProcessSettings {
        code = List.copyOf(code);
        runtimeClient = List.copyOf(runtimeClient);
        environment = Map.copyOf(environment);
        jvmFlags = List.copyOf(jvmFlags);
        launcher = List.copyOf(launcher);
        if (processes < 1) {
            throw new IllegalArgumentException(
                    "processes is " + processes + "; at least 1 is needed to run anything");
        }
        if (!timeout.isPositive() || !initTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "timeout is %s and initTimeout %s; both must be more than zero"
                            .formatted(timeout, initTimeout));
        }
    }

    /**
     * A function with a minute to run, 512 MB, Lambda's JVM flags for java25, two processes at most
     * and no variables. Lambda allows an initialisation 10 s and then tries again inside the
     * function's timeout; here it has one minute, for the machine may be busy.
     */
    public static ProcessSettings of(
            String functionName, String handler, List<Path> code, List<Path> runtimeClient) {
        return new ProcessSettings(
                functionName,
                handler,
                code,
                runtimeClient,
                Map.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                512,
                2,
                LAMBDAS_FLAGS,
                List.of());
    }

    /** The same with other variables. */
    public ProcessSettings withEnvironment(Map<String, String> other) {
        return new ProcessSettings(
                functionName,
                handler,
                code,
                runtimeClient,
                other,
                timeout,
                initTimeout,
                memoryMegabytes,
                processes,
                jvmFlags,
                launcher);
    }

    /** The same with other time limits. */
    public ProcessSettings withTimeouts(Duration run, Duration init) {
        return new ProcessSettings(
                functionName,
                handler,
                code,
                runtimeClient,
                environment,
                run,
                init,
                memoryMegabytes,
                processes,
                jvmFlags,
                launcher);
    }

    /** The same with other resources. */
    public ProcessSettings withResources(int megabytes, int mostProcesses) {
        return new ProcessSettings(
                functionName,
                handler,
                code,
                runtimeClient,
                environment,
                timeout,
                initTimeout,
                megabytes,
                mostProcesses,
                jvmFlags,
                launcher);
    }

    /** The same with other JVM flags and another command in front of {@code java}. */
    public ProcessSettings withJvm(List<String> flags, List<String> command) {
        return new ProcessSettings(
                functionName,
                handler,
                code,
                runtimeClient,
                environment,
                timeout,
                initTimeout,
                memoryMegabytes,
                processes,
                flags,
                command);
    }
}
