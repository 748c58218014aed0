package io.github.multusnodes.infra.kubernetes;

import io.github.multusnodes.infra.config.Attachment.Plugin;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.node.NodeTaint;
import io.github.multusnodes.infra.text.Texts;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What takes the startup taint off nodes that are ready. */
record NotReady(Configuration configuration) {

    String file() {
        return Texts.read(
                NotReady.class,
                "not-ready.yaml",
                Map.of(
                        "GROUP", configuration.name(),
                        "NAME",
                                "multus-nodes-"
                                        + configuration.name().toLowerCase(Locale.ROOT)
                                        + "-not-ready",
                        "TAINT", NodeTaint.NOT_READY.key(),
                        "IMAGE", configuration.kubernetes().removerImage(),
                        "PLUGINS", String.join(" ", plugins()),
                        "ON_DISK", onDisk(),
                        "SCRIPT", indented(Texts.read(NotReady.class, "not-ready.sh"))));
    }

    /** As it stands in a literal block, below its first line. */
    private static String indented(String script) {
        return script.strip().replaceAll("\n(?!\n)", "\n    ");
    }

    /** The CNI plugins that pods of this group's networks need. */
    Set<String> plugins() {
        Set<String> plugins = new TreeSet<>();
        for (NetworkPlaces network : configuration.networks()) {
            if (network.attachment().plugin() == Plugin.NONE) {
                continue;
            }
            plugins.add(network.attachment().plugin().label());
            if (network.delegatesPrefixes()) {
                plugins.add("host-local");
            } else if (Manifests.usesWhereabouts(network)) {
                plugins.add("whereabouts");
            }
            if (network.attachment().sourceRouting()) {
                plugins.add("sbr");
            }
        }
        return plugins;
    }

    private String onDisk() {
        return configuration.networks().stream()
                .filter(NetworkPlaces::delegatesPrefixes)
                .map(NetworkPlaces::name)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
