package io.github.multusnodes.infra.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the {@linkplain Imds metadata service} of a machine answers: files. */
record Metadata(Path directory) {

    private static final String PRIMARY = "02:00:00:00:00:05";

    /** An instance with its primary interface. */
    static Metadata ofInstance(Path directory) throws IOException {
        Metadata metadata = new Metadata(directory);
        metadata.put("meta-data/mac", PRIMARY);
        metadata.put("meta-data/instance-id", "i-1");
        metadata.of(PRIMARY, "device-number", "0");
        return metadata;
    }

    /** Lists an interface at a device index of card 0, of an instance that has no other card. */
    void attach(String mac, int index) throws IOException {
        of(mac, "device-number", Integer.toString(index));
    }

    void detach(String mac) throws IOException {
        try (Stream<Path> files = Files.walk(folder(mac))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Sets a value of an interface, which is listed from then on. */
    void of(String mac, String key, String... lines) throws IOException {
        put("meta-data/network/interfaces/macs/" + mac + "/" + key, String.join("\n", lines));
    }

    /** Lists an interface of which nothing is known yet. */
    void list(String mac) throws IOException {
        Files.createDirectories(folder(mac));
    }

    /** Tokens are good for so many requests. */
    void tokenUses(int uses) throws IOException {
        put("token-uses", Integer.toString(uses));
    }

    /** Answers paths with other statuses: lines of a path and a status. */
    void answers(List<String> lines) throws IOException {
        put("status", String.join("\n", lines));
    }

    private Path folder(String mac) {
        return directory.resolve("meta-data/network/interfaces/macs").resolve(mac);
    }

    /** In one step: the service may be asked at any time. */
    private void put(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Path fresh = Files.writeString(directory.resolveSibling("fresh"), text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
