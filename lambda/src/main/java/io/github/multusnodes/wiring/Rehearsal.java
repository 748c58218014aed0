package io.github.multusnodes.wiring;

import io.github.multusnodes.clock.WallTime;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Random;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * What a function does before Lambda takes the snapshot that later starts resume from: it runs, so
 * that its classes are loaded and compiled. All of it stays inside the execution environment: the
 * answers come from a server of its own on loopback, with credentials and settings that are none,
 * and nothing of it is logged. What the snapshot keeps is code, no state.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">
 *     Maximize Lambda SnapStart performance</a>
 */
public final class Rehearsal {

    private static final String TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final String SNAPSHOT = "snap-start";

    /** So often that what runs for each element or attribute of an answer is compiled. */
    private static final int ROUNDS = 10;

    /** What is rehearsed. */
    @FunctionalInterface
    public interface Play {
        /** Plays it once. */
        void with(Wiring wiring) throws IOException;
    }

    private Rehearsal() {}

    /**
     * Plays, if a snapshot is going to be taken. A failure is logged and no more than that: the
     * function is then slower at its first event.
     *
     * @param environment the function's variables
     */
    static void before(
            Map<String, String> environment, SdkHttpClient http, Play play, StepLog log) {
        if (!environment.getOrDefault(TYPE, "").equals(SNAPSHOT)) {
            return;
        }
        try (RehearsedAws aws = RehearsedAws.open()) {
            beginTls();
            for (int round = 0; round < ROUNDS; round++) {
                play.with(wiring(aws, http));
            }
        } catch (IOException | GeneralSecurityException | RuntimeException | LinkageError failure) {
            log.with(LogKey.REASON, failure.toString())
                    .warn("The rehearsal failed: the first event will be slow");
        }
    }

    private static Wiring wiring(RehearsedAws aws, SdkHttpClient http) {
        return new Wiring(
                new AwsAccess(
                        http,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("rehearsal", "rehearsal")),
                        Region.US_EAST_1,
                        Map.of("AWS_ENDPOINT_URL", aws.endpoint())),
                RehearsedAws.SETTINGS,
                new WallTime(),
                new Random(),
                _ -> {},
                _ -> {
                    throw new IllegalStateException("Launches need no cluster");
                });
    }

    /** The first words of a TLS handshake, to nobody: reads the trust store. */
    private static void beginTls() throws IOException, GeneralSecurityException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("rehearsal", 443);
        engine.setUseClientMode(true);
        engine.wrap(
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
