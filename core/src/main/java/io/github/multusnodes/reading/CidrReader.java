package io.github.multusnodes.reading;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;

import java.util.Optional;

/** Reads CIDR blocks of one family. */
public final class CidrReader {

    private CidrReader() {}

    /**
     * Reads one and notes what is wrong with it.
     *
     * @param elsewhere the key where blocks of the other family go
     */
    public static Optional<Cidr> read(
            Family family,
            String path,
            String text,
            String allowed,
            String elsewhere,
            Violations violations) {
        try {
            Cidr block = Cidr.parse(text);
            if (block.family() == family) {
                return Optional.of(block);
            }
            String advice = "Move it to " + elsewhere + ", or remove it.";
            violations.add(path, Violation.quoted(text), allowed, advice);
        } catch (IllegalArgumentException e) {
            String advice = "It is refused because " + e.getMessage() + ".";
            violations.add(path, Violation.quoted(text), allowed, advice);
        }
        return Optional.empty();
    }
}
