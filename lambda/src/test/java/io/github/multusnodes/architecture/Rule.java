package io.github.multusnodes.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import java.util.List;

/**
 * A rule about compiled classes, with the proof that it can fail.
 *
 * @param about the classes that must obey
 * @param atLeast how many of them there must be at the very least, so that the rule cannot hold for
 *     want of classes
 * @param forbidden sources that break the rule
 * @param breach part of what the rule says about them
 */
record Rule(
        String says,
        DescribedPredicate<JavaClass> about,
        int atLeast,
        ArchRule rule,
        List<String> forbidden,
        String breach) {

    /** A rule that a condition on each class decides, still without its proof. */
    static Rule that(
            String says,
            DescribedPredicate<JavaClass> about,
            int atLeast,
            ArchCondition<JavaClass> condition) {
        ArchRule rule = ArchRuleDefinition.classes().that(about).should(condition);
        return of(says, about, atLeast, rule);
    }

    /** A rule of ArchUnit's own, still without its proof. */
    static Rule of(String says, DescribedPredicate<JavaClass> about, int atLeast, ArchRule rule) {
        return new Rule(says, about, atLeast, rule.allowEmptyShould(true), List.of(), "");
    }

    /** The same rule, broken by these sources. */
    Rule brokenBy(String mustSay, String... sources) {
        return new Rule(says, about, atLeast, rule, List.of(sources), mustSay);
    }

    int seenIn(JavaClasses classes) {
        return classes.that(about).size();
    }

    List<String> breachesIn(JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    @Override
    public String toString() {
        return says;
    }
}
