package io.github.multusnodes.infra.boot;

import java.util.Locale;

/** How the image treats interfaces, as its stand-in in the root file system knows it. */
enum Image {
    /** Takes over what it sees before kubelet is started; stores that with the MAC. */
    CURRENT,
    /** The same, stored for the link's name: images of early 2026. */
    WORD,
    /** Leaves all but the primary interface to the CNI, and stores that. */
    CNI,
    /**
     * Leaves all but the primary interface alone and stores nothing: images before October 2025.
     */
    OLD;

    /** Whether it gives links DHCP that it sees before kubelet is started. */
    boolean takesOver() {
        return this == CURRENT || this == WORD;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
