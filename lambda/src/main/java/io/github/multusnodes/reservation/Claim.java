package io.github.multusnodes.reservation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.multusnodes.node.Tags;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * How a stack's resource says on a reservation that it relies on it: by a tag of its own, so that
 * several stacks can share one.
 *
 * @param id of the resource, short and always the same
 * @param holder the same for people
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">Tag
 *     restrictions</a>
 */
public record Claim(String id, String holder) {

    private static final String PREFIX = "multus-nodes/claim/";
    private static final int LONGEST_VALUE = 256;
    private static final int ID_BYTES = 8;

    /**
     * The claim of a resource.
     *
     * @param stackId the stack's ARN, unique for ever
     * @param logicalId the resource's name in the template
     */
    public static Claim of(String stackId, String logicalId) {
        String holder = stackName(stackId) + "/" + logicalId;
        return new Claim(
                hash(stackId + " " + logicalId),
                holder.substring(0, Math.min(LONGEST_VALUE, holder.length())));
    }

    /** The key of its tag. */
    public String key() {
        return PREFIX + id;
    }

    /** Its tag. */
    public Map<String, String> tag() {
        return Map.of(key(), holder);
    }

    /** The tags that a reservation is born with. */
    public Map<String, String> tagsOf(String nodeGroup, Wanted wanted) {
        return Map.of(
                Tags.NAME,
                nodeGroup + "-" + wanted.cidr(),
                Tags.NODE_GROUP,
                nodeGroup,
                key(),
                holder);
    }

    static boolean isKey(String tagKey) {
        return tagKey.startsWith(PREFIX);
    }

    /** As in {@code arn:aws:cloudformation:us-west-2:123456789012:stack/name/id}. */
    private static String stackName(String stackId) {
        String[] parts = stackId.split("/", -1);
        return parts.length > 1 ? parts[1] : stackId;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
