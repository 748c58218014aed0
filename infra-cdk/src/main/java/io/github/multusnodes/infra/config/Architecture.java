package io.github.multusnodes.infra.config;

/** A processor architecture, by the names EC2 has for it. */
public enum Architecture {
    X86_64("x86_64"),
    ARM64("arm64");

    private final String label;

    Architecture(String label) {
        this.label = label;
    }

    /** As EC2, EKS and SSM parameters spell it. */
    public String label() {
        return label;
    }
}
