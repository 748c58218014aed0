package io.github.multusnodes.pods.command;

import io.github.multusnodes.address.AddressRange;
import io.github.multusnodes.reading.Violations;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How {@code node} is to do its work.
 *
 * @param node its name in the cluster
 * @param releaseAfter how long an address stays that no pod has any more
 * @param ownRanges whose addresses only pods have
 * @param serviceAccount where the files of the service account are
 */
record NodeSettings(
        String node,
        Duration releaseAfter,
        List<AddressRange> ownRanges,
        int httpPort,
        Path serviceAccount,
        URI apiServer,
        Common common) {

    NodeSettings {
        ownRanges = List.copyOf(ownRanges);
    }

    /**
     * Reads arguments, and variables where these do not say.
     *
     * @param violations takes what is wrong; if there is any, what is returned is of no use
     */
    static NodeSettings read(
            Map<Option, String> given, Map<String, String> environment, Violations violations) {
        Values values = new Values(given, environment, violations);
        return new NodeSettings(
                values.nodeName(Option.NODE_NAME),
                values.duration(Option.RELEASE_AFTER),
                values.ranges(Option.OWN_RANGES),
                values.port(Option.HTTP_PORT),
                values.directory(Option.SERVICE_ACCOUNT),
                values.apiServer(Option.API_SERVER),
                values.common());
    }
}
