package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** Each policy allows what its function does, and nothing that no function does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

    private final List<Played> scenes =
            Stream.concat(
                            Scenes.all().stream().map(Scene::played),
                            StackScene.all().stream().map(StackScene::played))
                    .toList();

    /** By the scene's name. */
    private final Map<String, List<Trespassing>> trespasses = new HashMap<>();

    PermissionsTest() {
        scenes.forEach(scene -> trespasses.put(scene.name(), trespassesOf(scene)));
    }

    List<Played> scenes() {
        return scenes;
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void what_the_functions_do_is_allowed(Played scene) {
        assertThat(scene.asked()).isNotEmpty().allMatch(Asked::allowed);
    }

    /** But for owners that are lost: that needs ARNs of the subnets. */
    @ParameterizedTest
    @MethodSource("scenes")
    void it_is_allowed_as_well_where_only_the_deployment_knows_the_names(Played scene) {
        assertThat(scene.asked())
                .allMatch(
                        call ->
                                scene.policyByParameters(call.function()).allows(call.requests())
                                        != call.requests().stream()
                                                .anyMatch(Trespass::restoresOwner));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void what_belongs_to_others_is_not_allowed(Played scene) {
        assertThat(trespasses(scene))
                .isNotEmpty()
                .noneMatch(its -> scene.policy(its.function()).allows(its.call()))
                .noneMatch(its -> scene.policyByParameters(its.function()).allows(its.call()));
    }

    @Test
    void without_any_action_of_any_statement_something_is_denied() {
        assertThat(
                        idle(
                                PermissionsTest::withoutActions,
                                (scene, change) ->
                                        scene.asked().stream()
                                                .filter(change::concerns)
                                                .anyMatch(its -> !change.allows(its.requests()))))
                .isEmpty();
    }

    @Test
    void without_any_condition_or_on_any_resource_something_of_others_is_allowed() {
        assertThat(
                        idle(
                                PermissionsTest::loosened,
                                (scene, change) ->
                                        trespasses(scene).stream()
                                                .filter(its -> change.concerns(its.function()))
                                                .anyMatch(its -> change.allows(its.call()))))
                .isEmpty();
    }

    /** The names of the changes that make no difference in any scene. */
    private Set<String> idle(
            Function<Played, Stream<Change>> changes, BiPredicate<Played, Change> difference) {
        Set<String> idle = new TreeSet<>();
        Set<String> telling = new TreeSet<>();
        for (Played scene : scenes) {
            changes.apply(scene)
                    .forEach(
                            change -> {
                                idle.add(change.name());
                                if (difference.test(scene, change)) {
                                    telling.add(change.name());
                                }
                            });
        }
        assertThat(idle).isNotEmpty();
        idle.removeAll(telling);
        return idle;
    }

    private static Stream<Change> withoutActions(Played scene) {
        return statements(scene)
                .flatMap(
                        its ->
                                its.statement().actions().stream()
                                        .map(
                                                action ->
                                                        its.changed(
                                                                action,
                                                                its.statement().without(action))));
    }

    private static Stream<Change> loosened(Played scene) {
        return statements(scene)
                .flatMap(
                        its ->
                                Stream.concat(
                                        its.statement().conditions().stream()
                                                .map(
                                                        condition ->
                                                                its.changed(
                                                                        condition.toString(),
                                                                        its.statement()
                                                                                .without(
                                                                                        condition))),
                                        its.statement().resources().equals(List.of("*"))
                                                ? Stream.empty()
                                                : Stream.of(
                                                        its.changed(
                                                                "resource",
                                                                its.statement().onAnything()))));
    }

    private static Stream<Of> statements(Played scene) {
        return Policies.of(scene.facts()).entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getValue().statements().stream()
                                        .map(its -> new Of(entry.getKey(), entry.getValue(), its)));
    }

    private List<Trespassing> trespasses(Played scene) {
        return trespasses.getOrDefault(scene.name(), List.of());
    }

    /** Every way to go too far with what was asked for. */
    private static List<Trespassing> trespassesOf(Played scene) {
        return scene.asked().stream()
                .flatMap(
                        asked ->
                                Trespass.all().stream()
                                        .flatMap(
                                                how ->
                                                        how.of(asked.requests())
                                                                .map(
                                                                        call ->
                                                                                new Trespassing(
                                                                                        how.name(),
                                                                                        asked
                                                                                                .function(),
                                                                                        call))))
                .toList();
    }

    private record Trespassing(String name, String function, List<Request> call) {}

    /** A statement of a function's policy. */
    private record Of(String function, Policy policy, Statement statement) {

        Change changed(String what, Statement changed) {
            return new Change(
                    function + " " + statement.sid() + " " + what,
                    function,
                    policy.replacing(statement, _ -> changed));
        }
    }

    /** A function's policy with a change in one statement. */
    private record Change(String name, String function, Policy policy) {

        boolean concerns(Asked asked) {
            return concerns(asked.function());
        }

        boolean concerns(String other) {
            return function.equals(other);
        }

        boolean allows(List<Request> call) {
            return policy.allows(call);
        }
    }
}
