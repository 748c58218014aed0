package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressWish;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.port.NetworkInterfaces;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@link NetworkInterfaces} of EC2. */
public final class Ec2NetworkInterfaces implements NetworkInterfaces {

    private static final int PAGE = 1000;

    private final Ec2Client ec2;
    private final Calls calls;
    private final AddressCalls addressing;

    public Ec2NetworkInterfaces(Ec2Client ec2, Calls calls) {
        this.ec2 = ec2;
        this.calls = calls;
        this.addressing = new AddressCalls(ec2, calls);
    }

    @Override
    public List<Eni> inSubnets(Collection<String> subnetIds) {
        return list(filter("subnet-id", subnetIds));
    }

    @Override
    public Optional<List<Eni>> inSubnetsIfFew(Collection<String> subnetIds) {
        List<Eni> found = new ArrayList<>();
        return page(found, null, filter("subnet-id", subnetIds)) == null
                ? Optional.of(List.copyOf(found))
                : Optional.empty();
    }

    @Override
    public List<Eni> ofNodeGroups(Collection<String> subnetIds) {
        return list(filter("tag-key", List.of(Tags.NODE_GROUP)), filter("subnet-id", subnetIds));
    }

    @Override
    public List<Eni> ofGroup(String nodeGroup) {
        return list(filter("tag:" + Tags.NODE_GROUP, List.of(nodeGroup)));
    }

    @Override
    public List<Eni> find(Collection<String> eniIds) {
        return Chunks.of(eniIds).stream()
                .flatMap(ids -> list(filter("network-interface-id", ids)).stream())
                .toList();
    }

    @Override
    public List<Eni> holding(String subnetId, Collection<Ip> addresses) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        boolean ipv4 = addresses.iterator().next().family() == Family.IPV4;
        String name = ipv4 ? "addresses.private-ip-address" : "ipv6-addresses.ipv6-address";
        return list(
                filter("subnet-id", List.of(subnetId)),
                filter(name, addresses.stream().map(Ip::toString).toList()));
    }

    @Override
    public List<Eni> madeFor(String nodeGroup, String instanceId) {
        return list(
                filter("tag:" + Tags.NODE_GROUP, List.of(nodeGroup)),
                filter("tag:" + Tags.INSTANCE, List.of(instanceId)));
    }

    @Override
    public Optional<Eni> find(String eniId) {
        try {
            return calls.make(
                    "DescribeNetworkInterfaces",
                    () -> ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(eniId)),
                    answer -> answer.networkInterfaces().stream().map(Enis::of).findFirst());
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public Eni create(NewInterface wanted, String clientToken) {
        CreateNetworkInterfaceRequest.Builder request =
                CreateNetworkInterfaceRequest.builder()
                        .subnetId(wanted.subnetId())
                        .description(wanted.description())
                        .tagSpecifications(
                                TagSpecification.builder()
                                        .resourceType(ResourceType.NETWORK_INTERFACE)
                                        .tags(Tagging.of(wanted.tags()))
                                        .build())
                        .clientToken(clientToken);
        if (!wanted.securityGroups().isEmpty()) {
            request.groups(wanted.securityGroups());
        }
        setAddresses(request, wanted.addresses());
        return calls.make(
                "CreateNetworkInterface",
                () -> ec2.createNetworkInterface(request.build()),
                answer -> Enis.of(Part.required(answer.networkInterface(), "networkInterface")));
    }

    /**
     * Where the subnet has IPv4, EC2 chooses an address unless one is named. An IPv6 address it
     * gives unasked only in an IPv6-only subnet.
     */
    private static void setAddresses(
            CreateNetworkInterfaceRequest.Builder request, Map<Family, AddressWish> wishes) {
        if (wishes.get(Family.IPV4) instanceof AddressWish.Named(var address)) {
            request.privateIpAddress(address.toString());
        }
        if (wishes.get(Family.IPV6) instanceof AddressWish.Named(var address)) {
            request.ipv6Addresses(
                    InstanceIpv6Address.builder().ipv6Address(address.toString()).build());
        } else if (wishes.get(Family.IPV6) instanceof AddressWish.Any) {
            request.ipv6AddressCount(1);
        }
    }

    /**
     * Always sends the network card index: left out, EC2 confuses cards on types that have several
     * (cilium/cilium#42512).
     */
    @Override
    public Attachment attach(String eniId, String instanceId, Slot slot) {
        String attachmentId =
                calls.make(
                        "AttachNetworkInterface",
                        () ->
                                ec2.attachNetworkInterface(
                                        r ->
                                                r.networkInterfaceId(eniId)
                                                        .instanceId(instanceId)
                                                        .deviceIndex(slot.deviceIndex())
                                                        .networkCardIndex(slot.networkCardIndex())),
                        answer -> Part.required(answer.attachmentId(), "attachmentId"));
        return new Attachment(attachmentId, instanceId, slot, false);
    }

    @Override
    public void endWithInstance(String eniId, String attachmentId) {
        calls.make(
                "ModifyNetworkInterfaceAttribute",
                () ->
                        ec2.modifyNetworkInterfaceAttribute(
                                r ->
                                        r.networkInterfaceId(eniId)
                                                .attachment(
                                                        a ->
                                                                a.attachmentId(attachmentId)
                                                                        .deleteOnTermination(
                                                                                true))));
    }

    /** In a call of its own: a create that names an address takes no prefixes. */
    @Override
    public void delegatePrefixes(String eniId, Family family, List<Cidr> prefixes) {
        addressing.delegatePrefixes(eniId, family, prefixes);
    }

    @Override
    public void unassign(String eniId, Collection<Ip> addresses) {
        addressing.unassign(eniId, addresses);
    }

    @Override
    public void returnPrefix(String eniId, Cidr prefix) {
        addressing.returnPrefix(eniId, prefix);
    }

    @Override
    public void setSourceDestCheck(String eniId, boolean check) {
        calls.make(
                "ModifyNetworkInterfaceAttribute",
                () ->
                        ec2.modifyNetworkInterfaceAttribute(
                                r ->
                                        r.networkInterfaceId(eniId)
                                                .sourceDestCheck(v -> v.value(check))));
    }

    @Override
    public void tag(String eniId, Map<String, String> tags) {
        calls.make(
                "CreateTags", () -> ec2.createTags(r -> r.resources(eniId).tags(Tagging.of(tags))));
    }

    @Override
    public void untag(String eniId, String key) {
        calls.make(
                "DeleteTags", () -> ec2.deleteTags(r -> r.resources(eniId).tags(anyValueOf(key))));
    }

    @Override
    public void delete(String eniId) {
        try {
            calls.make(
                    "DeleteNetworkInterface",
                    () -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eniId)));
        } catch (CloudFailure failure) {
            if (!isGone(eniId, failure)) {
                throw failure;
            }
        }
    }

    /** To who may only touch what has our tag, EC2 may deny what is gone and so has none. */
    private boolean isGone(String eniId, CloudFailure failure) {
        return failure.kind() == FailureKind.NOT_FOUND
                || (failure.kind() == FailureKind.DENIED && find(eniId).isEmpty());
    }

    private static Tag anyValueOf(String key) {
        return Tag.builder().key(key).build();
    }

    private List<Eni> list(Filter... filters) {
        List<Eni> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            token = page(found, token, filters);
        } while (token != null);
        return List.copyOf(found);
    }

    /** Adds a page to what was found; the token of the next is absent after the last. */
    private @Nullable String page(List<Eni> found, @Nullable String token, Filter... filters) {
        String next =
                calls.make(
                        "DescribeNetworkInterfaces",
                        () ->
                                ec2.describeNetworkInterfaces(
                                        r -> r.filters(filters).maxResults(PAGE).nextToken(token)),
                        answer -> {
                            answer.networkInterfaces().forEach(eni -> found.add(Enis.of(eni)));
                            return Objects.requireNonNullElse(answer.nextToken(), "");
                        });
        return next.isEmpty() ? null : next;
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
