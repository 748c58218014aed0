package io.github.multusnodes.sam;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.ProcessFunction;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.RuntimeClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command {@code sam local invoke} as somebody would paste it into a shell, done without SAM and
 * Docker: the same jar, handler, memory, timeout and variables, run by Lambda's own runtime client.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html">
 *     sam local invoke</a>
 */
record SamInvocation(String function, Path template, Path environment, Path event) {

    private static final Pattern COMMAND =
            Pattern.compile(
                    "sam local invoke (\\w+) -t (\\S+) -n (\\S+) -e (\\S+) --docker-network host"
                            + "( --parameter-overrides Architecture=arm64)?");

    static SamInvocation of(String command) {
        Matcher matcher = COMMAND.matcher(command.strip());
        if (!matcher.matches()) {
            throw new AssertionError("No command of SAM: " + command);
        }
        return new SamInvocation(
                matcher.group(1),
                Path.of(matcher.group(2)),
                Path.of(matcher.group(3)),
                Path.of(matcher.group(4)));
    }

    /**
     * Runs the function once.
     *
     * @param region as the shell has it
     */
    InvocationResult run(String region) throws IOException {
        SamFunction its = SamTemplate.read(template).function(function);
        Map<String, String> variables = new HashMap<>(its.environment());
        variables.replaceAll((name, value) -> given().getString(name, value));
        variables.put("AWS_REGION", region);
        ProcessSettings settings =
                ProcessSettings.of(
                                function, its.handler(), List.of(its.code()), RuntimeClient.jars())
                        .withEnvironment(variables)
                        .withTimeouts(its.timeout(), its.timeout())
                        .withResources(its.memoryMegabytes(), 1);
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        try (ProcessFunction process = new ProcessFunction(settings, _ -> {})) {
            process.invoke(new Invocation("by-hand", Files.readString(event)), result::complete);
            return result.join();
        }
    }

    /** The variables that the file gives to all functions. */
    JsonObject given() {
        try {
            return Json.parse(Files.readString(environment))
                    .asObject()
                    .get("Parameters")
                    .asObject();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
