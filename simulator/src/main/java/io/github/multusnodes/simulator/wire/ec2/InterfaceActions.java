package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.InterfaceRequest;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Actions on network interfaces. */
final class InterfaceActions {

    private static final Listing<NetworkInterface> LISTING =
            Listing.of("NetworkInterfaceId", InterfaceFilters.all());
    private static final Set<String> TYPES = Set.of("interface", "efa", "efa-only", "trunk");

    private final Ec2 ec2;
    private final InterfaceXml xml;

    InterfaceActions(Ec2 ec2, InterfaceXml xml) {
        this.ec2 = ec2;
        this.xml = xml;
    }

    void register(Api api) {
        api.with(EC2, "CreateNetworkInterface", this::create)
                .with(EC2, "DescribeNetworkInterfaces", this::describe)
                .with(EC2, "ModifyNetworkInterfaceAttribute", this::modify)
                .with(EC2, "DeleteNetworkInterface", this::delete);
    }

    private Xml create(Parameters request) {
        InterfaceRequest wanted = read(request);
        Optional<String> token = request.optional("ClientToken");
        Map<String, String> parameters = request.allBut("ClientToken");
        request.done();
        NetworkInterface made =
                ec2.clientTokens()
                        .once(
                                "CreateNetworkInterface",
                                token,
                                parameters,
                                NetworkInterface.class,
                                () -> create(wanted));
        NetworkInterface current = ec2.networkInterfaces().directory().find(made.id()).orElse(made);
        return Xml.element("result")
                .add(xml.xml("networkInterface", current, statusOfNew(current)))
                .add("clientToken", token);
    }

    private NetworkInterface create(InterfaceRequest wanted) {
        ec2.subnets().directory().require(wanted.subnetId());
        wanted.groups().forEach(ec2.securityGroups().directory()::require);
        return ec2.networkInterfaces().create(wanted);
    }

    /** EC2 answers a create with a status that its own model does not list. */
    private static String statusOfNew(NetworkInterface its) {
        return its.attachment().isPresent() ? its.status() : "pending";
    }

    private static InterfaceRequest read(Parameters request) {
        String type = request.optional("InterfaceType").orElse("interface");
        if (!TYPES.contains(type)) {
            throw Refusal.of(
                    "InvalidParameterValue",
                    "Value ("
                            + type
                            + ") for parameter InterfaceType is invalid: give one of "
                            + TYPES.stream().sorted().toList());
        }
        AddressParameters.OfNew ipv4 = AddressParameters.ipv4OfNew(request);
        InterfaceRequest wanted =
                new InterfaceRequest(
                        request.required("SubnetId"),
                        request.optional("Description").orElse(""),
                        type,
                        request.list("SecurityGroupId"),
                        ipv4.primary(),
                        ipv4.others(),
                        AddressParameters.ipv6OfNew(request),
                        Tagging.read(request, "network-interface"));
        if (type.equals("efa-only") && wanted.namesAddresses()) {
            throw Refusal.of(
                    "InvalidParameterCombination",
                    "A network interface of type efa-only cannot have IP addresses");
        }
        return wanted;
    }

    private Xml describe(Parameters request) {
        Page<NetworkInterface> page =
                LISTING.page(request, ec2.networkInterfaces().directory()::seen);
        return Xml.element("result")
                .addItems(
                        "networkInterfaceSet",
                        page.items(),
                        its -> xml.xml("item", its, its.status()))
                .add("nextToken", page.nextToken());
    }

    private Xml modify(Parameters request) {
        String id = request.required("NetworkInterfaceId");
        List<String> attributes =
                Stream.of("SourceDestCheck", "Attachment", "Description", "SecurityGroupId")
                        .filter(request::has)
                        .toList();
        if (attributes.size() > 1) {
            throw Refusal.of(
                    "InvalidParameterCombination",
                    "Fields for multiple attribute types specified: "
                            + String.join(", ", attributes));
        }
        Runnable change = change(request, id, attributes.stream().findFirst().orElse(""));
        request.done();
        change.run();
        return Answers.done();
    }

    private Runnable change(Parameters request, String id, String attribute) {
        return switch (attribute) {
            case "SourceDestCheck" -> {
                boolean wanted = truth(request.structure(attribute), "Value");
                yield () -> ec2.networkInterfaces().sourceDestCheck(id, wanted);
            }
            case "Description" -> {
                String text = request.structure(attribute).optional("Value").orElse("");
                yield () -> ec2.networkInterfaces().describe(id, text);
            }
            case "SecurityGroupId" -> {
                List<String> groups = request.list(attribute);
                yield () -> ec2.networkInterfaces().groups(id, groups);
            }
            case "Attachment" -> changeOfAttachment(request.structure(attribute), id);
            default -> {
                request.done();
                throw Refusal.of(
                        "MissingParameter",
                        "The request must contain an attribute of the interface to set");
            }
        };
    }

    private Runnable changeOfAttachment(Parameters attachment, String id) {
        String attachmentId = attachment.required("AttachmentId");
        boolean wanted = truth(attachment, "DeleteOnTermination");
        return () -> ec2.attachments().deleteOnTermination(id, attachmentId, wanted);
    }

    private static boolean truth(Parameters structure, String name) {
        structure.required(name);
        return structure.bool(name).orElseThrow();
    }

    private Xml delete(Parameters request) {
        String id = request.required("NetworkInterfaceId");
        request.done();
        ec2.networkInterfaces().delete(id);
        return Answers.done();
    }
}
