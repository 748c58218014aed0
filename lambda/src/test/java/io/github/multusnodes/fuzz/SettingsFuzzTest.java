package io.github.multusnodes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.drain.DrainSettings;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PodPrefixes;
import io.github.multusnodes.node.SweepPolicy;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.settings.ClusterProperties;
import io.github.multusnodes.settings.ClusterSettings;
import io.github.multusnodes.settings.InvalidSettingsException;
import io.github.multusnodes.settings.ReservationProperties;
import io.github.multusnodes.settings.Settings;
import io.github.multusnodes.settings.SweepSettings;
import io.github.multusnodes.settings.TerminateSettings;
import io.kubernetes.client.openapi.ApiClient;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Variables and properties that somebody has mistyped in any way are used, and are then within all
 * bounds, or are refused with all that is wrong with them.
 */
class SettingsFuzzTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOOK_MOST = Duration.ofDays(2);

    @Provide
    Arbitrary<Map<String, String>> environments() {
        return Variables.changed();
    }

    @Provide
    Arbitrary<String> properties() {
        return Change.any()
                .list()
                .ofMaxSize(3)
                .flatMap(
                        changes ->
                                Arbitraries.of(Variables.RESERVATIONS, Variables.CLUSTER)
                                        .map(text -> Change.all(changes, text)));
    }

    @Fuzzed(inGate = 2_000)
    void of_a_launch_are_within_bounds_or_refused(
            @ForAll("environments") Map<String, String> environment) {
        read(() -> Settings.read(environment)).ifPresent(SettingsFuzzTest::isGood);
    }

    @Fuzzed(inGate = 1_500)
    void of_a_sweep_are_within_bounds_or_refused(
            @ForAll("environments") Map<String, String> environment) {
        read(() -> SweepSettings.read(environment))
                .ifPresent(
                        its -> {
                            isGood(its.settings());
                            isGood(its.policy());
                        });
    }

    @Fuzzed(inGate = 1_500)
    void of_a_termination_are_within_bounds_or_refused(
            @ForAll("environments") Map<String, String> environment) {
        read(() -> TerminateSettings.read(environment))
                .ifPresent(
                        its -> {
                            isGoodName(its.nodeGroup());
                            its.cluster().ifPresent(SettingsFuzzTest::isGood);
                        });
    }

    @Fuzzed(inGate = 1_500)
    void of_a_stack_are_within_bounds_or_refused(@ForAll("properties") String properties) {
        if (!Variables.isObject(properties)) {
            return;
        }
        read(() -> ClusterProperties.read(properties))
                .ifPresent(its -> assertThat(its.clusterName()).matches("\\w[\\w-]{0,99}"));
        read(() -> ReservationProperties.read(properties))
                .ifPresent(
                        its -> {
                            isGoodName(its.nodeGroup());
                            assertThat(its.reservations()).hasSizeLessThanOrEqualTo(100);
                            its.reservations()
                                    .forEach(
                                            one -> {
                                                assertThat(one.subnetId()).startsWith("subnet-");
                                                assertThat(one.description())
                                                        .isNotBlank()
                                                        .hasSizeLessThanOrEqualTo(255);
                                            });
                        });
        assertThat(ReservationProperties.readable(properties)).isNotNull();
    }

    private static <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InvalidSettingsException refused) {
            assertThat(refused.violations()).isNotEmpty();
            refused.violations().forEach(its -> isTold(its));
            return Optional.empty();
        }
    }

    private static void isTold(Violation its) {
        assertThat(its.path()).isNotBlank();
        assertThat(its.allowed()).isNotBlank();
        assertThat(its.advice()).isNotBlank();
        assertThat(its.text()).hasSizeLessThan(1000);
    }

    private static void isGood(Settings settings) {
        isGoodName(settings.nodeGroup());
        assertThat(settings.networks()).isNotEmpty();
        Set<Object> unique = new HashSet<>();
        for (Network network : settings.networks()) {
            assertThat(unique.add(network.name())).isTrue();
            assertThat(unique.add(network.slot())).isTrue();
            assertThat(network.name()).matches("[a-z0-9-]{1,32}");
            assertThat(network.slot().deviceIndex()).isBetween(1, 99);
            assertThat(network.slot().networkCardIndex()).isBetween(0, 99);
            assertThat(network.subnets()).isNotEmpty().allMatch(id -> id.startsWith("subnet-"));
            assertThat(network.securityGroups()).hasSizeLessThanOrEqualTo(99);
            assertThat(network.tags()).hasSizeLessThanOrEqualTo(45);
            assertThat(network.tags().keySet()).noneMatch(key -> key.matches("(?i)aws:.*"));
            boolean hasAddress = false;
            for (Family family : Family.values()) {
                isGood(network, family);
                hasAddress |= !(network.mode(family) instanceof AddressMode.None);
            }
            assertThat(hasAddress).isTrue();
        }
    }

    private static void isGood(Network network, Family family) {
        assertThat(network.podPrefixes().count(family)).isBetween(0, 49);
        assertThat(network.excluded(family)).allMatch(block -> block.family() == family);
        for (Cidr range : network.podPrefixes().ranges(family)) {
            assertThat(range.family()).isEqualTo(family);
            assertThat(range.prefixLength()).isLessThanOrEqualTo(PodPrefixes.length(family));
        }
    }

    private static void isGood(SweepPolicy policy) {
        assertThat(policy.groups()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(policy.launchHook()).isNotEqualTo(policy.terminateHook());
        assertThat(List.of(policy.grace(), policy.launchGrace()))
                .allMatch(its -> !its.isNegative() && its.compareTo(WEEK) <= 0);
    }

    private static void isGood(ClusterSettings cluster) {
        assertThat(cluster.name()).matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
        DrainSettings drain = cluster.drain();
        assertThat(List.of(drain.timeout(), drain.skipWaitForDelete()))
                .allMatch(its -> !its.isNegative() && its.compareTo(HOOK_MOST) <= 0);
        cluster.access()
                .ifPresent(
                        its -> {
                            assertThat(its.endpoint().getHost()).isNotBlank();
                            assertThat(its.endpoint().getPort()).isBetween(-1, 65_535);
                            assertThat(its.ca()).contains("-----BEGIN CERTIFICATE-----");
                            assertThatCode(() -> new ApiClient().setSslCaCert(stream(its.ca())))
                                    .doesNotThrowAnyException();
                        });
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static void isGoodName(String nodeGroup) {
        assertThat(nodeGroup).matches("[A-Za-z0-9_.:/=+@-]{1,128}");
    }
}
