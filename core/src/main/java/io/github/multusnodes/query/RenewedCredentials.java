package io.github.multusnodes.query;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Credentials that are kept until shortly before they expire. Nothing is asked before the first
 * request. Safe for use by several threads.
 */
final class RenewedCredentials implements AwsCredentialsProvider {

    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final Supplier<Given> source;
    private final Supplier<Instant> now;
    private @Nullable Given last;

    RenewedCredentials(Supplier<Given> source, Supplier<Instant> now) {
        this.source = source;
        this.now = now;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        Given its = last;
        if (its == null || !now.get().isBefore(its.expiry().minus(RENEWED_BEFORE_END))) {
            its = source.get();
            last = its;
        }
        return its.credentials();
    }
}
