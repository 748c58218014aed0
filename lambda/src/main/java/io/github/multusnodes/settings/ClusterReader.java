package io.github.multusnodes.settings;

import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;
import io.github.multusnodes.settings.ClusterSettings.Access;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the variables of the cluster. */
final class ClusterReader {

    private static final String ENDPOINT = "MULTUS_CLUSTER_ENDPOINT";
    private static final String CA = "MULTUS_CLUSTER_CA";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost");

    private final Environment env;
    private final Violations violations;

    private ClusterReader(Environment env, Violations violations) {
        this.env = env;
        this.violations = violations;
    }

    static Optional<ClusterSettings> read(Environment env, Violations violations) {
        return new ClusterReader(env, violations).read();
    }

    private Optional<ClusterSettings> read() {
        Optional<String> name = env.get(Settings.CLUSTER);
        if (name.isEmpty()) {
            for (String other : List.of(ENDPOINT, CA, DrainReader.DRAIN)) {
                env.get(other).ifPresent(_ -> needsCluster(other));
            }
            return Optional.empty();
        }
        if (!NAME.matcher(name.get()).matches()) {
            violations.add(
                    Settings.CLUSTER,
                    Violation.quoted(name.get()),
                    "1 to 100 of letters, digits, _ and -, with a letter or digit first",
                    "Set it to the name of the EKS cluster, or leave it out.");
        }
        return Optional.of(
                new ClusterSettings(name.get(), access(), DrainReader.read(env, violations)));
    }

    private void needsCluster(String variable) {
        violations.add(
                variable,
                "set without " + Settings.CLUSTER,
                variable + " only beside " + Settings.CLUSTER,
                "Set " + Settings.CLUSTER + ", or remove it.");
    }

    private Optional<Access> access() {
        Optional<URI> endpoint = env.get(ENDPOINT).flatMap(this::endpoint);
        Optional<String> ca = env.get(CA).flatMap(this::certificates);
        boolean secure = endpoint.filter(ClusterReader::isPlain).isEmpty();
        if (env.get(ENDPOINT).isPresent() && secure && env.get(CA).isEmpty()) {
            violations.missing(
                    CA,
                    "the certificate authority beside " + ENDPOINT,
                    "Set both as EKS describes the cluster, or neither.");
        }
        if (env.get(CA).isPresent() && env.get(ENDPOINT).isEmpty()) {
            violations.missing(
                    ENDPOINT,
                    "the endpoint beside " + CA,
                    "Set both as EKS describes the cluster, or neither.");
        }
        return endpoint.map(its -> new Access(its, ca.orElse("")));
    }

    private Optional<URI> endpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean known = "https".equals(uri.getScheme()) || isPlain(uri);
            if (known && uri.getHost() != null && uri.getPort() <= HIGHEST_PORT) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Told below, as any other value that is no such URL.
        }
        violations.add(
                ENDPOINT,
                Violation.quoted(text),
                "an https URL, or an http one on loopback",
                "Copy the endpoint that EKS describes.");
        return Optional.empty();
    }

    private Optional<String> certificates(String text) {
        try {
            byte[] pem = Base64.getDecoder().decode(text);
            if (!CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .isEmpty()) {
                return Optional.of(new String(pem, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException | CertificateException e) {
            // Told below, as any other value that is no such text.
        }
        violations.add(
                CA,
                Violation.quoted(text),
                "PEM certificates in Base64",
                "Copy certificateAuthority.data that EKS describes.");
        return Optional.empty();
    }

    private static boolean isPlain(URI uri) {
        return "http".equals(uri.getScheme())
                && uri.getHost() != null
                && LOOPBACK.contains(uri.getHost());
    }
}
