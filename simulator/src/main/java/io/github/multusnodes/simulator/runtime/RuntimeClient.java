package io.github.multusnodes.simulator.runtime;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/** Lambda's own runtime interface client for Java: what AWS runs a packaged handler with. */
public final class RuntimeClient {

    static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private static final List<String> ONE_CLASS_OF_EACH_JAR =
            List.of(
                    MAIN,
                    "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
                    "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
                    "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private RuntimeClient() {}

    /**
     * The client's jars, as this process has them on its own class path.
     *
     * @throws IllegalStateException if one of them is missing
     */
    public static List<Path> jars() {
        return ONE_CLASS_OF_EACH_JAR.stream().map(RuntimeClient::jarOf).toList();
    }

    private static Path jarOf(String className) {
        try {
            Class<?> found = Class.forName(className, false, RuntimeClient.class.getClassLoader());
            CodeSource source = found.getProtectionDomain().getCodeSource();
            if (source == null) {
                throw new IllegalStateException(className + " does not come from a jar");
            }
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(
                    className
                            + " is not on the class path: add"
                            + " com.amazonaws:aws-lambda-java-runtime-interface-client",
                    e);
        }
    }
}
