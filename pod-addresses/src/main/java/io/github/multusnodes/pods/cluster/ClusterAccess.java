package io.github.multusnodes.pods.cluster;

import io.github.multusnodes.retry.ClusterFailure;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.SdkHttpClient;

import java.net.URI;
import java.util.function.Supplier;

/** The way to the API server. Safe for use by several threads. */
public final class ClusterAccess {

    private final URI endpoint;
    private final Supplier<SdkHttpClient> connecting;
    private final Supplier<String> token;
    private @Nullable SdkHttpClient http;

    /**
     * Asks nobody yet.
     *
     * @param connecting makes a client that sends each request once; asked again after a failure
     * @param token of the service account, asked anew for each request
     */
    public ClusterAccess(URI endpoint, Supplier<SdkHttpClient> connecting, Supplier<String> token) {
        this.endpoint = endpoint;
        this.connecting = connecting;
        this.token = token;
    }

    URI endpoint() {
        return endpoint;
    }

    /**
     * @throws ClusterFailure if there is none
     */
    String token() {
        return token.get();
    }

    /**
     * @throws ClusterFailure if there can be none
     */
    synchronized SdkHttpClient http() {
        SdkHttpClient its = http;
        if (its == null) {
            its = connecting.get();
            http = its;
        }
        return its;
    }

    /** Nobody was reached: the next request goes another way, if there is one by then. */
    synchronized void doubt() {
        if (http != null) {
            http.close();
            http = null;
        }
    }
}
