package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.filter;
import static io.github.multusnodes.simulator.ec2.Sdk.tag;
import static io.github.multusnodes.simulator.ec2.Sdk.tags;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.util.List;
import java.util.stream.IntStream;

class TagsTest {

    private final Ec2World it = new Ec2World();

    @Test
    void tags_are_set_replaced_and_taken_away() {
        String eni = it.createId();
        set(eni, tag("a", "1"), tag("b", "2"));
        set(eni, tag("a", "3"));
        assertThat(it.describe(eni).tagSet()).containsExactly(tag("a", "3"), tag("b", "2"));

        it.ec2.deleteTags(r -> r.resources(eni).tags(tag("a", "other"), tag("b", "2")));
        assertThat(it.describe(eni).tagSet()).containsExactly(tag("a", "3"));
        it.ec2.deleteTags(r -> r.resources(eni).tags(Tag.builder().key("a").build()));
        assertThat(it.describe(eni).tagSet()).isEmpty();
    }

    @Test
    void every_kind_of_resource_is_found_by_its_tags() {
        set(it.vpc, tag("x", "1"));
        set(it.subnet, tag("x", "1"));
        set(it.group, tag("x", "1"));
        assertThat(it.ec2.describeVpcs(r -> r.filters(filter("tag:x", "1"))).vpcs()).hasSize(1);
        assertThat(it.ec2.describeSubnets(r -> r.filters(filter("tag-key", "x"))).subnets())
                .hasSize(1);
        assertThat(
                        it.ec2
                                .describeSecurityGroups(r -> r.filters(filter("tag:x", "?")))
                                .securityGroups())
                .hasSize(1);
        assertThat(it.ec2.describeVpcs(r -> r.filters(filter("tag:x", "2"))).vpcs()).isEmpty();
    }

    @Test
    void fifty_tags_are_the_limit() {
        String eni = it.createId();
        List<Tag> fifty = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();
        it.ec2.createTags(r -> r.resources(eni).tags(fifty));
        assertRefused(
                () -> set(eni, tag("one more", "v")),
                "TagLimitExceeded",
                "The maximum number of tags for a resource is 50, not 51");
        set(eni, tag("k0", "replaced"));
    }

    @Test
    void bad_tags_and_resources_are_refused() {
        String eni = it.createId();
        assertRefused(
                () -> set(eni, tag("aws:x", "v")),
                "InvalidParameterValue",
                "Tag keys starting with 'aws:' are reserved for internal use");
        assertRefused(
                () -> set(eni, tag("k".repeat(129), "v")),
                "InvalidParameterValue",
                "Tag key exceeds the maximum length of 128");
        assertRefused(
                () -> set(eni, tag("k", "v".repeat(257))),
                "InvalidParameterValue",
                "Tag value exceeds the maximum length of 256");
        assertRefused(
                () -> set(eni, tag("k", "1"), tag("k", "2")),
                "InvalidParameterValue",
                "Duplicate tag key 'k' specified.");
        assertRefused(
                () -> set("vol-1", tag("k", "1")), "InvalidID", "The ID 'vol-1' is not valid");
        assertRefused(
                () -> set("eni-1", tag("k", "1")),
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID 'eni-1' does not exist");
        assertRefused(
                () -> it.create(r -> r.tagSpecifications(tags(ResourceType.SUBNET, tag("k", "v")))),
                "InvalidParameterValue",
                "'subnet' is not a valid taggable resource type for this operation.");
    }

    private void set(String id, Tag... tags) {
        it.ec2.createTags(r -> r.resources(id).tags(tags));
    }
}
