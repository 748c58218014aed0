package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Refused.Reason;

import java.math.BigInteger;
import java.util.List;

/** Whether a subnet has the prefixes that a network delegates. */
public final class PrefixChecks {

    private PrefixChecks() {}

    /**
     * What must hold before an interface is created.
     *
     * @param reservations all reservations of the subnet
     * @throws Refused {@code NO_ADDRESS_BLOCK} or {@code NO_PREFIX_RANGE}
     */
    public static void requireSource(
            Network network, Family family, Subnet subnet, List<CidrReservation> reservations) {
        if (subnet.block(family).isEmpty()) {
            throw new Refused(
                    Reason.NO_ADDRESS_BLOCK,
                    wants(network, family)
                            + "; subnet "
                            + subnet.id()
                            + " in "
                            + subnet.zone()
                            + " has no "
                            + family.label()
                            + " block. Give the subnet one, or ask for none.");
        }
        if (PrefixTerritory.sources(network, family, subnet, reservations).isEmpty()) {
            throw new Refused(
                    Reason.NO_PREFIX_RANGE,
                    wants(network, family)
                            + "; "
                            + describe(subnet, family)
                            + " has no CIDR reservation of type prefix to take them from, and the"
                            + " settings name no range in it: they name "
                            + network.podPrefixes().ranges(family)
                            + ". Reserve a block of type prefix, or set podPrefixes."
                            + rangeKey(family)
                            + ".");
        }
    }

    /**
     * That fewer prefixes are free than an interface lacks.
     *
     * @param interfaces all interfaces of the subnet
     */
    public static Refused noneFree(
            Network network,
            Family family,
            Subnet subnet,
            List<CidrReservation> reservations,
            List<Eni> interfaces,
            int missing,
            BigInteger free) {
        List<Cidr> sources = PrefixTerritory.sources(network, family, subnet, reservations);
        long addresses =
                interfaces.stream()
                        .flatMap(eni -> eni.addresses().stream())
                        .filter(ip -> sources.stream().anyMatch(source -> source.contains(ip)))
                        .count();
        long prefixes =
                interfaces.stream()
                        .flatMap(eni -> eni.prefixes().stream())
                        .filter(its -> sources.stream().anyMatch(source -> source.contains(its)))
                        .count();
        String length = "/" + PodPrefixes.length(family);
        return new Refused(
                Reason.NO_FREE_PREFIX,
                "Network '%s' lacks %d %s of %s; in %s %s are free as a whole: interfaces hold %d"
                                .formatted(
                                        network.name(),
                                        missing,
                                        length,
                                        describe(subnet, family),
                                        sources,
                                        free,
                                        prefixes)
                        + " prefixes and "
                        + addresses
                        + " single addresses there, and each single address blocks its whole "
                        + length
                        + ". Move single addresses out and keep them out by a CIDR reservation of"
                        + " type prefix, or reserve a further block.");
    }

    /**
     * That EC2 refuses prefixes for good which by its lists are free.
     *
     * @param missing how many an interface lacks
     * @param free how many look free as a whole
     * @param why what EC2 says
     */
    public static Refused refusedByEc2(
            Reason reason,
            Network network,
            Family family,
            Subnet subnet,
            List<CidrReservation> reservations,
            int missing,
            BigInteger free,
            RuntimeException why) {
        return new Refused(
                reason,
                "Network '%s' lacks %d /%d of %s; in %s %s look free as a whole, but EC2 refuses"
                                .formatted(
                                        network.name(),
                                        missing,
                                        PodPrefixes.length(family),
                                        describe(subnet, family),
                                        PrefixTerritory.sources(
                                                network, family, subnet, reservations),
                                        free)
                        + " them. Make a CIDR reservation of type prefix in the subnet, or, where"
                        + " it has none, name another range in podPrefixes."
                        + rangeKey(family)
                        + ". EC2 says: "
                        + why.getMessage(),
                why);
    }

    private static String wants(Network network, Family family) {
        return "Network '"
                + network.name()
                + "' delegates "
                + network.podPrefixes().count(family)
                + " "
                + family.label()
                + " prefixes to each interface";
    }

    private static String describe(Subnet subnet, Family family) {
        return "subnet "
                + subnet.id()
                + " ("
                + subnet.block(family).orElseThrow()
                + ", "
                + subnet.zone()
                + ")";
    }

    private static String rangeKey(Family family) {
        return family == Family.IPV4 ? "ipv4Range" : "ipv6Range";
    }
}
