package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** The VPCs. Each has its default security group from birth. */
public final class Vpcs {

    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;

    private final Account account;
    private final SecurityGroups groups;
    private final Directory<Vpc> directory;
    private int withIpv6;

    Vpcs(Account account, SecurityGroups groups) {
        this.account = account;
        this.groups = groups;
        this.directory = account.directory("InvalidVpcID.NotFound", "vpc ID");
    }

    /** All of them, by id. */
    public Directory<Vpc> directory() {
        return directory;
    }

    /**
     * Creates a VPC.
     *
     * @param ipv6 whether it gets an IPv6 /56 of Amazon's
     */
    public Vpc create(String cidr, boolean ipv6, Map<String, String> tags) {
        Block block =
                Block.parse(cidr)
                        .filter(parsed -> !parsed.v6())
                        .orElseThrow(() -> Cidrs.malformed("cidrBlock", cidr));
        if (block.length() < LARGEST || block.length() > SMALLEST) {
            throw Refusal.of("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        String id = account.ids().next("vpc");
        Vpc vpc = new Vpc(id, block, ipv6 ? Optional.of(nextIpv6()) : Optional.empty(), tags);
        directory.put(id, vpc);
        groups.createDefault(id);
        return vpc;
    }

    private Block nextIpv6() {
        Ip base = Ip.parse("2600:1f14::").orElseThrow();
        return Block.of(base.plus(BigInteger.valueOf(++withIpv6).shiftLeft(72)), 56);
    }
}
