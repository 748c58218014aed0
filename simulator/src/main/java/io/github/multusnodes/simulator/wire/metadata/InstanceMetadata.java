package io.github.multusnodes.simulator.wire.metadata;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.Instance.State;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * The metadata service of one instance. Tokens are required, as by default on Amazon Linux 2023; a
 * hop limit is not modelled. A category that has nothing behind it is not found, as in EC2; one
 * that is not modelled is answered with an error that says so. Safe for use by several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">
 *     Access instance metadata</a>
 */
public final class InstanceMetadata {

    /** The header with a token's time to live in seconds. */
    public static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";

    /** The header with a token. */
    public static final String TOKEN = "X-aws-ec2-metadata-token";

    /** The header of requests that came by a proxy, to which no token is given. */
    public static final String FORWARDED = "X-Forwarded-For";

    private static final String ROOT = "/latest/";
    private static final String NEW_TOKEN = ROOT + "api/token";
    private static final Set<State> OFF = Set.of(State.STOPPED, State.TERMINATED);

    private final String instanceId;
    private final Ec2 ec2;
    private final Lock world;
    private final MetadataTokens tokens;
    private final Categories categories;

    /**
     * @param world held while a request is answered
     * @param ids makes tokens, under the world's lock
     */
    public InstanceMetadata(
            String instanceId, Ec2 ec2, Lock world, Supplier<Instant> now, Ids ids) {
        this.instanceId = instanceId;
        this.ec2 = ec2;
        this.world = world;
        this.tokens = new MetadataTokens(now, ids);
        this.categories = new Categories(ec2);
    }

    /**
     * Answers a request.
     *
     * @param path with the leading slash
     * @param headers those of {@link #TTL}, {@link #TOKEN} and {@link #FORWARDED} that it has
     * @throws IOException if the instance is stopped or gone: nobody is there to ask
     */
    public MetadataAnswer answer(String method, String path, Map<String, String> headers)
            throws IOException {
        world.lock();
        try {
            Instance instance =
                    ec2.instances()
                            .find(instanceId)
                            .filter(its -> !OFF.contains(its.state()))
                            .orElseThrow(() -> new IOException(instanceId + " does not run"));
            return switch (method) {
                case "PUT" -> put(path, headers);
                case "GET" -> get(instance, path, headers);
                default -> MetadataAnswer.error(405, "Method Not Allowed");
            };
        } finally {
            world.unlock();
        }
    }

    private MetadataAnswer put(String path, Map<String, String> headers) {
        if (!path.equals(NEW_TOKEN)) {
            return MetadataAnswer.error(405, "Method Not Allowed");
        }
        if (headers.containsKey(FORWARDED)) {
            return MetadataAnswer.error(403, "Forbidden");
        }
        String ttl = headers.getOrDefault(TTL, "");
        return tokens.issue(ttl)
                .map(
                        token ->
                                new MetadataAnswer(
                                        200, Map.of(TTL, ttl, "Content-Type", "text/plain"), token))
                .orElseGet(() -> MetadataAnswer.error(400, "Bad Request"));
    }

    private MetadataAnswer get(Instance instance, String path, Map<String, String> headers) {
        if (path.equals(NEW_TOKEN)) {
            return MetadataAnswer.error(405, "Method Not Allowed");
        }
        if (!tokens.isValid(headers.getOrDefault(TOKEN, ""))) {
            return MetadataAnswer.error(401, "Unauthorized");
        }
        return path.startsWith(ROOT)
                ? read(categories.of(instance), path.substring(ROOT.length()))
                : notModelled(path);
    }

    private static MetadataAnswer read(Map<String, Optional<String>> all, String path) {
        if (all.containsKey(path)) {
            return all.get(path).map(MetadataAnswer::of).orElseGet(InstanceMetadata::notFound);
        }
        String directory = path.endsWith("/") ? path : path + "/";
        if (!directory.startsWith(Categories.MACS)) {
            return notModelled(ROOT + path);
        }
        String names = names(all, directory);
        if (!names.isEmpty()) {
            return MetadataAnswer.of(names);
        }
        String mac = directory.substring(Categories.MACS.length()).split("/", 2)[0];
        return names(all, Categories.MACS + mac + "/").isEmpty()
                ? notFound()
                : notModelled(ROOT + path);
    }

    private static MetadataAnswer notFound() {
        return MetadataAnswer.error(404, "Not Found");
    }

    private static MetadataAnswer notModelled(String path) {
        return MetadataAnswer.error(501, "The simulator does not model " + path);
    }

    /** What is in a directory, by lines; a directory in it ends with a slash. */
    private static String names(Map<String, Optional<String>> all, String directory) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(directory))
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> entry.getKey().substring(directory.length()))
                .map(name -> name.replaceFirst("/.*", "/"))
                .distinct()
                .collect(joining("\n"));
    }
}
