package io.github.multusnodes.simulator.wire.metadata;

import static java.util.stream.Collectors.joining;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.WriterConfig;

import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.ec2.Attachment;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.InstanceType;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.simulator.state.ec2.Subnet;

import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The categories of an instance's metadata by their path below {@code /latest/}; one that is empty
 * has nothing behind it now.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html">
 *     Instance metadata categories</a>
 */
final class Categories {

    /** The directory of the interfaces. */
    static final String MACS = "meta-data/network/interfaces/macs/";

    private final Ec2 ec2;

    Categories(Ec2 ec2) {
        this.ec2 = ec2;
    }

    /** Those of an instance, as its metadata shows them now. */
    Map<String, Optional<String>> of(Instance instance) {
        List<NetworkInterface> shown = ec2.attachments().shownOn(instance.id());
        Map<String, Optional<String>> all = new LinkedHashMap<>();
        all.put("meta-data/instance-id", Optional.of(instance.id()));
        all.put("meta-data/mac", primaryMac(shown));
        all.put("meta-data/placement/region", Optional.of(AutoScaling.REGION));
        all.put("dynamic/instance-identity/document", Optional.of(document(instance)));
        shown.forEach(its -> addInterface(all, MACS + its.mac() + "/", its));
        return all;
    }

    /** The network card is told only where it is not the first. */
    private void addInterface(
            Map<String, Optional<String>> all, String path, NetworkInterface its) {
        Attachment attachment = its.attachment().orElseThrow();
        int card = attachment.networkCardIndex();
        Optional<Subnet> subnet = ec2.subnets().directory().find(its.subnetId());
        all.put(path + "device-number", number(attachment.deviceIndex()));
        all.put(path + "interface-id", Optional.of(its.id()));
        all.put(path + "ipv4-prefix", lines(its.addresses().ipv4Prefixes()));
        all.put(path + "ipv6-prefix", lines(its.addresses().ipv6Prefixes()));
        all.put(path + "ipv6s", lines(its.addresses().ipv6()));
        all.put(path + "local-ipv4s", lines(its.addresses().ipv4()));
        all.put(path + "mac", Optional.of(its.mac()));
        all.put(path + "network-card", number(card).filter(_ -> card > 0));
        all.put(path + "subnet-id", Optional.of(its.subnetId()));
        all.put(
                path + "subnet-ipv4-cidr-block",
                lines(subnet.flatMap(Subnet::cidr).stream().toList()));
        all.put(
                path + "subnet-ipv6-cidr-blocks",
                lines(subnet.flatMap(Subnet::ipv6Cidr).stream().toList()));
        all.put(path + "vpc-id", Optional.of(its.vpcId()));
    }

    private static Optional<String> primaryMac(List<NetworkInterface> shown) {
        return shown.stream()
                .filter(its -> its.attachment().filter(Attachment::isPrimary).isPresent())
                .map(NetworkInterface::mac)
                .findFirst();
    }

    private String document(Instance instance) {
        InstanceType type = ec2.instanceTypes().find(instance.type()).orElseThrow();
        return Json.object()
                .add("accountId", Ec2.OWNER_ID)
                .add("architecture", type.architecture())
                .add("availabilityZone", instance.zone())
                .add("billingProducts", Json.NULL)
                .add("devpayProductCodes", Json.NULL)
                .add("marketplaceProductCodes", Json.NULL)
                .add("imageId", instance.imageId())
                .add("instanceId", instance.id())
                .add("instanceType", instance.type())
                .add("kernelId", Json.NULL)
                .add(
                        "pendingTime",
                        instance.launchTime().truncatedTo(ChronoUnit.SECONDS).toString())
                .add("privateIp", instance.privateIp().map(Json::value).orElse(Json.NULL))
                .add("ramdiskId", Json.NULL)
                .add("region", AutoScaling.REGION)
                .add("version", "2017-09-30")
                .toString(WriterConfig.PRETTY_PRINT);
    }

    private static Optional<String> number(int value) {
        return Optional.of(Integer.toString(value));
    }

    private static Optional<String> lines(Collection<?> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.stream().map(Object::toString).collect(joining("\n")));
    }
}
