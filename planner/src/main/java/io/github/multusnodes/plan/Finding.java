package io.github.multusnodes.plan;

/**
 * Something that the reader should know.
 *
 * @param stops whether a node could not launch because of it
 */
record Finding(boolean stops, String text) {

    static Finding stop(String text) {
        return new Finding(true, text);
    }

    static Finding warning(String text) {
        return new Finding(false, text);
    }
}
