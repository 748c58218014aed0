package io.github.multusnodes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.drain.DrainSettings;
import io.github.multusnodes.drain.DrainSettings.OnTimeout;
import io.github.multusnodes.drain.DrainSettings.Unmanaged;
import io.github.multusnodes.settings.ClusterSettings.Access;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

@DisplayName("the settings of the cluster")
final class ClusterSettingsTest {

    private static final String PEM = pem();
    private static final String CA =
            Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_8));
    private static final String HTTPS = "https://ABC.gr7.us-west-2.eks.amazonaws.com";

    @Test
    @DisplayName("can say where it is and how nodes are drained")
    void everything() {
        assertThat(
                        read(
                                Map.of(
                                        "MULTUS_CLUSTER",
                                        "prod",
                                        "MULTUS_CLUSTER_ENDPOINT",
                                        HTTPS,
                                        "MULTUS_CLUSTER_CA",
                                        CA,
                                        "MULTUS_DRAIN",
                                        """
                                        {"deleteEmptyDirData": false, "unmanagedPods": "WAIT",
                                         "timeoutSeconds": 3600, "onTimeout": "FORCE_DELETE",
                                         "skipWaitForDeleteSeconds": 60}
                                        """)))
                .contains(
                        new ClusterSettings(
                                "prod",
                                Optional.of(new Access(URI.create(HTTPS), PEM)),
                                new DrainSettings(
                                        false,
                                        Unmanaged.WAIT,
                                        Duration.ofHours(1),
                                        OnTimeout.FORCE_DELETE,
                                        Duration.ofMinutes(1))));
    }

    @Test
    @DisplayName("need only its name")
    void name() {
        assertThat(read(Map.of("MULTUS_CLUSTER", "prod")))
                .contains(new ClusterSettings("prod", Optional.empty(), DrainSettings.DEFAULT));
    }

    @Test
    @DisplayName("can be left out")
    void none() {
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    @DisplayName("allow plain HTTP on loopback, without a certificate")
    void loopback() {
        assertThat(
                        read(Map.of(
                                        "MULTUS_CLUSTER",
                                        "prod",
                                        "MULTUS_CLUSTER_ENDPOINT",
                                        "http://127.0.0.1:8080"))
                                .flatMap(ClusterSettings::access))
                .contains(new Access(URI.create("http://127.0.0.1:8080"), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    MULTUS_CLUSTER_ENDPOINT | http://10.0.0.1 | MULTUS_CLUSTER_ENDPOINT is "http://10.0.0.1"; allowed: an https URL, or an http one on loopback. Copy the endpoint that EKS describes.
                    MULTUS_CLUSTER_ENDPOINT | a b             | MULTUS_CLUSTER_ENDPOINT is "a b"; allowed: an https URL, or an http one on loopback. Copy the endpoint that EKS describes.
                    MULTUS_CLUSTER_ENDPOINT | https://1.2.3.4 | MULTUS_CLUSTER_CA is missing; allowed: the certificate authority beside MULTUS_CLUSTER_ENDPOINT. Set both as EKS describes the cluster, or neither.
                    MULTUS_CLUSTER_ENDPOINT | https://a:65536 | MULTUS_CLUSTER_ENDPOINT is "https://a:65536"; allowed: an https URL, or an http one on loopback. Copy the endpoint that EKS describes.
                    MULTUS_CLUSTER_CA       | LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIK | MULTUS_CLUSTER_CA is "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIK"; allowed: PEM certificates in Base64. Copy certificateAuthority.data that EKS describes.
                    MULTUS_CLUSTER_CA       | ###             | MULTUS_CLUSTER_CA is "###"; allowed: PEM certificates in Base64. Copy certificateAuthority.data that EKS describes.
                    MULTUS_CLUSTER_CA       | aGVsbG8=        | MULTUS_CLUSTER_CA is "aGVsbG8="; allowed: PEM certificates in Base64. Copy certificateAuthority.data that EKS describes.
                    MULTUS_DRAIN            | {               | MULTUS_DRAIN is malformed at line 1, column 2; allowed: a JSON object with the keys deleteEmptyDirData, unmanagedPods, timeoutSeconds, onTimeout, skipWaitForDeleteSeconds. Mend the JSON there: Unexpected end of input at 1:2.
                    MULTUS_DRAIN            | 7               | MULTUS_DRAIN is 7; allowed: a JSON object with the keys deleteEmptyDirData, unmanagedPods, timeoutSeconds, onTimeout, skipWaitForDeleteSeconds. Write it in braces, or leave it out.
                    MULTUS_DRAIN            | {"onTimeout":"STOP"} | MULTUS_DRAIN.onTimeout is "STOP"; allowed: CONTINUE, FORCE_DELETE. Take one of them, or leave it out for CONTINUE.
                    MULTUS_DRAIN            | {"unmanagedPods":1}  | MULTUS_DRAIN.unmanagedPods is 1; allowed: EVICT, WAIT, SKIP. Take one of them, or leave it out for EVICT.
                    MULTUS_DRAIN            | {"deleteEmptyDirData":"no"} | MULTUS_DRAIN.deleteEmptyDirData is "no"; allowed: true or false. false waits for pods with emptyDir volumes until they end.
                    MULTUS_DRAIN            | {"timeoutSeconds":172801}   | MULTUS_DRAIN.timeoutSeconds is 172801; allowed: a whole number from 0 to 172800. A hook waits 48 hours at most.
                    MULTUS_DRAIN            | {"skipWaitForDeleteSeconds":-1} | MULTUS_DRAIN.skipWaitForDeleteSeconds is -1; allowed: a whole number from 0 to 172800. It counts from the end of a pod's grace period.
                    """)
    @DisplayName("are refused in full:")
    void refused(String variable, String value, String expected) {
        assertThat(violations(Map.of("MULTUS_CLUSTER", "prod", variable, value)))
                .contains(expected);
    }

    @Test
    @DisplayName("are refused with a name that no cluster can have")
    void wrongName() {
        assertThat(violations(Map.of("MULTUS_CLUSTER", "my cluster")))
                .contains(
                        "MULTUS_CLUSTER is \"my cluster\"; allowed: 1 to 100 of letters, digits, _"
                                + " and -, with a letter or digit first. Set it to the name of the"
                                + " EKS cluster, or leave it out.");
    }

    @Test
    @DisplayName("mean nothing without its name")
    void nameless() {
        for (String variable :
                new String[] {"MULTUS_CLUSTER_ENDPOINT", "MULTUS_CLUSTER_CA", "MULTUS_DRAIN"}) {
            assertThat(violations(Map.of(variable, "{}")))
                    .contains(
                            variable
                                    + " is set without MULTUS_CLUSTER; allowed: "
                                    + variable
                                    + " only beside MULTUS_CLUSTER. Set MULTUS_CLUSTER, or remove"
                                    + " it.");
        }
    }

    @Test
    @DisplayName("tell an endpoint from a certificate that stands alone")
    void certificateAlone() {
        assertThat(violations(Map.of("MULTUS_CLUSTER", "prod", "MULTUS_CLUSTER_CA", CA)))
                .contains(
                        "MULTUS_CLUSTER_ENDPOINT is missing; allowed: the endpoint beside"
                                + " MULTUS_CLUSTER_CA. Set both as EKS describes the cluster, or"
                                + " neither.");
    }

    private static Optional<ClusterSettings> read(Map<String, String> cluster) {
        return TerminateSettings.read(environment(cluster)).cluster();
    }

    private static String violations(Map<String, String> cluster) {
        InvalidSettingsException invalid =
                catchThrowableOfType(
                        InvalidSettingsException.class,
                        () -> TerminateSettings.read(environment(cluster)));
        return String.valueOf(invalid.getMessage());
    }

    private static Map<String, String> environment(Map<String, String> cluster) {
        Map<String, String> environment = new HashMap<>(cluster);
        environment.put("MULTUS_NODE_GROUP", "upf");
        return environment;
    }

    /** That of the simulated cluster. */
    private static String pem() {
        try (InputStream pem =
                Objects.requireNonNull(
                        Kubernetes.class.getResourceAsStream(
                                "/io/github/multusnodes/simulator/wire/kubernetes/ca.pem"))) {
            return new String(pem.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
