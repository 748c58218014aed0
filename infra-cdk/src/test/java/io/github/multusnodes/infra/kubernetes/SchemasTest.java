package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Every document is one that the API server takes: those of Kubernetes by the models that are made
 * from its published description, the others by the schemas of their custom resources.
 */
class SchemasTest {

    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

    private static final Map<String, String> CUSTOM =
            Map.of(
                    "NetworkAttachmentDefinition",
                    custom("k8s.cni.cncf.io/v1", "", "\"config\": {\"type\": \"string\"}"),
                    "ENIConfig",
                    custom(
                            "crd.k8s.amazonaws.com/v1alpha1",
                            "\"required\": [\"subnet\"],",
                            """
                            "subnet": {"type": "string"},
                            "securityGroups": {"type": "array", "items": {"type": "string"}}
                            """));

    private static final Set<String> OUR_GROUPS =
            Set.of(
                    "v1",
                    "apps/v1",
                    "rbac.authorization.k8s.io/v1",
                    "admissionregistration.k8s.io/v1");

    static List<Rendered> all() {
        return Rendered.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_document_is_valid(Rendered rendered) {
        rendered.files().keySet().stream()
                .filter(file -> !file.startsWith("multus/") && !file.startsWith("whereabouts/"))
                .filter(file -> !file.equals("vpc-cni.yaml"))
                .forEach(
                        file ->
                                assertThat(rendered.documents(file))
                                        .isNotEmpty()
                                        .allSatisfy(
                                                its ->
                                                        assertThatCode(() -> validate(its))
                                                                .as("%s: %s", file, its)
                                                                .doesNotThrowAnyException()));
    }

    @Test
    void subnets_of_the_pods_own_addresses_are_valid() {
        assertThat(VpcCniSettingsTest.custom().documents("eni-configs.yaml"))
                .hasSize(2)
                .allSatisfy(its -> assertThatCode(() -> validate(its)).doesNotThrowAnyException());
    }

    /** A patch lacks what it leaves alone; all that it has must be known. */
    @Test
    void the_patches_of_Multus_have_known_keys() {
        Rendered shipped = Rendered.shipped();
        ObjectNode daemonSet = (ObjectNode) shipped.document("multus/daemonset.yaml", "DaemonSet");
        ((ObjectNode) daemonSet.path("spec"))
                .putObject("selector")
                .putObject("matchLabels")
                .put("name", "multus");

        assertThatCode(() -> validate(daemonSet)).doesNotThrowAnyException();
        assertThatCode(() -> validate(shipped.document("multus/daemon-config.yaml", "ConfigMap")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_key_that_Kubernetes_does_not_know_is_found_wherever_it_is() {
        ObjectNode daemonSet =
                (ObjectNode) Rendered.shipped().document("not-ready.yaml", "DaemonSet");
        ((ObjectNode) daemonSet.at("/spec/template/spec/containers/0/securityContext"))
                .put("privilegeEscalation", false);

        assertThatThrownBy(() -> validate(daemonSet)).hasMessageContaining("privilegeEscalation");
    }

    @Test
    void a_key_that_a_custom_resource_does_not_know_is_found() {
        ObjectNode attachment =
                (ObjectNode) Rendered.shipped().documents("network-attachments.yaml").getFirst();
        ((ObjectNode) attachment.path("spec")).put("configuration", "{}");

        assertThatThrownBy(() -> validate(attachment)).hasMessageContaining("configuration");
    }

    private static void validate(JsonNode document) {
        String kind = document.path("kind").asText();
        if (CUSTOM.containsKey(kind)) {
            assertThat(
                            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                    .getSchema(Objects.requireNonNull(CUSTOM.get(kind)))
                                    .validate(document.toString(), InputFormat.JSON))
                    .isEmpty();
            return;
        }
        assertThat(OUR_GROUPS).contains(document.path("apiVersion").asText());
        try {
            Class.forName(MODELS + kind)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(document.toString()));
        } catch (InvocationTargetException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no model of " + kind, e);
        }
    }

    private static String custom(String version, String required, String spec) {
        return """
        {"type": "object", "additionalProperties": false,
         "required": ["apiVersion", "kind", "metadata"],
         "properties": {
           "apiVersion": {"const": "%s"}, "kind": {"type": "string"},
           "metadata": {"type": "object"},
           "spec": {"type": "object", "additionalProperties": false, %s
                    "properties": {%s}}}}
        """
                .formatted(version, required, spec);
    }
}
