package io.github.multusnodes.stack;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CloudFormation asks of a custom resource. Properties are JSON objects, as text. */
public sealed interface StackRequest {

    /** To whom the answer goes. */
    Envelope envelope();

    /** The resource's physical id, where CloudFormation knows one. */
    default Optional<String> physicalId() {
        return switch (this) {
            case Create _ -> Optional.empty();
            case Update its -> Optional.of(its.knownAs());
            case Delete its -> Optional.of(its.knownAs());
            case Malformed its -> its.knownAs();
        };
    }

    /** The resource is new in its stack. */
    record Create(Envelope envelope, String properties) implements StackRequest {}

    /** Its properties have changed; a failed update is rolled back by another one. */
    record Update(Envelope envelope, String knownAs, String properties, String oldProperties)
            implements StackRequest {}

    /** It leaves its stack, or was never made in full. */
    record Delete(Envelope envelope, String knownAs, String properties) implements StackRequest {}

    /** It cannot be read, but can be answered. */
    record Malformed(Envelope envelope, Optional<String> knownAs, String problem)
            implements StackRequest {}

    /**
     * What an answer has to repeat, and where it goes.
     *
     * @param responseUrl pre-signed: a credential, never to be told
     * @param stackId the stack's ARN
     * @param logicalId the resource's name in the template
     */
    record Envelope(URI responseUrl, String stackId, String requestId, String logicalId) {

        private static final Pattern SIGNED =
                Pattern.compile("(?:^|&)X-Amz-Date=(\\d{8}T\\d{6}Z)(?:&|$)");
        private static final DateTimeFormatter BASIC =
                DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT)
                        .withZone(ZoneOffset.UTC);

        /**
         * When CloudFormation signed the URL, which is when it asked; not every form of signature
         * tells it.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">
         *     Signing by query parameters</a>
         */
        public Optional<Instant> signed() {
            Matcher matcher =
                    SIGNED.matcher(Objects.requireNonNullElse(responseUrl.getQuery(), ""));
            try {
                return matcher.find()
                        ? Optional.of(BASIC.parse(matcher.group(1), Instant::from))
                        : Optional.empty();
            } catch (DateTimeException noDate) {
                return Optional.empty();
            }
        }

        /** Without the URL. */
        @Override
        public String toString() {
            return "request " + requestId + " for " + logicalId + " of " + stackId;
        }
    }
}
