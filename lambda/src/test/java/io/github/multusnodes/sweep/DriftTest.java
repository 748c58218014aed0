package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.time.Duration;
import java.util.Map;

/** Nodes in service that have lost something. */
class DriftTest {

    private static final String REPAIR = "{\"repair\": true}";

    /** What somebody may do to a node's first interface, and what the sweep calls it. */
    enum Damage {
        CHECK_SET("source_dest_check") {
            @Override
            void to(Stage stage, NetworkInterface eni) {
                stage.ec2()
                        .modifyNetworkInterfaceAttribute(
                                r ->
                                        r.networkInterfaceId(eni.networkInterfaceId())
                                                .sourceDestCheck(v -> v.value(true)));
            }
        },
        OUTLIVES_THE_INSTANCE("delete_on_termination") {
            @Override
            void to(Stage stage, NetworkInterface eni) {
                Grounds.setToOutlive(stage.ec2(), eni);
            }
        },
        DETACHED("attach") {
            @Override
            void to(Stage stage, NetworkInterface eni) {
                stage.ec2()
                        .detachNetworkInterface(
                                r -> r.attachmentId(eni.attachment().attachmentId()).force(true));
            }
        },
        OWNER_LOST("tag") {
            @Override
            void to(Stage stage, NetworkInterface eni) {
                untag(stage, eni, "multus-nodes/node-group");
            }
        },
        NO_MANAGE_LOST("tag") {
            @Override
            void to(Stage stage, NetworkInterface eni) {
                untag(stage, eni, "node.k8s.amazonaws.com/no_manage");
            }
        },
        ALL_TAGS_LOST("tag") {
            @Override
            void to(Stage stage, NetworkInterface eni) {
                eni.tagSet().forEach(tag -> untag(stage, eni, tag.key()));
            }
        },
        SURPLUS("delete_surplus") {
            @Override
            void to(Stage stage, NetworkInterface eni) {
                Interfaces.create(stage, Interfaces.tags(eni.attachment().instanceId()));
            }
        };

        private final String step;

        Damage(String step) {
            this.step = step;
        }

        abstract void to(Stage stage, NetworkInterface eni);

        private static void untag(Stage stage, NetworkInterface eni, String key) {
            stage.ec2()
                    .deleteTags(
                            r ->
                                    r.resources(eni.networkInterfaceId())
                                            .tags(Tag.builder().key(key).build()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void damage_is_only_told_of_unless_repair_is_asked_for(Damage damage) {
        Stage stage = withNodes("{}");
        String node = damage(stage, damage);

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.things()).containsExactly("repair " + node + " seen");
        assertThat(answer.details()).contains("n1: " + damage.step);
        assertThat(answer.number("nodesDrifted")).isEqualTo(1);
        assertThat(stage.calls().changing()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void damage_is_repaired_where_asked_for_and_no_hook_is_answered(Damage damage) {
        Stage stage = withNodes(REPAIR);
        String node = damage(stage, damage);

        assertThat(Answer.of(stage.sweep("{}")).things())
                .containsExactly("repair " + node + " done");

        stage.runFor(Duration.ofMinutes(1));
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.calls().changing())
                .extracting(RecordedCall::call)
                .noneMatch(call -> call.action().contains("Lifecycle"));
        assertThat(Answer.of(stage.sweep("{}")).things()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_dry_run_changes_nothing_even_where_repair_is_asked_for(Damage damage) {
        Stage stage = withNodes("{\"repair\": true, \"dryRun\": true}");
        String node = damage(stage, damage);

        assertThat(Answer.of(stage.sweep("{}")).things())
                .containsExactly("repair " + node + " planned");
        assertThat(stage.calls().changing()).isEmpty();
    }

    @Test
    void a_place_that_somebody_else_has_taken_is_told_of_and_left() {
        Stage stage = withNodes(REPAIR);
        String node = damage(stage, Damage.DETACHED);
        Map<String, String> foreign = Interfaces.tags(node);
        foreign.put("multus-nodes/node-group", "smf");
        String eni = Interfaces.create(stage, foreign);
        stage.ec2()
                .attachNetworkInterface(
                        r -> r.networkInterfaceId(eni).instanceId(node).deviceIndex(1));
        stage.runFor(Duration.ofSeconds(5));
        stage.ec2()
                .modifyNetworkInterfaceAttribute(
                        r -> r.networkInterfaceId(eni).description(v -> v.value("smf's own")));
        stage.calls().clear();

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.details()).contains("DEVICE_INDEX_TAKEN");
        assertThat(stage.calls().changing()).isEmpty();
    }

    @Test
    void nodes_that_are_as_they_should_be_cost_a_handful_of_calls() {
        Stage stage = withNodes(REPAIR);

        assertThat(Answer.of(stage.sweep("{}")).things()).isEmpty();

        assertThat(stage.calls().all())
                .as("3 for nodes, 2 for their subnets, and 1 for the reservations of each of 2")
                .hasSize(7);
    }

    private static Stage withNodes(String sweep) {
        Stage stage =
                Stage.open(
                                Scenario.realistic(),
                                Layout.of(1, 2).withEnvironment(Map.of("MULTUS_SWEEP", sweep)))
                        .group(3)
                        .untilInService(3)
                        .runFor(Duration.ofMinutes(3));
        stage.calls().clear();
        return stage;
    }

    private static String damage(Stage stage, Damage damage) {
        NetworkInterface eni =
                stage.inspect().inSubnet(0, 0).stream()
                        .filter(its -> its.privateIpAddress().endsWith(".5"))
                        .findFirst()
                        .orElseThrow();
        damage.to(stage, eni);
        stage.runFor(Duration.ofMinutes(1));
        stage.calls().clear();
        return eni.attachment().instanceId();
    }
}
