package io.github.multusnodes.pods.metadata;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The node's interfaces by instance metadata. An interface that vanishes while it is read is left
 * out. So is one whose device index has not yet arrived: metadata then answers 0, which is the
 * index of the primary ENI alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata-data-categories.html">
 *     Instance metadata categories</a>
 */
public final class MetadataInterfaces implements NodeInterfaces {

    private static final String MACS = "network/interfaces/macs/";

    private final Metadata metadata;

    public MetadataInterfaces(Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public String instanceId() {
        return metadata.need("instance-id");
    }

    @Override
    public List<NodeEni> list() {
        String primary = withoutSlash(metadata.need("mac"));
        List<NodeEni> all = new ArrayList<>();
        for (String line : metadata.lines(MACS)) {
            String mac = withoutSlash(line);
            int card = number(mac, "network-card").orElse(0);
            int device = number(mac, "device-number").orElse(0);
            if (device != 0 || card != 0 || mac.equals(primary)) {
                interfaceOf(mac, card, device).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    /** Its id is read last: if that is still there, so was the rest. */
    private Optional<NodeEni> interfaceOf(String mac, int card, int device) {
        List<Ip> ipv4 = addresses(mac, "local-ipv4s");
        List<Ip> ipv6 = addresses(mac, "ipv6s");
        List<Cidr> subnets =
                Stream.concat(
                                cidrs(mac, "subnet-ipv4-cidr-block"),
                                cidrs(mac, "subnet-ipv6-cidr-blocks"))
                        .toList();
        List<Cidr> prefixes =
                Stream.concat(cidrs(mac, "ipv4-prefix"), cidrs(mac, "ipv6-prefix")).toList();
        Optional<String> subnet = metadata.item(MACS + mac + "/subnet-id");
        Optional<String> id = metadata.item(MACS + mac + "/interface-id");
        return id.flatMap(
                its ->
                        subnet.map(
                                in ->
                                        new NodeEni(
                                                its,
                                                mac.toLowerCase(Locale.ROOT),
                                                card,
                                                device,
                                                Optional.empty(),
                                                in,
                                                subnets,
                                                ipv4.stream().findFirst(),
                                                Stream.concat(ipv4.stream().skip(1), ipv6.stream())
                                                        .toList(),
                                                prefixes)));
    }

    private List<Ip> addresses(String mac, String item) {
        return all(MACS + mac + "/" + item, Ip::parse).toList();
    }

    private Stream<Cidr> cidrs(String mac, String item) {
        return all(MACS + mac + "/" + item, Cidr::parse);
    }

    private Optional<Integer> number(String mac, String item) {
        String path = MACS + mac + "/" + item;
        return metadata.item(path).map(text -> read(path, text, Integer::valueOf));
    }

    private <T> Stream<T> all(String path, Function<String, T> reading) {
        return metadata.lines(path).stream().map(line -> read(path, line, reading));
    }

    private static <T> T read(String path, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException odd) {
            throw new CloudFailure(
                    FailureKind.UNAVAILABLE,
                    "instance metadata " + path,
                    "",
                    "it cannot be read: " + odd.getMessage(),
                    odd);
        }
    }

    /** Directories are listed with one. */
    private static String withoutSlash(String line) {
        return line.endsWith("/") ? line.substring(0, line.length() - 1) : line;
    }
}
