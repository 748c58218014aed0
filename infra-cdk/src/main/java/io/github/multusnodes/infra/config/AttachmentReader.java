package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.config.Attachment.Plugin;
import io.github.multusnodes.reading.Violation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads how pods are attached to a network. */
final class AttachmentReader {

    private static final List<String> KEYS = List.of("plugin", "sourceRouting", "routes");

    private final Section attachment;

    private AttachmentReader(Section attachment) {
        this.attachment = attachment;
    }

    static Attachment read(Section network) {
        return new AttachmentReader(network.section("attachment", KEYS)).read();
    }

    private Attachment read() {
        String chosen =
                attachment.choice(
                        "plugin",
                        Arrays.stream(Plugin.values()).map(Plugin::label).toList(),
                        Plugin.IPVLAN.label());
        return new Attachment(
                Arrays.stream(Plugin.values())
                        .filter(plugin -> plugin.label().equals(chosen))
                        .findFirst()
                        .orElseThrow(),
                attachment
                        .json()
                        .flag("sourceRouting", false, "true sends replies the way they came."),
                routes());
    }

    private List<Cidr> routes() {
        String allowed = "a list of CIDR blocks";
        String advice = "Write [10.100.0.0/16].";
        List<Cidr> routes = new ArrayList<>();
        List<String> texts = attachment.json().texts("routes", allowed, advice);
        for (int i = 0; i < texts.size(); i++) {
            String path = attachment.json().path("routes") + "[" + i + "]";
            try {
                routes.add(Cidr.parse(texts.get(i)));
            } catch (IllegalArgumentException e) {
                attachment
                        .violations()
                        .add(
                                path,
                                Violation.quoted(texts.get(i)),
                                "a CIDR block",
                                "It is refused because " + e.getMessage() + ".");
            }
        }
        return routes;
    }
}
