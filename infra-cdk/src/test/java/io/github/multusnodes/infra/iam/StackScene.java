package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.StackStage;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that happens to stacks whose functions have their policies and no other rights.
 *
 * @param name what happens
 * @param play makes it happen, and says whether it went well
 */
record StackScene(String name, Consumer<StackStage> play) {

    static List<StackScene> all() {
        return List.of(
                new StackScene("shared reservations", StackScene::share),
                new StackScene("undone reservations", StackScene::undo),
                new StackScene("cluster", StackScene::lookUp));
    }

    Played played() {
        StackStage stage = StackStage.open(Scenario.realistic());
        List<String> subnets = List.of(stage.subnet(0), stage.subnet(1));
        Facts facts = new Facts(subnets, List.of(), List.of(), false, false, false);
        return Played.of(name, facts, stage.world(), () -> play.accept(stage));
    }

    private static void share(StackStage stage) {
        CustomResource upf = stage.stack("upf");
        CustomResource smf = stage.stack("smf");
        upf.create(stage.properties("10.0.0.64/26 explicit", "1 10.0.1.64/26 prefix"));
        settled(stage, upf, Status.CREATE_COMPLETE);
        smf.create(stage.properties("10.0.0.64/26 explicit"));
        settled(stage, smf, Status.CREATE_COMPLETE);
        upf.update(stage.properties("10.0.0.0/28 explicit", "1 10.0.1.64/26 explicit"));
        settled(stage, upf, Status.UPDATE_COMPLETE);
        upf.delete();
        settled(stage, upf, Status.DELETE_COMPLETE);
        smf.delete();
        settled(stage, smf, Status.DELETE_COMPLETE);
        assertThat(stage.reserved()).isEmpty();
    }

    private static void undo(StackStage stage) {
        CustomResource upf = stage.stack("upf");
        upf.create(stage.properties("10.0.0.64/26 explicit", "10.0.0.128/26 explicit"));
        settled(stage, upf, Status.CREATE_COMPLETE);
        List<String> before = stage.picture();
        stage.faults()
                .always(
                        call -> call.parameters().containsValue("10.0.0.128/27"),
                        new Fault.Refuse(Refusal.of("InvalidParameterValue", "Never this one")));
        upf.update(stage.properties("10.0.0.64/27 explicit", "10.0.0.128/27 explicit"));
        settled(stage, upf, Status.UPDATE_ROLLBACK_COMPLETE);
        assertThat(stage.picture()).isEqualTo(before);
    }

    private static void lookUp(StackStage stage) {
        CustomResource stack = stage.clusterStack();
        stack.create("{\"ClusterName\":\"" + Kubernetes.NAME + "\"}");
        settled(stage, stack, Status.CREATE_COMPLETE);
    }

    private static void settled(StackStage stage, CustomResource stack, Status status) {
        stage.untilSettled(stack);
        assertThat(stack.status()).as(stack.reason()).isEqualTo(status);
    }
}
