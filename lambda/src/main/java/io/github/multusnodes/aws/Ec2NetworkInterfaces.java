package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressWish;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.port.NetworkInterfaces;
import io.github.multusnodes.query.Element;
import io.github.multusnodes.query.Query;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@link NetworkInterfaces} of EC2. */
public final class Ec2NetworkInterfaces implements NetworkInterfaces {

    private static final int PAGE = 1000;
    private static final String LIST = "DescribeNetworkInterfaces";
    private static final String SUBNET = "subnet-id";
    private static final String OF_GROUP = "tag:" + Tags.NODE_GROUP;

    private final QueryClient ec2;
    private final AddressCalls addressing;

    public Ec2NetworkInterfaces(QueryClient ec2) {
        this.ec2 = ec2;
        this.addressing = new AddressCalls(ec2);
    }

    @Override
    public List<Eni> inSubnets(Collection<String> subnetIds) {
        return list(() -> new Query(LIST).withFilter(SUBNET, subnetIds));
    }

    @Override
    public Optional<List<Eni>> inSubnetsIfFew(Collection<String> subnetIds) {
        Element page = ec2.call(page(new Query(LIST).withFilter(SUBNET, subnetIds), null));
        return page.nextToken("nextToken") == null
                ? Optional.of(interfaces(page))
                : Optional.empty();
    }

    @Override
    public List<Eni> ofNodeGroups(Collection<String> subnetIds) {
        return list(
                () ->
                        new Query(LIST)
                                .withFilter("tag-key", List.of(Tags.NODE_GROUP))
                                .withFilter(SUBNET, subnetIds));
    }

    @Override
    public List<Eni> ofGroup(String nodeGroup) {
        return list(() -> new Query(LIST).withFilter(OF_GROUP, List.of(nodeGroup)));
    }

    @Override
    public List<Eni> find(Collection<String> eniIds) {
        return Chunks.of(eniIds).stream()
                .flatMap(
                        ids ->
                                list(() -> new Query(LIST).withFilter("network-interface-id", ids))
                                        .stream())
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
                () ->
                        new Query(LIST)
                                .withFilter(SUBNET, List.of(subnetId))
                                .withFilter(name, addresses));
    }

    @Override
    public List<Eni> madeFor(String nodeGroup, String instanceId) {
        return list(
                () ->
                        new Query(LIST)
                                .withFilter(OF_GROUP, List.of(nodeGroup))
                                .withFilter("tag:" + Tags.INSTANCE, List.of(instanceId)));
    }

    @Override
    public Optional<Eni> find(String eniId) {
        try {
            return interfaces(
                            ec2.call(
                                    new Query(LIST).withList("NetworkInterfaceId", List.of(eniId))))
                    .stream()
                    .findFirst();
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public Eni create(NewInterface wanted, String clientToken) {
        Query request =
                new Query("CreateNetworkInterface")
                        .with("SubnetId", wanted.subnetId())
                        .with("Description", wanted.description())
                        .withList("SecurityGroupId", wanted.securityGroups())
                        .withTagsAtBirth("network-interface", wanted.tags())
                        .with("ClientToken", clientToken);
        setAddresses(request, wanted.addresses());
        return Enis.of(ec2.call(request).child("networkInterface"));
    }

    /**
     * Where the subnet has IPv4, EC2 chooses an address unless one is named. An IPv6 address it
     * gives unasked only in an IPv6-only subnet.
     */
    private static void setAddresses(Query request, Map<Family, AddressWish> wishes) {
        if (wishes.get(Family.IPV4) instanceof AddressWish.Named(var address)) {
            request.with("PrivateIpAddress", address);
        }
        if (wishes.get(Family.IPV6) instanceof AddressWish.Named(var address)) {
            request.with("Ipv6Addresses.1.Ipv6Address", address);
        } else if (wishes.get(Family.IPV6) instanceof AddressWish.Any) {
            request.with("Ipv6AddressCount", 1);
        }
    }

    /**
     * Always sends the network card index: left out, EC2 confuses cards on types that have several
     * (cilium/cilium#42512).
     */
    @Override
    public Attachment attach(String eniId, String instanceId, Slot slot) {
        Element attached =
                ec2.call(
                        new Query("AttachNetworkInterface")
                                .with("NetworkInterfaceId", eniId)
                                .with("InstanceId", instanceId)
                                .with("DeviceIndex", slot.deviceIndex())
                                .with("NetworkCardIndex", slot.networkCardIndex()));
        return new Attachment(attached.required("attachmentId"), instanceId, slot, false);
    }

    @Override
    public void endWithInstance(String eniId, String attachmentId) {
        ec2.call(
                modify(eniId)
                        .with("Attachment.AttachmentId", attachmentId)
                        .with("Attachment.DeleteOnTermination", true));
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
        ec2.call(modify(eniId).with("SourceDestCheck.Value", check));
    }

    private static Query modify(String eniId) {
        return new Query("ModifyNetworkInterfaceAttribute").with("NetworkInterfaceId", eniId);
    }

    @Override
    public void tag(String eniId, Map<String, String> tags) {
        ec2.call(TagSets.add(eniId, tags));
    }

    @Override
    public void untag(String eniId, String key) {
        ec2.call(TagSets.remove(eniId, key));
    }

    @Override
    public void delete(String eniId) {
        try {
            ec2.call(new Query("DeleteNetworkInterface").with("NetworkInterfaceId", eniId));
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

    /**
     * @param filtered makes the request of a page
     */
    private List<Eni> list(Supplier<Query> filtered) {
        List<Eni> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            Element page = ec2.call(page(filtered.get(), token));
            found.addAll(interfaces(page));
            token = page.nextToken("nextToken");
        } while (token != null);
        return List.copyOf(found);
    }

    private static Query page(Query filtered, @Nullable String token) {
        return filtered.with("MaxResults", PAGE).with("NextToken", token);
    }

    private static List<Eni> interfaces(Element page) {
        return page.items("networkInterfaceSet").stream().map(Enis::of).toList();
    }
}
