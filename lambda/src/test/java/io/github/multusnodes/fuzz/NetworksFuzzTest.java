package io.github.multusnodes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.settings.InvalidSettingsException;
import io.github.multusnodes.settings.Settings;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Networks that somebody has mistyped, run in a world that they nearly fit: a node gets all of them
 * or is abandoned for a reason with a name, and then nothing is left and nothing foreign changed.
 */
class NetworksFuzzTest {

    private static final Layout LAYOUT =
            Layout.of(1, 2)
                    .withIpv6("{\"mode\":\"lowest-free\",\"exclude\":[\"2600:1f14:0:100::/80\"]}")
                    .withReserved(
                            new Layout.Reserved(0, 0, "10.0.0.128/25", "prefix"),
                            new Layout.Reserved(1, 0, "10.0.16.128/25", "prefix"))
                    .withPodPrefixes("{\"ipv4\":1}");

    /** What fits the world: its ids are the same each time. */
    private static final String USUAL =
            Stage.open(Scenario.plain(), LAYOUT).grounds().networksJson(LAYOUT);

    @Provide
    Arbitrary<List<Change>> changes() {
        return Change.ofTrees().list().ofMinSize(1).ofMaxSize(3);
    }

    @Fuzzed(inGate = 100)
    void work_or_are_refused(@ForAll("changes") List<Change> changes) {
        String networks = Change.all(changes, USUAL);
        Stage stage =
                Foreign.beside(
                        Stage.open(
                                Scenario.plain(),
                                LAYOUT.withEnvironment(Map.of("MULTUS_NETWORKS", networks))));
        Foreign foreign = Foreign.seen(stage);

        stage.group(1).runFor(Duration.ofMinutes(2));

        assertThat(Surprises.of(stage)).isEmpty();
        assertThat(Foreign.seen(stage)).isEqualTo(foreign);
        List<NetworkInterface> ours = stage.inspect().ours();
        if (stage.inService().isEmpty()) {
            assertThat(ours).isEmpty();
            assertThat(stage.answersTo(stage.notices().getFirst())).containsExactly("ABANDON");
            assertThat(stage.logLines()).anyMatch(line -> line.contains("error_code"));
        } else {
            assertThat(ours).hasSize(settings(networks).networks().size());
            assertThat(ours)
                    .allMatch(
                            its ->
                                    its.attachment().deleteOnTermination()
                                            && its.attachment()
                                                    .instanceId()
                                                    .equals(stage.inService().getFirst()));
        }
    }

    /**
     * @throws InvalidSettingsException if they cannot be used
     */
    private static Settings settings(String networks) {
        return Settings.read(Map.of("MULTUS_NODE_GROUP", "upf", "MULTUS_NETWORKS", networks));
    }
}
