package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.AddressRequest;
import io.github.multusnodes.simulator.wire.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address parameters of CreateNetworkInterface and the Assign actions, and which of them
 * exclude each other. Whether EC2 takes {@code PrivateIpAddress} together with prefixes is not
 * documented: here it does not.
 */
final class AddressParameters {

    private static final String COUNT = "SecondaryPrivateIpAddressCount";

    /** The IPv4 addresses of a new interface: its primary one, and all others. */
    record OfNew(Optional<String> primary, AddressRequest others) {}

    private AddressParameters() {}

    static OfNew ipv4OfNew(Parameters request) {
        Optional<String> single = request.optional("PrivateIpAddress");
        List<Entry> list =
                request.structures("PrivateIpAddresses").stream().map(Entry::read).toList();
        int count = count(request, COUNT);
        AddressRequest prefixes = prefixes(request, "Ipv4Prefix");
        List<String> primaries =
                Stream.concat(
                                single.stream(),
                                list.stream().filter(Entry::primary).map(Entry::address))
                        .toList();
        if (primaries.size() > 1) {
            throw combination("Only one primary private IP address can be specified");
        }
        boolean addresses = single.isPresent() || !list.isEmpty() || count > 0;
        if (prefixes.prefixCount() + prefixes.prefixes().size() > 0 && addresses) {
            throw combination("Prefixes cannot be combined with private IP addresses or " + COUNT);
        }
        if (count > 0 && list.size() > primaries.size()) {
            throw combination(
                    COUNT + " can be combined with PrivateIpAddresses only for a primary address");
        }
        List<String> secondary =
                list.stream().filter(entry -> !entry.primary()).map(Entry::address).toList();
        return new OfNew(
                primaries.stream().findFirst(),
                new AddressRequest(secondary, count, prefixes.prefixes(), prefixes.prefixCount()));
    }

    static AddressRequest ipv6OfNew(Parameters request) {
        List<String> addresses =
                request.structures("Ipv6Addresses").stream()
                        .map(entry -> entry.required("Ipv6Address"))
                        .toList();
        return exclusive(request, addresses, "Ipv6AddressCount", prefixes(request, "Ipv6Prefix"));
    }

    /** What AssignPrivateIpAddresses asks for. */
    static AddressRequest ipv4ToAssign(Parameters request) {
        return required(
                exclusive(
                        request,
                        request.list("PrivateIpAddress"),
                        COUNT,
                        flatPrefixes(request, "Ipv4Prefix")));
    }

    /** What AssignIpv6Addresses asks for. */
    static AddressRequest ipv6ToAssign(Parameters request) {
        return required(
                exclusive(
                        request,
                        request.list("Ipv6Addresses"),
                        "Ipv6AddressCount",
                        flatPrefixes(request, "Ipv6Prefix")));
    }

    private static AddressRequest exclusive(
            Parameters request, List<String> addresses, String countName, AddressRequest prefixes) {
        AddressRequest all =
                new AddressRequest(
                        addresses,
                        count(request, countName),
                        prefixes.prefixes(),
                        prefixes.prefixCount());
        long kinds =
                Stream.of(addresses.size(), all.count(), all.prefixes().size(), all.prefixCount())
                        .filter(number -> number > 0)
                        .count();
        if (kinds > 1) {
            throw combination(
                    "Only one of addresses, "
                            + countName
                            + ", prefixes and a prefix count can be specified");
        }
        return all;
    }

    private static AddressRequest prefixes(Parameters request, String name) {
        List<String> prefixes =
                request.structures(name).stream().map(entry -> entry.required(name)).toList();
        return withCount(request, name, prefixes);
    }

    private static AddressRequest flatPrefixes(Parameters request, String name) {
        return withCount(request, name, request.list(name));
    }

    private static AddressRequest withCount(
            Parameters request, String name, List<String> prefixes) {
        int count = count(request, name + "Count");
        if (count > 0 && !prefixes.isEmpty()) {
            throw combination(name + " and " + name + "Count cannot both be specified");
        }
        return new AddressRequest(List.of(), 0, prefixes, count);
    }

    private static AddressRequest required(AddressRequest wanted) {
        if (wanted.equals(AddressRequest.none())) {
            throw Refusal.of(
                    "MissingParameter",
                    "The request must contain addresses, a count, prefixes, or a prefix count");
        }
        return wanted;
    }

    private static int count(Parameters request, String name) {
        int count = request.integer(name).orElse(0);
        if (count < 0) {
            throw Refusal.of(
                    "InvalidParameterValue",
                    "Value (" + count + ") for parameter " + name + " is invalid: give 0 or more");
        }
        return count;
    }

    private static Refusal combination(String message) {
        return Refusal.of("InvalidParameterCombination", message);
    }

    private record Entry(String address, boolean primary) {

        static Entry read(Parameters entry) {
            return new Entry(
                    entry.required("PrivateIpAddress"), entry.bool("Primary").orElse(false));
        }
    }
}
