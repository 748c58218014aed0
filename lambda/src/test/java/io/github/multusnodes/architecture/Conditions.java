package io.github.multusnodes.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What rules demand of a class. */
final class Conditions {

    private static final Map<String, Set<String>> MACHINE =
            Map.ofEntries(
                    entry("java.lang.Thread", Set.of("sleep")),
                    entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
                    entry("java.util.concurrent.locks.LockSupport", Set.of("parkNanos")),
                    entry(
                            "java.lang.System",
                            Set.of("getenv", "currentTimeMillis", "nanoTime", "getProperty")),
                    entry("java.lang.Math", Set.of("random")),
                    entry("java.util.UUID", Set.of("randomUUID")),
                    entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
                    entry("java.util.random.RandomGenerator", Set.of("getDefault", "of")),
                    entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")));

    /** These ask the machine only when called without an argument. */
    private static final Map<String, String> MACHINE_UNLESS_TOLD =
            Map.of(
                    "java.time.Instant", "now",
                    "java.time.LocalDate", "now",
                    "java.time.LocalDateTime", "now",
                    "java.time.ZonedDateTime", "now",
                    "java.time.OffsetDateTime", "now",
                    "java.util.Random", "<init>");

    private Conditions() {}

    /** Depends on no class that matches. */
    static ArchCondition<JavaClass> notKnow(String what, Predicate<JavaClass> forbidden) {
        return condition(
                "not know " + what,
                (type, breach) -> {
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                        if (forbidden.test(dependency.getTargetClass().getBaseComponentType())) {
                            breach.accept(dependency.getDescription());
                        }
                    }
                });
    }

    /** Takes time, chance and environment from its caller, not from the machine. */
    static ArchCondition<JavaClass> leaveTheMachineAlone() {
        return condition(
                "leave the machine's clock, chance and environment alone",
                (type, breach) -> {
                    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                        if (touchesMachine(access)) {
                            breach.accept(access.getDescription());
                        }
                    }
                });
    }

    /**
     * A public type is used by another package, stands in the signatures of one that is, or is
     * started by a machine.
     */
    static ArchCondition<JavaClass> bePublicForAReason() {
        return condition(
                "be used by another package of ours",
                (type, breach) -> {
                    if (!isStartedFromOutside(type) && !isUsedElsewhere(type) && !isOnAFace(type)) {
                        breach.accept(
                                type.getName()
                                        + " is public, but no other package uses it: make it"
                                        + " package-private");
                    }
                });
    }

    /** An open interface is a port. */
    static ArchCondition<JavaClass> haveNoOpenInterface() {
        return condition(
                "have no open interface",
                (type, breach) -> {
                    if (type.isInterface()
                            && !type.isAnnotation()
                            && type.isTopLevelClass()
                            && !type.isAnnotatedWith(FunctionalInterface.class)
                            && !Sealed.is(type)) {
                        breach.accept(
                                type.getName()
                                        + " is an open interface outside of port: make it sealed,"
                                        + " or use the class itself");
                    }
                });
    }

    static ArchCondition<JavaClass> condition(
            String says, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(says) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(
                        type, message -> events.add(SimpleConditionEvent.violated(type, message)));
            }
        };
    }

    private static boolean touchesMachine(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean told = access.getTarget().getFullName().endsWith(name + "()");
        return MACHINE.getOrDefault(owner, Set.of()).contains(name)
                || (told && name.equals(MACHINE_UNLESS_TOLD.get(owner)));
    }

    private static boolean isStartedFromOutside(JavaClass type) {
        return type.isAssignableTo("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
                || type.tryGetMethod("main", String[].class).isPresent();
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(part -> topLevel(part).equals(type))
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .map(Dependency::getOriginClass)
                .anyMatch(user -> !user.getPackageName().equals(type.getPackageName()));
    }

    private static boolean isOnAFace(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(other -> !other.equals(type) && isPublic(other.getModifiers()))
                .filter(other -> isUsedElsewhere(topLevel(other)))
                .flatMap(Conditions::face)
                .anyMatch(part -> topLevel(part).equals(type));
    }

    /** The types in a class's public signatures. */
    private static Stream<JavaClass> face(JavaClass type) {
        Stream<JavaType> signatures =
                type.getCodeUnits().stream()
                        .filter(unit -> isPublic(unit.getModifiers()))
                        .flatMap(
                                unit ->
                                        Stream.concat(
                                                Stream.of(unit.getReturnType()),
                                                unit.getParameterTypes().stream()));
        return Stream.concat(signatures, type.getInterfaces().stream())
                .flatMap(part -> part.getAllInvolvedRawTypes().stream());
    }

    private static boolean isPublic(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC);
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Conditions::topLevel).orElse(type);
    }
}
