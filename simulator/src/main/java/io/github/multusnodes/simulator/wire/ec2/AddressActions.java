package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.AddressRequest;
import io.github.multusnodes.simulator.state.ec2.Assignment;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;

/** Actions on the addresses and prefixes of interfaces. */
final class AddressActions {

    private final Ec2 ec2;

    AddressActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "AssignPrivateIpAddresses", this::assignIpv4)
                .with(EC2, "UnassignPrivateIpAddresses", this::unassignIpv4)
                .with(EC2, "AssignIpv6Addresses", this::assignIpv6)
                .with(EC2, "UnassignIpv6Addresses", this::unassignIpv6);
    }

    private Xml assignIpv4(Parameters request) {
        String id = request.required("NetworkInterfaceId");
        boolean move = request.bool("AllowReassignment").orElse(false);
        AddressRequest wanted = AddressParameters.ipv4ToAssign(request);
        request.done();
        Assignment got = ec2.addressAssignments().assign(id, false, wanted, move);
        return Xml.element("result")
                .add("networkInterfaceId", id)
                .addItems(
                        "assignedPrivateIpAddressesSet",
                        got.addresses(),
                        ip -> Xml.element("item").add("privateIpAddress", ip))
                .addItems(
                        "assignedIpv4PrefixSet",
                        got.prefixes(),
                        prefix -> Xml.element("item").add("ipv4Prefix", prefix));
    }

    private Xml unassignIpv4(Parameters request) {
        unassign(request, false, "PrivateIpAddress", "Ipv4Prefix");
        return Answers.done();
    }

    private Xml assignIpv6(Parameters request) {
        String id = request.required("NetworkInterfaceId");
        AddressRequest wanted = AddressParameters.ipv6ToAssign(request);
        request.done();
        Assignment got = ec2.addressAssignments().assign(id, true, wanted, false);
        return Xml.element("result")
                .add("networkInterfaceId", id)
                .addItems("assignedIpv6Addresses", got.addresses(), Xml::text)
                .addItems("assignedIpv6PrefixSet", got.prefixes(), Xml::text);
    }

    private Xml unassignIpv6(Parameters request) {
        Assignment lost = unassign(request, true, "Ipv6Addresses", "Ipv6Prefix");
        return Xml.element("result")
                .add("networkInterfaceId", request.required("NetworkInterfaceId"))
                .addItems("unassignedIpv6Addresses", lost.addresses(), Xml::text)
                .addItems("unassignedIpv6PrefixSet", lost.prefixes(), Xml::text);
    }

    private Assignment unassign(
            Parameters request, boolean v6, String addressList, String prefixList) {
        String id = request.required("NetworkInterfaceId");
        List<String> addresses = request.list(addressList);
        List<String> prefixes = request.list(prefixList);
        request.done();
        if (addresses.isEmpty() && prefixes.isEmpty()) {
            throw Refusal.of(
                    "MissingParameter",
                    "The request must contain the parameter " + addressList + " or " + prefixList);
        }
        return ec2.addressAssignments().unassign(id, v6, addresses, prefixes);
    }
}
