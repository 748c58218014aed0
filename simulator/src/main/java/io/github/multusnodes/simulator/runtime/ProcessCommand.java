package io.github.multusnodes.simulator.runtime;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a function's process is started: its command line and its environment variables. With
 * SnapStart there are container credentials in place of access keys.
 */
final class ProcessCommand {

    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private ProcessCommand() {}

    static ProcessBuilder of(
            ProcessSettings settings, String environment, String runtimeApi, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(commandLine(settings, folder));
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        variables(settings, environment, runtimeApi, builder.environment());
        return builder;
    }

    private static List<String> commandLine(ProcessSettings settings, Path folder) {
        List<String> command = new ArrayList<>(settings.launcher());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmFlags());
        command.add("-Xmx" + settings.memoryMegabytes() + "m");
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-D" + NativeLibrary.PROPERTY + "=" + folder.resolve(NativeLibrary.FILE));
        command.add("-cp");
        command.add(
                Stream.concat(settings.runtimeClient().stream(), settings.code().stream())
                        .map(path -> path.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(RuntimeClient.MAIN);
        command.add(settings.handler());
        return command;
    }

    private static void variables(
            ProcessSettings settings,
            String environment,
            String runtimeApi,
            Map<String, String> variables) {
        variables.keySet().removeIf(name -> !name.equals("PATH"));
        String name = settings.functionName();
        variables.put("AWS_REGION", "us-east-1");
        variables.put(INITIALIZATION, "on-demand");
        variables.putAll(settings.environment());
        variables.put("AWS_DEFAULT_REGION", regionOf(settings));
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", name);
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.memoryMegabytes()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", environment);
        variables.put("_HANDLER", settings.handler());
        if (settings.environment().getOrDefault(INITIALIZATION, "").equals("snap-start")) {
            variables.put(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    "http://" + runtimeApi + RuntimeApi.CREDENTIALS);
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", RuntimeApi.CREDENTIALS_TOKEN);
        } else {
            variables.put("AWS_ACCESS_KEY_ID", environment);
            variables.put("AWS_SECRET_ACCESS_KEY", "simulated");
        }
        variables.put("TZ", ":UTC");
    }

    static String regionOf(ProcessSettings settings) {
        return settings.environment().getOrDefault("AWS_REGION", "us-east-1");
    }
}
