package io.github.multusnodes.simulator.wire.kubernetes;

import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks tokens as an EKS cluster and STS do together: form, host, cluster, age, signature.
 *
 * @param now the present moment
 */
record Tokens(Supplier<Instant> now) {

    /** What every simulated caller signs with. */
    static final String SECRET = "simulated";

    private static final String PREFIX = "Bearer k8s-aws-v1.";
    private static final String HOST = "sts.us-west-2.amazonaws.com";
    private static final String SIGNED_HEADERS = "host;x-k8s-aws-id";
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String EMPTY =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final DateTimeFormatter SIGNED_AT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    /** Who calls, whether or not the cluster believes it. */
    static String caller(String authorization) {
        try {
            String[] scope =
                    request(authorization)
                            .query()
                            .getOrDefault("X-Amz-Credential", "")
                            .split("/", -1);
            return scope[0].isEmpty() ? "unsigned" : scope[0];
        } catch (Refused unreadable) {
            return "unsigned";
        }
    }

    /**
     * @throws Refused if the cluster does not take the token
     */
    void check(String authorization) {
        RestRequest sts = request(authorization);
        Map<String, String> query = sts.query();
        Instant signed = signedAt(query);
        boolean right =
                "GetCallerIdentity".equals(query.get("Action"))
                        && SIGNED_HEADERS.equals(query.get("X-Amz-SignedHeaders"))
                        && !signed.isAfter(now.get())
                        && now.get().isBefore(signed.plus(VALID))
                        && signature(query).equals(query.get("X-Amz-Signature"));
        if (!right) {
            throw Refused.unauthorized();
        }
    }

    private static RestRequest request(String authorization) {
        if (!authorization.startsWith(PREFIX) || authorization.contains("=")) {
            throw Refused.unauthorized();
        }
        try {
            byte[] url = Base64.getUrlDecoder().decode(authorization.substring(PREFIX.length()));
            URI uri = URI.create(new String(url, StandardCharsets.UTF_8));
            if (!"https".equals(uri.getScheme()) || !HOST.equals(uri.getHost())) {
                throw Refused.unauthorized();
            }
            return RestRequest.of("GET", uri, "", "", "");
        } catch (IllegalArgumentException unreadable) {
            throw Refused.unauthorized();
        }
    }

    private static Instant signedAt(Map<String, String> query) {
        try {
            return LocalDateTime.parse(query.getOrDefault("X-Amz-Date", ""), SIGNED_AT)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException unreadable) {
            throw Refused.unauthorized();
        }
    }

    /** Signature Version 4 of the request, with the cluster's own name in its header. */
    private static String signature(Map<String, String> query) {
        String credential = query.getOrDefault("X-Amz-Credential", "");
        String scope = credential.substring(credential.indexOf('/') + 1);
        String[] parts = scope.split("/", -1);
        if (parts.length != 4) {
            throw Refused.unauthorized();
        }
        StringBuilder canonical = new StringBuilder("GET\n/\n");
        String separator = "";
        for (Map.Entry<String, String> pair : new TreeMap<>(query).entrySet()) {
            if (!pair.getKey().equals("X-Amz-Signature")) {
                canonical.append(separator).append(encoded(pair.getKey()));
                canonical.append('=').append(encoded(pair.getValue()));
                separator = "&";
            }
        }
        canonical.append("\nhost:").append(HOST);
        canonical.append("\nx-k8s-aws-id:").append(Kubernetes.NAME);
        canonical.append("\n\n").append(SIGNED_HEADERS).append('\n').append(EMPTY);
        String text =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256",
                        query.getOrDefault("X-Amz-Date", ""),
                        scope,
                        HexFormat.of().formatHex(sha256(canonical.toString())));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : parts) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
