package io.github.multusnodes.architecture;

/** Sources that break rules. */
final class Forbidden {

    private Forbidden() {}

    /** A class of a package that knows another type. */
    static String knowing(String packageName, String type) {
        return """
        package %s;

        class Knowing {
            %s known;
        }
        """
                .formatted(packageName, type);
    }

    /** A public class of a package that knows another type. */
    static String openlyKnowing(String packageName, String type) {
        return knowing(packageName, type).replace("class", "public class");
    }

    /** A type without contents. */
    static String empty(String packageName, String declaration) {
        return """
        package %s;

        %s {}
        """
                .formatted(packageName, declaration);
    }

    /** A class that does one thing. */
    static String doing(String packageName, String expression) {
        return """
        package %s;

        class Doing {
            Object done() throws Exception {
                %s;
                return this;
            }
        }
        """
                .formatted(packageName, expression);
    }
}
