package io.github.multusnodes.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiled classes for rules to look at: ours, and forbidden ones made on the spot. */
final class Code {

    static final String ROOT = "io.github.multusnodes";
    static final String SIMULATOR = ROOT + ".simulator";

    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

    private Code() {}

    /** The main classes of both modules. */
    static JavaClasses main() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    /** The same with the Lambda module's tests, for whose sake the simulator exists. */
    static JavaClasses mainAndTests() {
        return new ClassFileImporter().importPackages(ROOT);
    }

    /** Compiles sources of one type each; they may use everything that tests may use. */
    static JavaClasses compiled(List<String> sources, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path", ""),
                        "-d",
                        folder.toString());
        List<JavaFileObject> files = sources.stream().map(Code::file).toList();
        if (!compiler.getTask(null, null, null, options, null, files).call()) {
            throw new IllegalArgumentException("These do not compile: " + sources);
        }
        return new ClassFileImporter().importPath(folder);
    }

    private static JavaFileObject file(String source) {
        String path = first(PACKAGE, source).replace('.', '/') + "/" + first(TYPE, source);
        return new SimpleJavaFileObject(
                URI.create("string:///" + path + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private static String first(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No " + pattern + " in: " + source);
        }
        return matcher.group(1);
    }
}
