package io.github.multusnodes.fuzz;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.ParseException;

import org.xml.sax.SAXException;

import java.util.List;

/** Changes of texts that are trees. */
final class Trees {

    private static final int LONG = 70_000;

    /** Values that a number, a time, a state, an id or an address may be taken for, and none. */
    static final List<String> VALUES =
            List.of(
                    "",
                    " ",
                    "x",
                    "-1",
                    "0",
                    "1",
                    "7",
                    "007",
                    "0.5",
                    "1e9",
                    "2147483648",
                    "99999999999999999999",
                    "NaN",
                    "true",
                    "TRUE",
                    "null",
                    "2026-13-45T99:99:99Z",
                    "2026-01-01",
                    "1970-01-01T00:00:00Z",
                    "9999-12-31T23:59:59Z",
                    "+1000000000-12-31T23:59:59Z",
                    "pending",
                    "running",
                    "shutting-down",
                    "terminated",
                    "attaching",
                    "detached",
                    "available",
                    "in-use",
                    "InService",
                    "Pending:Wait",
                    "Terminating:Wait",
                    "i-0deadbeefdeadbeef",
                    "eni-0deadbeefdeadbeef",
                    "subnet-0deadbeefdeadbee",
                    "10.0.0.0/24",
                    "10.0.0.1/24",
                    "10.0.0.0/33",
                    "256.0.0.1",
                    "::/0",
                    "fe80::1%eth0",
                    "\ud83d\ude00",
                    "a,b",
                    "a b".repeat(LONG));

    private Trees() {}

    /** The changed text; the text itself if it is no tree. */
    static String changed(String text, Change change) {
        try {
            return text.stripLeading().startsWith("<")
                    ? XmlTree.changed(text, change)
                    : JsonTree.changed(Json.parse(text), change);
        } catch (ParseException | SAXException noTree) {
            return text;
        }
    }

    /** A text that is nearly the same. */
    static String deformed(String text, int choice) {
        int middle = text.length() / 2;
        return switch (choice % 7) {
            case 0 -> text.substring(0, middle);
            case 1 -> text + text;
            case 2 -> text.toUpperCase(java.util.Locale.ROOT);
            case 3 -> " " + text;
            case 4 -> text + "\n";
            case 5 -> new StringBuilder(text).reverse().toString();
            default -> text.substring(0, middle) + "0" + text.substring(middle);
        };
    }

    static String value(int choice) {
        return VALUES.get(choice % VALUES.size());
    }
}
