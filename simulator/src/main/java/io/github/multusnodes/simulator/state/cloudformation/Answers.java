package io.github.multusnodes.simulator.state.cloudformation;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Refusal;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the answers of custom resources' functions are awaited: a bucket with a pre-signed URL for
 * each request. An answer may be put again; who waits is told the first one only. Safe for use by
 * several threads.
 */
public final class Answers {

    /** The first part of each path. */
    public static final String BUCKET = "/cloudformation-custom-resource-response-uswest2/";

    private static final Duration VALID = Duration.ofHours(2);
    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Supplier<Instant> now;
    private final Ids ids;
    private final Map<String, Expected> expected = new HashMap<>();
    private final List<Answer> taken = new CopyOnWriteArrayList<>();
    private URI host = URI.create("https://s3.us-west-2.amazonaws.com");

    /**
     * @param ids makes signatures
     */
    public Answers(Supplier<Instant> now, Ids ids) {
        this.now = now;
        this.ids = ids;
    }

    /** Has the bucket reached elsewhere, as by processes. */
    public synchronized void moveTo(URI other) {
        host = other;
    }

    /**
     * Awaits the answer to a request.
     *
     * @param then told the first answer
     * @return where to put it, signed now
     */
    public synchronized URI await(
            String stackId, String requestId, String logicalId, Consumer<Answer> then) {
        String key = stackId + "|" + logicalId + "|" + requestId;
        String signature = ids.uuid().replace("-", "");
        expected.put(key, new Expected(stackId, requestId, logicalId, signature, now.get(), then));
        return URI.create(
                host
                        + BUCKET
                        + URLEncoder.encode(key, StandardCharsets.UTF_8)
                        + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date="
                        + SIGNED.format(now.get())
                        + "&X-Amz-SignedHeaders=host&X-Amz-Expires="
                        + VALID.toSeconds()
                        + "&X-Amz-Credential=AKIAEXAMPLE%2Fus-west-2%2Fs3%2Faws4_request"
                        + "&X-Amz-Signature="
                        + signature);
    }

    /**
     * Takes an answer.
     *
     * @throws Refusal if it is not the one that is awaited there, or comes too late
     */
    public void put(String key, String signature, Answer answer) {
        Expected its = expected(key);
        if (!its.signature.equals(signature)) {
            throw new Refusal(403, "SignatureDoesNotMatch", "The request signature does not match");
        }
        if (now.get().isAfter(its.signed.plus(VALID))) {
            throw new Refusal(403, "AccessDenied", "Request has expired");
        }
        if (!answer.stackId().equals(its.stackId)
                || !answer.requestId().equals(its.requestId)
                || !answer.logicalId().equals(its.logicalId)) {
            throw Refusal.of("InvalidResponse", "The answer is to another request: " + answer);
        }
        taken.add(answer);
        if (its.isFirst()) {
            its.then.accept(answer);
        }
    }

    /** Every answer so far, also those that were put again. */
    public List<Answer> taken() {
        return List.copyOf(taken);
    }

    private synchronized Expected expected(String key) {
        Expected its = expected.get(key);
        if (its == null) {
            throw new Refusal(403, "AccessDenied", "No answer is awaited at " + key);
        }
        return its;
    }

    private static final class Expected {
        private final String stackId;
        private final String requestId;
        private final String logicalId;
        private final String signature;
        private final Instant signed;
        private final Consumer<Answer> then;
        private boolean answered;

        Expected(
                String stackId,
                String requestId,
                String logicalId,
                String signature,
                Instant signed,
                Consumer<Answer> then) {
            this.stackId = stackId;
            this.requestId = requestId;
            this.logicalId = logicalId;
            this.signature = signature;
            this.signed = signed;
            this.then = then;
        }

        synchronized boolean isFirst() {
            boolean first = !answered;
            answered = true;
            return first;
        }
    }
}
