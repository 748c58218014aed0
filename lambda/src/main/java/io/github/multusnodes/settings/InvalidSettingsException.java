package io.github.multusnodes.settings;

import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.List;

/** The settings cannot be used. The message lists every violation, one a line. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    private InvalidSettingsException(List<Violation> violations) {
        super(Violation.listed(violations, "of the settings cannot be used"));
        this.violations = List.copyOf(violations);
    }

    static void throwIfAny(Violations violations) {
        if (!violations.found().isEmpty()) {
            throw new InvalidSettingsException(violations.found());
        }
    }

    /** All of them, in the order in which the settings are read; never empty. */
    public List<Violation> violations() {
        return violations;
    }
}
