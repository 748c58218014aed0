package io.github.multusnodes.pods.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** By TLS, with certificates of the moment. */
class ServiceAccountTest {

    private static final String PASSWORD = "simulated";
    private static final byte[] LIST =
            "{\"metadata\": {\"resourceVersion\": \"6\"}, \"items\": []}"
                    .getBytes(StandardCharsets.UTF_8);

    private @TempDir Path account;
    private static @TempDir Path keys = Path.of("");
    private HttpsServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        makeKey("ours", "ip:127.0.0.1");
        makeKey("stranger", "ip:127.0.0.1");
        makeKey("elsewhere", "dns:example.com");
    }

    @BeforeEach
    void serve() throws Exception {
        Files.writeString(account.resolve("token"), "token");
        serveAs("ours");
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void whoever_has_a_certificate_of_the_cluster_is_believed() throws Exception {
        trust("ours");

        assertThat(api().list().version()).isEqualTo("6");
    }

    @Test
    void nobody_else_is_believed() throws Exception {
        trust("stranger");

        assertThatThrownBy(() -> api().list())
                .isInstanceOf(ClusterFailure.class)
                .hasMessageContaining("no answer from https://127.0.0.1")
                .satisfies(
                        failure ->
                                assertThat(((ClusterFailure) failure).kind())
                                        .isEqualTo(Kind.UNREACHABLE));
    }

    @Test
    void a_certificate_for_another_host_is_not_taken() throws Exception {
        server.stop(0);
        serveAs("elsewhere");
        trust("elsewhere");

        assertThatThrownBy(() -> api().list()).isInstanceOf(ClusterFailure.class);
    }

    @Test
    void certificates_that_were_renewed_are_read_after_a_failure() throws Exception {
        trust("stranger");
        PodApi api = api();
        assertThatThrownBy(api::list).isInstanceOf(ClusterFailure.class);

        trust("ours");

        assertThat(api.list().version()).isEqualTo("6");
    }

    @Test
    void all_certificates_of_the_file_are_trusted() throws Exception {
        trust("stranger", "ours");

        assertThat(api().list().version()).isEqualTo("6");
    }

    private PodApi api() {
        ApiServer api =
                new ApiServer(
                        new ServiceAccount(account)
                                .access(
                                        URI.create(
                                                "https://127.0.0.1:"
                                                        + server.getAddress().getPort()),
                                        Duration.ofSeconds(60)));
        return new PodApi(api, api, "node-1");
    }

    private void trust(String... names) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(pem(name));
        }
        Files.writeString(account.resolve("ca.crt"), all);
    }

    private void serveAs(String name) throws Exception {
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys(name), PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, LIST.length);
                    exchange.getResponseBody().write(LIST);
                    exchange.close();
                });
        server.start();
    }

    private static KeyStore keys(String name) throws Exception {
        return KeyStore.getInstance(keys.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
    }

    private static void makeKey(String name, String host) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                name,
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=" + host,
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                name + ".p12")
                        .directory(keys.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** As the cluster mounts it. */
    private static String pem(String name) throws Exception {
        byte[] der = keys(name).getCertificate(name).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }
}
