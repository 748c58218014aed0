package io.github.multusnodes.simulator.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native part of the runtime interface client. Left alone, every client unpacks it to the same
 * file in /tmp and loads it from there; of several that start at once, some crash.
 */
final class NativeLibrary {

    /** The system property that makes the client load a given file instead. */
    static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    static final String FILE = "libaws-lambda-jni.so";

    private NativeLibrary() {}

    /**
     * Unpacks it into a folder.
     *
     * @param jars the client's
     * @throws FileNotFoundException if the client has none for this machine
     */
    static void unpack(List<Path> jars, Path folder) throws IOException {
        String name = "jni/libaws-lambda-jni." + platform() + ".so";
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, folder.resolve(FILE));
                        return;
                    }
                }
            }
        }
        throw new FileNotFoundException(
                "The runtime interface client has no "
                        + name
                        + ": it runs on Linux on x86-64 and aarch64 only; "
                        + jars);
    }

    private static String platform() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean musl =
                Files.exists(Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1"));
        String architecture = arm ? "aarch_64" : "x86_64";
        return (musl ? "linux_musl-" : "linux-") + architecture;
    }
}
