package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.LaunchRequest;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Launching instances. Images are not modelled: any id in the form of one will do. There is no
 * default VPC, so a subnet must be named.
 */
final class RunInstances {

    private final Ec2 ec2;
    private final InstanceXml xml;

    RunInstances(Ec2 ec2, InstanceXml xml) {
        this.ec2 = ec2;
        this.xml = xml;
    }

    void register(Api api) {
        api.with(EC2, "RunInstances", this::run);
    }

    private Xml run(Parameters request) {
        LaunchRequest wanted = read(request);
        Count count = Count.read(request);
        Optional<String> token = request.optional("ClientToken");
        Map<String, String> parameters = request.allBut("ClientToken");
        request.done();
        if (wanted.privateIp().isPresent() && count.most() > 1) {
            throw Refusal.of(
                    "InvalidParameterCombination",
                    "Network interfaces and an instance-level private IP address may not be"
                            + " specified for more than one instance");
        }
        Launched launched =
                ec2.clientTokens()
                        .once(
                                "RunInstances",
                                token,
                                parameters,
                                Launched.class,
                                () -> launch(wanted, count));
        List<Instance> current =
                launched.instances().stream()
                        .map(its -> ec2.instances().find(its.id()).orElse(its))
                        .toList();
        return xml.reservation(launched.reservationId(), current);
    }

    private Launched launch(LaunchRequest wanted, Count count) {
        ec2.subnets().directory().require(wanted.subnetId());
        wanted.securityGroups().forEach(ec2.securityGroups().directory()::require);
        List<Instance> instances = ec2.instances().launch(wanted, count.least(), count.most());
        return new Launched(instances.getFirst().reservationId(), instances);
    }

    private static LaunchRequest read(Parameters request) {
        String image = request.required("ImageId");
        if (!image.matches("ami-[0-9a-f]+")) {
            throw Refusal.of("InvalidAMIID.Malformed", "Invalid id: \"" + image + "\"");
        }
        Map<String, Map<String, String>> tags =
                Tagging.readAll(request, Set.of("instance", "network-interface", "volume"));
        return LaunchRequest.of(
                        request.required("InstanceType"), image, request.required("SubnetId"))
                .withSecurityGroups(request.list("SecurityGroupId"))
                .withPrivateIp(request.optional("PrivateIpAddress"))
                .withTags(
                        tags.getOrDefault("instance", Map.of()),
                        tags.getOrDefault("network-interface", Map.of()));
    }

    private record Launched(String reservationId, List<Instance> instances) {}

    private record Count(int least, int most) {

        static Count read(Parameters request) {
            request.required("MinCount");
            request.required("MaxCount");
            int least = request.integer("MinCount").orElseThrow();
            int most = request.integer("MaxCount").orElseThrow();
            if (least < 1 || most < least) {
                throw Refusal.of(
                        "InvalidParameterValue",
                        "MinCount must be at least 1 and MaxCount at least MinCount, but they are "
                                + least
                                + " and "
                                + most);
            }
            return new Count(least, most);
        }
    }
}
