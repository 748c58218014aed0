package io.github.multusnodes.sweep;

import io.github.multusnodes.stage.Stage;

import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Unattached interfaces in the first network's first subnet, all with a description like ours. */
final class Interfaces {

    private Interfaces() {}

    /** The tags that ours carry, to be changed at will. */
    static Map<String, String> tags(String instance) {
        return new HashMap<>(
                Map.of(
                        "node.k8s.amazonaws.com/no_manage", "true",
                        "multus-nodes/node-group", Stage.NODE_GROUP,
                        "multus-nodes/instance", instance,
                        "multus-nodes/network", "n1",
                        "Name", "upf-n1"));
    }

    static String create(Stage stage, Map<String, String> tags) {
        List<Tag> list =
                tags.entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList();
        TagSpecification specification =
                TagSpecification.builder()
                        .resourceType(ResourceType.NETWORK_INTERFACE)
                        .tags(list)
                        .build();
        return stage.ec2()
                .createNetworkInterface(
                        r ->
                                r.subnetId(stage.grounds().networkSubnets().getFirst().getFirst())
                                        .description(
                                                "multus-nodes "
                                                        + Stage.NODE_GROUP
                                                        + " "
                                                        + tags.get("multus-nodes/instance")
                                                        + " n1")
                                        .tagSpecifications(specification))
                .networkInterface()
                .networkInterfaceId();
    }
}
