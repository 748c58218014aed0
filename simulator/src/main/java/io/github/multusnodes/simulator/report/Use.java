package io.github.multusnodes.simulator.report;

/** What an address of a subnet is used for; a later one wins where two claim an address. */
public enum Use {
    FREE('.', "free", "90"),
    PODS('p', "pod range", "30;46"),
    CIDR_RESERVATION('r', "CIDR reservation", "30;45"),
    /** Kept for pods by the settings and in EC2. */
    RESERVED_PODS('P', "pod range, reserved", "97;46;1"),
    EC2('x', "reserved by EC2", "97;100"),
    PREFIX('d', "delegated prefix", "30;44"),
    OTHER('o', "other interface", "30;43"),
    NODE('N', "node address", "30;42;1"),
    NEXT_PREFIX('D', "next node's prefix", "97;44;1"),
    NEXT('+', "next node", "30;102;1");

    private final char letter;
    private final String label;
    private final String colour;

    Use(char letter, String label, String colour) {
        this.letter = letter;
        this.label = label;
        this.colour = colour;
    }

    /** How it is drawn where there is no colour. */
    public char letter() {
        return letter;
    }

    /** How it is called in a legend. */
    public String label() {
        return label;
    }

    /** The parameters of the terminal's colour sequence. */
    String colour() {
        return colour;
    }

    /** Its name in the page's style sheet. */
    String style() {
        return switch (this) {
            case FREE -> "free";
            case PODS -> "pods";
            case CIDR_RESERVATION -> "reservation";
            case RESERVED_PODS -> "reserved-pods";
            case EC2 -> "ec2";
            case PREFIX -> "prefix";
            case OTHER -> "other";
            case NODE -> "node";
            case NEXT_PREFIX -> "next-prefix";
            case NEXT -> "next";
        };
    }
}
