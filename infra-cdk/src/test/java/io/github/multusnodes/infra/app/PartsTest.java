package io.github.multusnodes.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.multusnodes.infra.config.ConfigurationFile;
import io.github.multusnodes.infra.construct.ClusterFacts;
import io.github.multusnodes.infra.construct.HookFunctions;
import io.github.multusnodes.infra.construct.MultusNodesProps;
import io.github.multusnodes.infra.construct.NodeAccess;
import io.github.multusnodes.infra.construct.NodeGroup;
import io.github.multusnodes.infra.construct.NodeGroupAlarms;
import io.github.multusnodes.infra.construct.SubnetReservations;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

@DisplayName("A stack of somebody else's takes of the constructs")
class PartsTest {

    private final Stack stack = new Stack(new App(), "theirs");
    private final MultusNodesProps props =
            new ConfiguredProps(
                    ConfigurationFile.read(Synth.SHIPPED), "ami-0a1b2c3d", Synth.code());

    @Test
    void the_functions_alone_for_a_group_that_it_makes_itself() {
        new HookFunctions(stack, "Hooks", props);

        Stacked template = new Stacked(Synth.synthesize(stack));
        assertThat(template.ofType("AWS::Lambda::Function")).hasSize(3);
        assertThat(template.ofType("AWS::AutoScaling::AutoScalingGroup")).isEmpty();
    }

    @Test
    void the_nodes_without_alarms_reservations_and_drains() {
        HookFunctions functions = new HookFunctions(stack, "Hooks", props);
        ClusterFacts cluster = new ClusterFacts(stack, "Cluster", props, functions);
        NodeAccess access = new NodeAccess(stack, "Access", props, cluster);
        NodeGroup nodes = new NodeGroup(stack, "Nodes", props, cluster, access);
        nodes.needs(functions, access);

        Stacked template = new Stacked(Synth.synthesize(stack));
        String group = template.only("AWS::AutoScaling::AutoScalingGroup").getKey();
        assertThat(template.before(group))
                .containsAll(template.ofType("AWS::Events::Rule").keySet());
        assertThat(template.ofType("AWS::CloudWatch::Alarm")).isEmpty();
        assertThat(template.ofType("Custom::MultusNodesReservations")).isEmpty();
    }

    @Test
    void reservations_and_alarms_beside_the_functions() {
        HookFunctions functions = new HookFunctions(stack, "Hooks", props);
        new SubnetReservations(stack, "Ranges", props, functions);
        NodeGroupAlarms alarms = new NodeGroupAlarms(stack, "Alarms", props, functions);

        Stacked template = new Stacked(Synth.synthesize(stack));
        JsonNode ranges = template.only("Custom::MultusNodesReservations").getValue();
        assertThat(ranges.path("Reservations")).hasSize(props.reservations().size());
        assertThat(template.ofType("AWS::CloudWatch::Alarm")).hasSameSizeAs(alarms.all());
    }
}
