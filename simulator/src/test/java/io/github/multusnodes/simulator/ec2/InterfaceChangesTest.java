package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.filter;
import static io.github.multusnodes.simulator.ec2.Sdk.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.util.List;
import java.util.stream.IntStream;

class InterfaceChangesTest {

    private final Ec2World it = new Ec2World();

    @Test
    void each_attribute_can_be_set() {
        String instance = it.running(InstanceType.M5_LARGE);
        String eni = it.createId();
        String attachment = it.attach(eni, instance, 1);

        it.ec2.modifyNetworkInterfaceAttribute(
                r -> r.networkInterfaceId(eni).sourceDestCheck(v -> v.value(false)));
        it.ec2.modifyNetworkInterfaceAttribute(
                r -> r.networkInterfaceId(eni).description(v -> v.value("other")));
        it.ec2.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(eni).groups(it.group));
        it.ec2.modifyNetworkInterfaceAttribute(
                r ->
                        r.networkInterfaceId(eni)
                                .attachment(
                                        a -> a.attachmentId(attachment).deleteOnTermination(true)));

        NetworkInterface changed = it.describe(eni);
        assertThat(changed.sourceDestCheck()).isFalse();
        assertThat(changed.description()).isEqualTo("other");
        assertThat(changed.groups()).extracting("groupId").containsExactly(it.group);
        assertThat(changed.attachment().deleteOnTermination()).isTrue();
    }

    @Test
    void two_attributes_at_once_are_refused() {
        String eni = it.createId();
        assertRefused(
                () ->
                        it.ec2.modifyNetworkInterfaceAttribute(
                                r ->
                                        r.networkInterfaceId(eni)
                                                .sourceDestCheck(v -> v.value(false))
                                                .description(v -> v.value("x"))),
                "InvalidParameterCombination",
                "Fields for multiple attribute types specified: SourceDestCheck, Description");
    }

    @Test
    void no_attribute_is_refused() {
        String eni = it.createId();
        assertRefused(
                () -> it.ec2.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(eni)),
                "MissingParameter",
                "The request must contain an attribute of the interface to set");
    }

    @Test
    void an_attachment_of_another_interface_is_refused() {
        String eni = it.createId();
        assertRefused(
                () ->
                        it.ec2.modifyNetworkInterfaceAttribute(
                                r ->
                                        r.networkInterfaceId(eni)
                                                .attachment(
                                                        a ->
                                                                a.attachmentId("eni-attach-1")
                                                                        .deleteOnTermination(
                                                                                true))),
                "InvalidAttachmentID.NotFound",
                "The interface attachment 'eni-attach-1' does not exist.");
    }

    @Test
    void filters_choose_and_all_must_hold() {
        String instance = it.running(InstanceType.M5_LARGE);
        String attached = it.create(r -> r.description("multus a")).networkInterfaceId();
        String loose = it.create(r -> r.description("multus b")).networkInterfaceId();
        it.attach(attached, instance, 1);

        assertThat(ids(filter("description", "multus ?"))).containsExactly(attached, loose);
        assertThat(ids(filter("description", "multus *"), filter("status", "available")))
                .containsExactly(loose);
        assertThat(
                        ids(
                                filter("attachment.instance-id", instance),
                                filter("attachment.device-index", "1")))
                .containsExactly(attached);
        assertThat(ids(filter("subnet-id", "subnet-0"))).isEmpty();
        assertThat(ids(filter("subnet-id", it.subnetInB, it.subnet))).hasSize(3);
    }

    @Test
    void what_a_sweeper_asks_for_is_found() {
        String instance = it.running(InstanceType.M5_LARGE);
        String ours = it.createId();
        String theirs = it.createId();
        String onNode = it.createId();
        for (String eni : List.of(ours, onNode)) {
            it.ec2.createTags(r -> r.resources(eni).tags(tag("owner/group", "upf")));
        }
        it.ec2.createTags(r -> r.resources(theirs).tags(tag("owner/group", "smf")));
        it.attach(onNode, instance, 1);

        assertThat(ids(filter("tag:owner/group", "upf"))).containsExactly(ours, onNode);
        assertThat(ids(filter("tag-key", "owner/group"))).containsExactly(ours, theirs, onNode);
        assertThat(ids(filter("tag:owner/group", "upf"), filter("status", "available")))
                .containsExactly(ours);
        assertThat(
                        ids(
                                filter("attachment.instance-id", instance),
                                filter("attachment.delete-on-termination", "false")))
                .containsExactly(onNode);
        assertThat(ids(filter("attachment.status", "attached"), filter("tag-key", "owner/*")))
                .containsExactly(onNode);

        it.ec2.deleteTags(r -> r.resources(ours).tags(Tag.builder().key("owner/group").build()));
        assertThat(ids(filter("tag:owner/group", "upf"))).containsExactly(onNode);
    }

    @Test
    void an_unknown_filter_is_refused() {
        assertRefused(
                () -> ids(filter("colour", "red")),
                "InvalidParameterValue",
                "The filter 'colour' is invalid");
    }

    @Test
    void pages_come_one_after_the_other_and_hold_everything_once() {
        List<String> all = IntStream.range(0, 12).mapToObj(_ -> it.createId()).toList();

        assertThat(
                        it.ec2
                                .describeNetworkInterfacesPaginator(r -> r.maxResults(5))
                                .networkInterfaces())
                .extracting(NetworkInterface::networkInterfaceId)
                .containsExactlyElementsOf(all);
        assertThat(it.world.calls().of("DescribeNetworkInterfaces")).hasSize(3);
    }

    @Test
    void pages_out_of_bounds_or_with_ids_are_refused() {
        String eni = it.createId();
        for (int size : new int[] {4, 1001}) {
            assertRefused(
                    () -> it.ec2.describeNetworkInterfaces(r -> r.maxResults(size)),
                    "InvalidParameterValue",
                    "Value ( "
                            + size
                            + " ) for parameter MaxResults is invalid. Expecting a value between 5"
                            + " and 1000");
        }
        assertRefused(
                () ->
                        it.ec2.describeNetworkInterfaces(
                                r -> r.networkInterfaceIds(eni).maxResults(5)),
                "InvalidParameterCombination",
                "The parameter NetworkInterfaceId cannot be used with the parameter MaxResults");
        assertRefused(
                () -> it.ec2.describeNetworkInterfaces(r -> r.nextToken("nonsense")),
                "InvalidNextToken",
                "The token 'nonsense' is invalid");
    }

    @Test
    void one_unknown_id_refuses_the_whole_list() {
        String eni = it.createId();
        assertRefused(
                () ->
                        it.ec2.describeNetworkInterfaces(
                                r -> r.networkInterfaceIds(eni, "eni-1", "eni-2")),
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface IDs 'eni-1, eni-2' do not exist");
    }

    private List<String> ids(Filter... filters) {
        DescribeNetworkInterfacesResponse found =
                it.ec2.describeNetworkInterfaces(r -> r.filters(filters));
        return found.networkInterfaces().stream()
                .map(NetworkInterface::networkInterfaceId)
                .toList();
    }
}
