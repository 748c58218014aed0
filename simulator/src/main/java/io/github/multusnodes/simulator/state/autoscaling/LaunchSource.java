package io.github.multusnodes.simulator.state.autoscaling;

import java.util.List;
import java.util.Optional;

/**
 * What a group launches from.
 *
 * @param templateId the launch template, by id …
 * @param templateName … or by name
 * @param version a number, {@code $Latest} or {@code $Default}
 * @param mixed whether it came in a mixed instances policy
 * @param instanceTypes overrides of that policy, in order of preference; the first is launched
 */
public record LaunchSource(
        Optional<String> templateId,
        Optional<String> templateName,
        String version,
        boolean mixed,
        List<String> instanceTypes) {

    public LaunchSource {
        instanceTypes = List.copyOf(instanceTypes);
    }

    /** The template's id or name, whichever was given. */
    public String template() {
        return templateId.or(() -> templateName).orElseThrow();
    }
}
