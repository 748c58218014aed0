package io.github.multusnodes.infra.iam;

import java.util.regex.Pattern;

/** Patterns as policies have them. */
final class Glob {

    private static final int PARTS_OF_AN_ARN = 6;

    private Glob() {}

    /**
     * Whether a text is like a pattern, in which {@code *} is any text and {@code ?} any letter.
     */
    static boolean matches(String pattern, String text) {
        return Pattern.matches(
                Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), text);
    }

    /** The same of ARNs, whose parts are compared one by one. */
    static boolean matchesArn(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] wanted = pattern.split(":", PARTS_OF_AN_ARN);
        String[] given = arn.split(":", PARTS_OF_AN_ARN);
        if (wanted.length != PARTS_OF_AN_ARN) {
            throw new IllegalArgumentException("No ARN: " + pattern);
        }
        boolean all = given.length == PARTS_OF_AN_ARN;
        for (int i = 0; all && i < PARTS_OF_AN_ARN; i++) {
            all = matches(wanted[i], given[i]);
        }
        return all;
    }
}
