package io.github.multusnodes.pods.ec2;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.query.Element;
import io.github.multusnodes.query.Query;
import io.github.multusnodes.query.QueryClient;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@link Assignments} of EC2. Each change is one call. */
public final class Ec2Assignments implements Assignments {

    private static final String LIST = "DescribeNetworkInterfaces";
    private static final String ENI = "NetworkInterfaceId";
    private static final int PAGE = 1000;

    /** A filter takes no more values. */
    private static final int VALUES = 200;

    private final QueryClient ec2;

    public Ec2Assignments(QueryClient ec2) {
        this.ec2 = ec2;
    }

    @Override
    public List<NodeEni> ofInstance(String instanceId) {
        return list(() -> new Query(LIST).withFilter("attachment.instance-id", List.of(instanceId)))
                .stream()
                .map(Interfaces::ofNode)
                .toList();
    }

    @Override
    public Map<Ip, Holder> holders(String subnetId, Collection<Ip> addresses) {
        Map<Ip, Holder> holders = new HashMap<>();
        for (Family family : Family.values()) {
            List<Ip> its = of(family, addresses);
            for (int from = 0; from < its.size(); from += VALUES) {
                List<Ip> some = its.subList(from, Math.min(from + VALUES, its.size()));
                for (Element eni : holding(subnetId, family, some)) {
                    holders.putAll(Interfaces.holders(eni, some));
                }
            }
        }
        return Map.copyOf(holders);
    }

    private List<Element> holding(String subnetId, Family family, List<Ip> addresses) {
        String filter =
                switch (family) {
                    case IPV4 -> "addresses.private-ip-address";
                    case IPV6 -> "ipv6-addresses.ipv6-address";
                };
        return list(
                () ->
                        new Query(LIST)
                                .withFilter("subnet-id", List.of(subnetId))
                                .withFilter(filter, addresses));
    }

    @Override
    public void assignIpv4(String eniId, Collection<Ip> addresses, boolean reassign) {
        Query request =
                new Query("AssignPrivateIpAddresses")
                        .with(ENI, eniId)
                        .withList("PrivateIpAddress", addresses);
        ec2.call(reassign ? request.with("AllowReassignment", true) : request);
    }

    @Override
    public void assignIpv6(String eniId, Collection<Ip> addresses) {
        ec2.call(
                new Query("AssignIpv6Addresses")
                        .with(ENI, eniId)
                        .withList("Ipv6Addresses", addresses));
    }

    @Override
    public void unassign(String eniId, Collection<Ip> addresses) {
        boolean ipv4 = of(Family.IPV6, addresses).isEmpty();
        ec2.call(
                new Query(ipv4 ? "UnassignPrivateIpAddresses" : "UnassignIpv6Addresses")
                        .with(ENI, eniId)
                        .withList(ipv4 ? "PrivateIpAddress" : "Ipv6Addresses", addresses));
    }

    private static List<Ip> of(Family family, Collection<Ip> addresses) {
        return addresses.stream().filter(ip -> ip.family() == family).toList();
    }

    /**
     * @param filtered makes the request of a page
     */
    private List<Element> list(Supplier<Query> filtered) {
        List<Element> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            Element page =
                    ec2.call(filtered.get().with("MaxResults", PAGE).with("NextToken", token));
            found.addAll(page.items("networkInterfaceSet"));
            token = page.nextToken("nextToken");
        } while (token != null);
        return found;
    }
}
