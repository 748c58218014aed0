package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.reading.Violations;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * How {@code node} is to do its work.
 *
 * @param node its name in the cluster
 * @param serviceAccount where the files of the service account are
 */
record NodeSettings(
        String node, Terms terms, int httpPort, Path serviceAccount, URI apiServer, Common common) {

    /**
     * Reads arguments, and variables where these do not say.
     *
     * @param violations takes what is wrong; if there is any, what is returned is of no use
     */
    static NodeSettings read(
            Map<Option, String> given, Map<String, String> environment, Violations violations) {
        Values values = new Values(given, environment, violations);
        String node = values.nodeName(Option.NODE_NAME);
        Common common = values.common();
        return new NodeSettings(
                node,
                terms(values, common.rules()),
                values.port(Option.HTTP_PORT),
                values.directory(Option.SERVICE_ACCOUNT),
                values.apiServer(Option.API_SERVER),
                common);
    }

    private static Terms terms(Values values, Rules rules) {
        Terms usual =
                Terms.usual(
                        rules,
                        values.ranges(Option.OWN_RANGES).stream()
                                .flatMap(range -> range.cidrs().stream())
                                .toList());
        return new Terms(
                rules,
                usual.ownRanges(),
                values.duration(Option.RELEASE_AFTER),
                usual.awaiting(),
                usual.lag(),
                usual.patience());
    }
}
