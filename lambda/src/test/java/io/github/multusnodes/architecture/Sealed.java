package io.github.multusnodes.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.net.URI;

/** Whether a type is sealed, which ArchUnit does not tell. */
final class Sealed {

    private Sealed() {}

    static boolean is(JavaClass type) {
        URI file = type.getSource().map(Source::getUri).orElseThrow();
        try (InputStream bytes = file.toURL().openStream()) {
            return ClassFile.of()
                    .parse(bytes.readAllBytes())
                    .findAttribute(Attributes.permittedSubclasses())
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
