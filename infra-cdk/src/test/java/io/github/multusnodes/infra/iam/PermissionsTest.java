package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each policy allows what its function does, and nothing that no function does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

    private final List<Scene.Played> scenes = Scenes.all().stream().map(Scene::played).toList();

    List<Scene.Played> scenes() {
        return scenes;
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void what_the_functions_do_is_allowed(Scene.Played scene) {
        assertThat(scene.asked()).isNotEmpty().allMatch(Asked::allowed);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void it_is_allowed_as_well_where_only_the_deployment_knows_the_names(Scene.Played scene) {
        assertThat(scene.asked())
                .allMatch(
                        call ->
                                policy(scene.byParameters(), call.function())
                                                .allows(call.requests())
                                        || scene.scene().repair());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void what_belongs_to_others_is_not_allowed(Scene.Played scene) {
        assertThat(trespasses(scene).filter(its -> its.allowedBy(scene.policies()))).isEmpty();
        assertThat(trespasses(scene).filter(its -> its.allowedBy(scene.byParameters()))).isEmpty();
    }

    @Test
    void every_action_of_every_statement_is_needed() {
        Set<String> granted = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (Scene.Played scene : scenes) {
            forEachStatement(
                    scene,
                    (function, statement) ->
                            statement
                                    .actions()
                                    .forEach(
                                            action -> {
                                                String name =
                                                        function
                                                                + " "
                                                                + statement.sid()
                                                                + " "
                                                                + action;
                                                granted.add(name);
                                                Policy less =
                                                        policy(scene.policies(), function)
                                                                .replacing(
                                                                        statement,
                                                                        its -> its.without(action));
                                                if (scene.asked().stream()
                                                        .anyMatch(
                                                                call ->
                                                                        call.function()
                                                                                        .equals(
                                                                                                function)
                                                                                && !less.allows(
                                                                                        call
                                                                                                .requests()))) {
                                                    needed.add(name);
                                                }
                                            }));
        }
        granted.removeAll(needed);
        assertThat(granted).isEmpty();
    }

    @Test
    void every_condition_and_every_named_resource_keeps_something_out() {
        Set<String> all = new TreeSet<>();
        Set<String> keeping = new TreeSet<>();
        for (Scene.Played scene : scenes) {
            List<Trespassing> trespasses = trespasses(scene).toList();
            forEachStatement(
                    scene,
                    (function, statement) ->
                            loosened(statement)
                                    .forEach(
                                            (what, loose) -> {
                                                String name =
                                                        function
                                                                + " "
                                                                + statement.sid()
                                                                + " "
                                                                + what;
                                                all.add(name);
                                                Policy more =
                                                        policy(scene.policies(), function)
                                                                .replacing(statement, _ -> loose);
                                                if (trespasses.stream()
                                                        .anyMatch(
                                                                its ->
                                                                        its.function()
                                                                                        .equals(
                                                                                                function)
                                                                                && more.allows(
                                                                                        its
                                                                                                .call()))) {
                                                    keeping.add(name);
                                                }
                                            }));
        }
        all.removeAll(keeping);
        assertThat(all).isEmpty();
    }

    private static Policy policy(Map<String, Policy> policies, String function) {
        return Objects.requireNonNull(policies.get(function));
    }

    private static void forEachStatement(
            Scene.Played scene, BiConsumer<String, Statement> consumer) {
        scene.policies()
                .forEach(
                        (function, policy) ->
                                policy.statements().forEach(its -> consumer.accept(function, its)));
    }

    private static Map<String, Statement> loosened(Statement statement) {
        Map<String, Statement> loosened =
                statement.conditions().stream()
                        .collect(
                                Collectors.toMap(
                                        Condition::toString, statement::without, (a, _) -> a));
        if (!statement.resources().equals(List.of("*"))) {
            loosened.put("resource", statement.onAnything());
        }
        return loosened;
    }

    /** Every way to go too far with what was asked for. */
    private static Stream<Trespassing> trespasses(Scene.Played scene) {
        return scene.asked().stream()
                .flatMap(call -> Trespass.all().stream().flatMap(how -> trespasses(call, how)));
    }

    private static Stream<Trespassing> trespasses(Asked call, Trespass how) {
        return how.of(call.requests())
                .map(requests -> new Trespassing(how.name(), call.function(), requests));
    }

    private record Trespassing(String name, String function, List<Request> call) {

        boolean allowedBy(Map<String, Policy> policies) {
            return policy(policies, function).allows(call);
        }
    }
}
