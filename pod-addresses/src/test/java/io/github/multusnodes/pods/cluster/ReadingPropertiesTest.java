package io.github.multusnodes.pods.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.pods.plan.NodePod.Attached;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;

/** Whatever comes, it is read or told. */
class ReadingPropertiesTest {

    private static final List<String> KEYS =
            List.of(
                    "metadata",
                    "uid",
                    "name",
                    "creationTimestamp",
                    "annotations",
                    "k8s.v1.cni.cncf.io/networks",
                    NetworkStatus.KEY,
                    "spec",
                    "hostNetwork",
                    "status",
                    "phase",
                    "interface",
                    "ips",
                    "mac",
                    "default",
                    "other");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    "aws-cni",
                    "core/n3",
                    "net1",
                    "10.0.1.50",
                    "10.0.1.50/24",
                    "::1",
                    "0",
                    "1:2",
                    "0a:1b:2c:3d:4e:5f",
                    "Running",
                    "[]",
                    "[{\"name\": 1}]",
                    "\u0000",
                    "é");

    @Property(tries = 300)
    void no_text_of_multus_fails_the_reader(@ForAll String text) {
        assertThatCode(() -> NetworkStatus.read(text)).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void no_json_in_the_place_of_a_status_fails_the_reader(@ForAll("values") JsonValue value) {
        Attached attached = NetworkStatus.read(value.toString());

        if (attached instanceof Attached.Told(var interfaces)) {
            assertThat(interfaces)
                    .allSatisfy(
                            its -> {
                                assertThat(its.name()).isNotEmpty();
                                assertThat(its.addresses()).isNotEmpty();
                            });
        }
    }

    @Property(tries = 300)
    void no_json_in_the_place_of_a_pod_fails_the_reader(@ForAll("values") JsonValue value) {
        assertThatCode(() -> PodReader.read(value)).doesNotThrowAnyException();
    }

    /** What is not kept makes no difference. */
    @Property(tries = 300)
    void a_pod_is_the_same_with_or_without_what_is_not_wanted(@ForAll("values") JsonValue value)
            throws IOException {
        JsonValue sieved = Sieve.read(new StringReader(value.toString()), PodReader.KEYS);

        assertThat(PodReader.read(sieved)).isEqualTo(PodReader.read(value));
    }

    @Property(tries = 300)
    void a_sieve_that_keeps_all_changes_nothing(@ForAll("values") JsonValue value)
            throws IOException {
        assertThat(Sieve.read(new StringReader(value.toString()), Set.copyOf(KEYS)))
                .isEqualTo(value);
    }

    @Provide
    Arbitrary<JsonValue> values() {
        return nested(4);
    }

    private static Arbitrary<JsonValue> nested(int depth) {
        Arbitrary<JsonValue> plain =
                Arbitraries.oneOf(
                        Arbitraries.of(Json.NULL, Json.TRUE, Json.FALSE),
                        Arbitraries.of(TEXTS).map(Json::value),
                        Arbitraries.doubles().between(-1e300, 1e300).map(Json::value));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<JsonValue> inner = nested(depth - 1);
        Arbitrary<JsonValue> arrays =
                inner.list()
                        .ofMaxSize(3)
                        .map(
                                items -> {
                                    JsonArray array = new JsonArray();
                                    items.forEach(array::add);
                                    return array;
                                });
        Arbitrary<JsonValue> objects =
                Arbitraries.maps(Arbitraries.of(KEYS), inner)
                        .ofMaxSize(6)
                        .map(
                                members -> {
                                    JsonObject object = new JsonObject();
                                    members.forEach(object::add);
                                    return object;
                                });
        return Arbitraries.frequencyOf(
                Tuple.of(1, plain), Tuple.of(2, arrays), Tuple.of(4, objects));
    }
}
