package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The manifest that lets the functions into the cluster, and what they do there. */
class DrainAccessTest {

    private static final Path MANIFEST = Path.of("../templates/kubernetes/drain-access.yaml");

    /** What Kubernetes authorizes for each call that the functions make. */
    private static final Map<String, String> NEEDED =
            Map.of(
                    "GetNodes", "nodes list",
                    "GetNode", "nodes get",
                    "PatchNode", "nodes patch",
                    "GetPods", "pods list",
                    "DeletePod", "pods delete",
                    "CreateEviction", "pods/eviction create");

    @Test
    void every_call_of_a_drain_is_allowed() throws IOException {
        Set<String> made = new TreeSet<>();
        Scenes.all().stream().filter(Scene::drain).forEach(scene -> made.addAll(play(scene)));

        assertThat(made).contains("nodes patch", "pods list", "pods/eviction create");
        assertThat(granted()).containsAll(made);
    }

    @Test
    void nothing_is_allowed_that_no_function_does() throws IOException {
        assertThat(granted()).containsExactlyInAnyOrderElementsOf(NEEDED.values());
    }

    @Test
    void the_rights_are_bound_to_the_group_that_the_stack_puts_the_functions_into()
            throws IOException {
        JsonNode binding = documents().get(1);

        assertThat(binding.at("/roleRef/name")).isEqualTo(documents().get(0).at("/metadata/name"));
        assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("multus-nodes:drain");
    }

    private static List<String> play(Scene scene) {
        Stage stage = Stage.open(Scenario.realistic(), scene.layout());
        scene.play().accept(stage);
        return stage.world().calls().all().stream()
                .map(RecordedCall::call)
                .map(call -> NEEDED.get(call.action()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Set<String> granted() throws IOException {
        Set<String> granted = new TreeSet<>();
        for (JsonNode rule : documents().get(0).path("rules")) {
            assertThat(rule.path("apiGroups").path(0).asText()).isEmpty();
            rule.path("resources")
                    .forEach(
                            resource ->
                                    rule.path("verbs")
                                            .forEach(
                                                    verb ->
                                                            granted.add(
                                                                    resource.asText()
                                                                            + " "
                                                                            + verb.asText())));
        }
        return granted;
    }

    private static List<JsonNode> documents() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(Files.readString(MANIFEST))) {
            return documents.readAll();
        }
    }
}
