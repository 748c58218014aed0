package io.github.multusnodes.pods.cluster;

import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the cluster mounts into a pod for its service account. Both files are renewed while the pod
 * lives: the token is read for each request, the certificates for each client.
 *
 * @param directory where it is mounted
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/">Accessing
 *     the Kubernetes API from a Pod</a>
 */
public record ServiceAccount(Path directory) {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    /**
     * The way to the API server as this account.
     *
     * @param silence how long an answer may pause
     */
    public ClusterAccess access(URI apiServer, Duration silence) {
        return new ClusterAccess(apiServer, () -> client(apiServer, silence), this::token);
    }

    /**
     * The token of now.
     *
     * @throws ClusterFailure if it cannot be read
     */
    String token() {
        Path file = directory.resolve("token");
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new ClusterFailure(
                    Kind.DENIED,
                    "token",
                    "%s cannot be read (%s): mount the service account's token"
                            .formatted(file, unreadable),
                    unreadable);
        }
    }

    private SdkHttpClient client(URI apiServer, Duration silence) {
        UrlConnectionHttpClient.Builder builder =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTED_WITHIN)
                        .socketTimeout(silence);
        if ("https".equals(apiServer.getScheme())) {
            TrustManager[] trusted = trusted();
            builder.tlsTrustManagersProvider((TlsTrustManagersProvider) () -> trusted);
        }
        return builder.build();
    }

    /** Those that the cluster's certificates allow, and no others. */
    private TrustManager[] trusted() {
        Path file = directory.resolve("ca.crt");
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : all) {
                store.setCertificateEntry("ca" + number++, each);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new ClusterFailure(
                    Kind.DENIED,
                    "ca.crt",
                    "%s cannot be read (%s): mount the cluster's certificates"
                            .formatted(file, unreadable),
                    unreadable);
        }
    }
}
