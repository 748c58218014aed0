package io.github.multusnodes.infra.iam;

import io.github.multusnodes.infra.construct.PermissionScope;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.Stage;

import software.amazon.awscdk.Stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a deployment to a stage knows. */
record Facts(
        List<String> subnets,
        List<String> securityGroups,
        List<String> tagKeys,
        boolean podPrefixes,
        boolean drain,
        boolean repair) {

    static Facts of(Stage stage, Scene scene) {
        return new Facts(
                stage.grounds().networkSubnets().stream().flatMap(List::stream).distinct().toList(),
                List.of(stage.grounds().securityGroup()),
                List.of("cnf"),
                scene.podPrefixes(),
                scene.drain(),
                scene.repair());
    }

    Facts withoutSecurityGroups() {
        return new Facts(subnets, List.of(), tagKeys, podPrefixes, drain, repair);
    }

    PermissionScope scope(Stack stack) {
        return new PermissionScope(
                stack,
                Stage.NODE_GROUP,
                List.of(Stage.GROUP),
                Optional.of(Kubernetes.NAME),
                subnets,
                securityGroups,
                tagKeys,
                podPrefixes,
                drain,
                repair);
    }

    /** The values of the parameters that a stack may have instead. */
    Map<String, Object> values() {
        return Map.of(
                "NodeGroup", Stage.NODE_GROUP,
                "AutoScalingGroup", Stage.GROUP,
                "Cluster", Kubernetes.NAME,
                "Subnets", subnets,
                "SecurityGroups", securityGroups);
    }
}
