package io.github.multusnodes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.node.SweepPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class SweepSettingsTest {

    @Test
    void by_default_our_own_group_and_hooks_are_swept_and_nothing_is_repaired() {
        assertThat(read(Map.of()))
                .isEqualTo(
                        new SweepPolicy(
                                List.of("upf"),
                                "multus-launch",
                                "multus-terminate",
                                false,
                                false,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(120)));
    }

    @Test
    void everything_can_be_set() {
        assertThat(
                        read(
                                Map.of(
                                        "MULTUS_AUTO_SCALING_GROUPS",
                                        "upf-a, upf-b",
                                        "MULTUS_LAUNCH_HOOK",
                                        "in",
                                        "MULTUS_TERMINATE_HOOK",
                                        "out",
                                        "MULTUS_SWEEP",
                                        "{\"dryRun\":true,\"repair\":true,\"graceSeconds\":0,\"launchGraceSeconds\":5}")))
                .isEqualTo(
                        new SweepPolicy(
                                List.of("upf-a", "upf-b"),
                                "in",
                                "out",
                                true,
                                true,
                                Duration.ZERO,
                                Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            textBlock =
                    """
                    MULTUS_SWEEP|{"grace": 5}|MULTUS_SWEEP is an object with the key "grace"; allowed: the keys dryRun, repair, graceSeconds, launchGraceSeconds. Remove the key or mend its spelling.
                    MULTUS_SWEEP|{"dryRun": "yes"}|MULTUS_SWEEP.dryRun is "yes"; allowed: true or false. With true, nothing is changed.
                    MULTUS_SWEEP|{"repair": 1}|MULTUS_SWEEP.repair is 1; allowed: true or false. With true, nodes in service are mended.
                    MULTUS_SWEEP|{"graceSeconds": -1}|MULTUS_SWEEP.graceSeconds is -1; allowed: a whole number from 0 to 604800. It counts from when a sweep first saw an interface unused.
                    MULTUS_SWEEP|{"graceSeconds": 604801}|MULTUS_SWEEP.graceSeconds is 604801; allowed: a whole number from 0 to 604800. It counts from when a sweep first saw an interface unused.
                    MULTUS_SWEEP|{"launchGraceSeconds": 3601}|MULTUS_SWEEP.launchGraceSeconds is 3601; allowed: a whole number from 0 to 3600. It counts from an instance's launch; stay well below the timeout of the launch hook.
                    MULTUS_SWEEP|true|MULTUS_SWEEP is true; allowed: a JSON object with the keys dryRun, repair, graceSeconds, launchGraceSeconds. Write it in braces, or leave it out.
                    MULTUS_SWEEP|{|MULTUS_SWEEP is malformed at line 1, column 2; allowed: a JSON object with the keys dryRun, repair, graceSeconds, launchGraceSeconds. Mend the JSON there: Unexpected end of input at 1:2.
                    MULTUS_AUTO_SCALING_GROUPS|a,,b|MULTUS_AUTO_SCALING_GROUPS[1] is ""; allowed: 1 to 255 printable ASCII characters but , and :. Write the names of the Auto Scaling groups, with commas between them.
                    MULTUS_AUTO_SCALING_GROUPS|a,b,a|MULTUS_AUTO_SCALING_GROUPS[2] is "a" again; allowed: each group once. Remove it.
                    MULTUS_LAUNCH_HOOK|my hook|MULTUS_LAUNCH_HOOK is "my hook"; allowed: 1 to 255 of letters, digits, _ / and -. Set it to the hook's name, or leave it out for multus-launch.
                    MULTUS_TERMINATE_HOOK|multus-launch|MULTUS_TERMINATE_HOOK is "multus-launch"; allowed: another name than that of the launch hook. A group's hooks have different names; set the name of its terminate hook.
                    """)
    void a_violation_is_told_in_full(String name, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("1 of the settings cannot be used:\n  - " + message);
    }

    @Test
    void violations_of_the_networks_are_told_with_those_of_the_sweep() {
        assertThatThrownBy(() -> read(Map.of("MULTUS_NETWORKS", "7", "MULTUS_SWEEP", "7")))
                .hasMessageContainingAll("2 of the settings", "MULTUS_NETWORKS", "MULTUS_SWEEP");
    }

    private static SweepPolicy read(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "MULTUS_NODE_GROUP",
                                "upf",
                                "MULTUS_NETWORKS",
                                "[{\"name\":\"n3\",\"deviceIndex\":1,\"subnets\":[\"subnet-0a\"]}]"));
        environment.putAll(more);
        return SweepSettings.read(environment).policy();
    }
}
