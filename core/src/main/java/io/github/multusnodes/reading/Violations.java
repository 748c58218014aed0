package io.github.multusnodes.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers violations, so that a reader can note one and read on. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();
    private final Map<String, String> claims = new HashMap<>();

    public void add(String path, String value, String allowed, String advice) {
        found.add(new Violation(path, value, allowed, advice));
    }

    public void missing(String path, String allowed, String advice) {
        add(path, Violation.MISSING, allowed, advice);
    }

    /** Notes a violation if what must be unique was claimed before, at another path. */
    public void claim(String what, Object value, String path) {
        String first = claims.putIfAbsent(what + " " + value, path);
        if (first != null) {
            add(
                    path,
                    value + " again",
                    "each " + what + " once",
                    "It is already used by " + first + "; give one of them another.");
        }
    }

    /** All of them, in the order in which they were noted. */
    public List<Violation> found() {
        return List.copyOf(found);
    }
}
