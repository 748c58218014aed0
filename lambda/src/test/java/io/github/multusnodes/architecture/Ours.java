package io.github.multusnodes.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which classes are ours, and in which package of which module. */
final class Ours {

    private static final String LAMBDA = Code.ROOT + ".";
    private static final String SIMULATOR = Code.SIMULATOR;

    private Ours() {}

    static boolean isLambda(JavaClass type) {
        return type.getName().startsWith(LAMBDA) && !isSimulator(type);
    }

    static boolean isSimulator(JavaClass type) {
        return isIn(type, SIMULATOR);
    }

    /** The name of a class's package below the root of the Lambda module. */
    static String role(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(LAMBDA) ? name.substring(LAMBDA.length()) : "";
    }

    /** Whether a class is in one of these packages of the simulator, or below. */
    static boolean isInSimulator(JavaClass type, List<String> packages) {
        return packages.stream().anyMatch(name -> isIn(type, SIMULATOR + "." + name));
    }

    static DescribedPredicate<JavaClass> lambda() {
        return matching("are in the Lambda module", Ours::isLambda);
    }

    static DescribedPredicate<JavaClass> lambdaIn(String... roles) {
        return matching("are in " + List.of(roles), type -> hasRole(type, roles));
    }

    static DescribedPredicate<JavaClass> lambdaOutside(String... roles) {
        return matching(
                "are outside of " + List.of(roles),
                type -> isLambda(type) && !hasRole(type, roles));
    }

    static DescribedPredicate<JavaClass> simulator() {
        return matching("are in the simulator", Ours::isSimulator);
    }

    static DescribedPredicate<JavaClass> simulatorIn(String... packages) {
        return matching(
                "are in the simulator's " + List.of(packages),
                type -> isInSimulator(type, List.of(packages)));
    }

    static DescribedPredicate<JavaClass> simulatorOutside(String... packages) {
        return matching(
                "are outside of the simulator's " + List.of(packages),
                type -> isSimulator(type) && !isInSimulator(type, List.of(packages)));
    }

    static DescribedPredicate<JavaClass> publicTypes(Predicate<JavaClass> module) {
        return matching(
                "are public",
                type ->
                        module.test(type)
                                && type.isTopLevelClass()
                                && type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static boolean hasRole(JavaClass type, String... roles) {
        return isLambda(type) && Arrays.asList(roles).contains(role(type));
    }

    private static boolean isIn(JavaClass type, String name) {
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    private static DescribedPredicate<JavaClass> matching(
            String says, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(
                says, type -> !type.getSimpleName().equals("package-info") && predicate.test(type));
    }
}
