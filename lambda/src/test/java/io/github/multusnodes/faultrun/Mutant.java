package io.github.multusnodes.faultrun;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Our code without one guard, compiled on the spot and loaded beside the real one. */
final class Mutant implements AutoCloseable {

    private static final String ROOT = "io.github.multusnodes.";
    private static final String SIMULATOR = ROOT + "simulator.";

    private final URLClassLoader loader;

    /**
     * Takes the guard out.
     *
     * @param sources the folder with our main code
     * @param folder where the changed class goes
     * @throws IllegalArgumentException if the guard is not found exactly once
     */
    Mutant(Guard guard, Path sources, Path folder) throws IOException {
        Path file = sources.resolve("io/github/multusnodes").resolve(guard.file());
        compile(file, without(guard, Files.readString(file)), folder);
        List<URL> path = new ArrayList<>(List.of(folder.toUri().toURL()));
        for (String entry : classPath().split(System.getProperty("path.separator"), -1)) {
            path.add(url(entry));
        }
        this.loader = new Beside(path.toArray(new URL[0]));
    }

    /** What does not hold on a day, with this code. */
    @SuppressWarnings("unchecked") // one class, loaded twice: the interface is the JDK's
    List<String> violations(long seed) {
        try {
            return ((LongFunction<List<String>>)
                            loader.loadClass(SeedTrial.class.getName())
                                    .getConstructor()
                                    .newInstance())
                    .apply(seed);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static String without(Guard guard, String source) {
        int first = source.indexOf(guard.text());
        if (first < 0 || source.indexOf(guard.text(), first + 1) >= 0) {
            throw new IllegalArgumentException(
                    guard.file()
                            + " does not have the guard '"
                            + guard.name()
                            + "' exactly once. Its text is: "
                            + guard.text());
        }
        return source.replace(guard.text(), guard.instead());
    }

    private static void compile(Path file, String source, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", folder.toString());
        JavaFileObject changed =
                new SimpleJavaFileObject(
                        URI.create("string:///" + file.getFileName()), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        if (!compiler.getTask(null, null, null, options, null, List.of(changed)).call()) {
            throw new IllegalArgumentException(file + " does not compile without its guard");
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path", "");
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Loads our own classes itself; the simulator, libraries and the JDK are shared. */
    private static final class Beside extends URLClassLoader {

        Beside(URL[] path) {
            super(path, Mutant.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ROOT) || name.startsWith(SIMULATOR)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
