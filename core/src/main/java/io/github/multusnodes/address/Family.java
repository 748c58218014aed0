package io.github.multusnodes.address;

/** The two address families. */
public enum Family {
    IPV4("IPv4", 32),
    IPV6("IPv6", 128);

    private final String label;
    private final int bits;

    Family(String label, int bits) {
        this.label = label;
        this.bits = bits;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    /** How many bits an address of this family has. */
    public int bits() {
        return bits;
    }
}
