package io.github.multusnodes.fuzz;

import io.github.multusnodes.stage.Stage;

import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The interfaces of others in our subnets, as they are.
 *
 * @param interfaces as EC2 describes them
 */
record Foreign(List<NetworkInterface> interfaces) {

    private static final String OWNER = "multus-nodes/node-group";

    /** Puts interfaces of nobody and of another node group beside ours. */
    static Stage beside(Stage stage) {
        stage.crowd(0, IntStream.of(4, 6, 7)).crowd(1, IntStream.of(5));
        String subnet = stage.grounds().networkSubnets().getFirst().getFirst();
        stage.ec2()
                .createNetworkInterface(
                        r ->
                                r.subnetId(subnet)
                                        .description("multus-nodes other i-0123456789abcdef0 n1")
                                        .tagSpecifications(ofOtherGroup()));
        return stage;
    }

    /** Those that are there now. */
    static Foreign seen(Stage stage) {
        List<String> subnets =
                stage.grounds().networkSubnets().stream().flatMap(List::stream).toList();
        return new Foreign(
                stage
                        .ec2()
                        .describeNetworkInterfaces(
                                r ->
                                        r.filters(
                                                Filter.builder()
                                                        .name("subnet-id")
                                                        .values(subnets)
                                                        .build()))
                        .networkInterfaces()
                        .stream()
                        .filter(Foreign::isForeign)
                        .toList());
    }

    private static boolean isForeign(NetworkInterface its) {
        return its.tagSet().stream()
                .noneMatch(tag -> tag.key().equals(OWNER) && tag.value().equals(Stage.NODE_GROUP));
    }

    private static TagSpecification ofOtherGroup() {
        return TagSpecification.builder()
                .resourceType(ResourceType.NETWORK_INTERFACE)
                .tags(
                        tag(OWNER, "other"),
                        tag("multus-nodes/instance", "i-0123456789abcdef0"),
                        tag("multus-nodes/network", "n1"))
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
