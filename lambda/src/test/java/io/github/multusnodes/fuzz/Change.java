package io.github.multusnodes.fuzz;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.Arrays;
import java.util.List;

/**
 * One thing that goes wrong with a text.
 *
 * @param place where; counted on from the start again when the text has fewer places
 * @param choice as what, likewise
 */
record Change(Kind kind, int place, int choice) {

    private static final int MANY = 1_000_000;
    private static final int LONG = 100_000;
    private static final List<Kind> TREES =
            Arrays.stream(Kind.values()).filter(Kind::isOfTree).toList();

    private static final List<String> SCRAPS =
            List.of(
                    "\ufeff",
                    "\u0000",
                    "\ufffd",
                    "\ud800",
                    "\n",
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    "<",
                    ">",
                    "&",
                    "<!--",
                    "]]>",
                    ",",
                    ":",
                    "\\u0000",
                    "\\ud800",
                    "9",
                    "-",
                    "e",
                    " ",
                    "\u202e",
                    "\ud83d\ude00");

    /** What happens to the text, or to one node of the JSON or XML that it is. */
    enum Kind {
        CUT_END,
        CUT_START,
        CUT_PART,
        REPEAT_PART,
        INSERT,
        REPLACE,
        FLIP,
        LENGTHEN,
        DROP,
        REPEAT,
        RENAME,
        NEST,
        REVALUE,
        DEFORM,
        SWAP;

        boolean isOfTree() {
            return compareTo(DROP) >= 0;
        }
    }

    /** Changes of any kind. */
    static Arbitrary<Change> any() {
        return of(Arbitraries.of(Kind.class));
    }

    /** Changes that leave the text JSON or XML. */
    static Arbitrary<Change> ofTrees() {
        return of(Arbitraries.of(TREES));
    }

    private static Arbitrary<Change> of(Arbitrary<Kind> kinds) {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, MANY).withoutEdgeCases();
        return Combinators.combine(kinds, numbers, numbers).as(Change::new);
    }

    /** A text after some changes, one after the other. */
    static String all(List<Change> changes, String text) {
        String changed = text;
        for (Change change : changes) {
            changed = change.of(changed);
        }
        return changed;
    }

    /** Another one, for a text within the text. */
    Change within() {
        return new Change(
                TREES.get(choice % TREES.size()), /* place= */ choice, /* choice= */ place);
    }

    /** The text after this change. */
    String of(String text) {
        return kind.isOfTree() ? Trees.changed(text, this) : changed(text);
    }

    private String changed(String text) {
        int from = place % (text.length() + 1);
        int to = Math.min(text.length(), from + 1 + choice % 40);
        String before = text.substring(0, from);
        String after = text.substring(to);
        return switch (kind) {
            case CUT_END -> before;
            case CUT_START -> text.substring(from);
            case CUT_PART -> before + after;
            case REPEAT_PART -> text.substring(0, to) + text.substring(from);
            case INSERT -> before + scrap() + text.substring(from);
            case REPLACE -> before + scrap() + after;
            case FLIP -> flipped(text, from);
            case LENGTHEN -> before + scrap().repeat(LONG) + text.substring(from);
            default -> throw new IllegalStateException(kind + " is of trees");
        };
    }

    private String flipped(String text, int at) {
        if (at == text.length()) {
            return text;
        }
        char flipped = (char) (text.charAt(at) ^ 1 << choice % 8);
        return text.substring(0, at) + flipped + text.substring(at + 1);
    }

    private String scrap() {
        return SCRAPS.get(choice % SCRAPS.size());
    }
}
