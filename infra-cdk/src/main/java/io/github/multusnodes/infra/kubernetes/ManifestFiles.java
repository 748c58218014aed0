package io.github.multusnodes.infra.kubernetes;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.ConfigurationFile;
import io.github.multusnodes.infra.config.InvalidConfigurationException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the manifests of a configuration into a folder. */
public final class ManifestFiles {

    private ManifestFiles() {}

    /**
     * Writes them from the command line.
     *
     * @param args the configuration file, and the folder
     */
    public static void main(String[] args) throws IOException {
        try {
            write(ConfigurationFile.read(Path.of(args[0])), Path.of(args[1]));
        } catch (InvalidConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Writes them into a folder that is theirs alone: what else is in it goes. */
    public static void replace(Configuration configuration, Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        write(configuration, folder);
    }

    /** Writes them; what else is in the folder stays. */
    public static void write(Configuration configuration, Path folder) throws IOException {
        for (Map.Entry<String, String> file : Manifests.of(configuration).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
