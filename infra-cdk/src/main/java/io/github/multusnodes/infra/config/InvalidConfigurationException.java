package io.github.multusnodes.infra.config;

import io.github.multusnodes.reading.Violation;

import java.nio.file.Path;
import java.util.List;

/** The configuration file cannot be used. The message lists every violation, one a line. */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    InvalidConfigurationException(Path file, List<Violation> violations) {
        super(Violation.listed(violations, "things in " + file + " are wrong"));
        this.violations = List.copyOf(violations);
    }

    /** All of them; never empty. */
    public List<Violation> violations() {
        return violations;
    }
}
