package io.github.multusnodes.settings;

import com.eclipsesource.json.Json;

import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The properties of a stack's resource that looks a cluster up.
 *
 * @param clusterName the name of an EKS cluster
 */
public record ClusterProperties(String clusterName) {

    private static final String NAME = "ClusterName";
    private static final List<String> KEYS = List.of(NAME, "ServiceToken", "ServiceTimeout");
    private static final String ALLOWED =
            "1 to 100 of letters, digits, - and _, with a letter or digit first";
    private static final Pattern NAMES = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,99}");

    /**
     * Reads them.
     *
     * @param json an object
     * @throws InvalidSettingsException if anything is wrong, with everything that is
     */
    public static ClusterProperties read(String json) {
        Violations violations = new Violations();
        ObjectReader reader =
                new ObjectReader(
                        "ResourceProperties", Json.parse(json).asObject(), KEYS, violations);
        String advice = "Set it to the name of the EKS cluster.";
        Optional<String> name = reader.text(NAME, ALLOWED, advice);
        if (reader.get(NAME).isEmpty()) {
            violations.missing(reader.path(NAME), ALLOWED, advice);
        }
        name.filter(its -> !NAMES.matcher(its).matches())
                .ifPresent(
                        its ->
                                violations.add(
                                        reader.path(NAME), Violation.quoted(its), ALLOWED, advice));
        InvalidSettingsException.throwIfAny(violations);
        return new ClusterProperties(name.orElseThrow());
    }
}
