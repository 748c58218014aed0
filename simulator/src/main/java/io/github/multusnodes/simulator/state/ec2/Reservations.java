package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The CIDR reservations of subnets. Creating or deleting one unassigns nothing. Which sizes EC2
 * takes is not documented: here any block inside the subnet will do, also one with EC2's own
 * addresses in it.
 */
public final class Reservations {

    private final Account account;
    private final Directory<Reservation> directory;

    Reservations(Account account) {
        this.account = account;
        this.directory =
                account.directory(
                        "InvalidSubnetCidrReservationID.NotFound", "subnet-cidr-reservation ID");
    }

    /** All of them, by id. */
    public Directory<Reservation> directory() {
        return directory;
    }

    /** Those of a subnet as they are. */
    public List<Reservation> of(String subnetId) {
        return directory.all().filter(r -> r.subnetId().equals(subnetId)).toList();
    }

    /** Reserves a block of a subnet. */
    public Reservation create(
            Subnet subnet,
            String cidr,
            Reservation.Type type,
            Optional<String> description,
            Map<String, String> tags) {
        Block block = Block.parse(cidr).orElseThrow(() -> Cidrs.malformed("cidr", cidr));
        Block within = subnet.block(block.v6()).or(() -> subnet.block(!block.v6())).orElseThrow();
        if (!within.contains(block)) {
            throw Refusal.of(
                    "InvalidParameterValue",
                    "Reservation CIDR should be within subnet CIDR block (" + within + ")");
        }
        if (of(subnet.id()).stream().anyMatch(other -> other.cidr().overlaps(block))) {
            throw Refusal.of(
                    "InvalidParameterValue",
                    "Reservation CIDR " + block + " has overlap with existing reserved CIDR block");
        }
        Reservation reservation =
                new Reservation(
                        account.ids().next("scr"), subnet.id(), block, type, description, tags);
        directory.put(reservation.id(), reservation);
        return reservation;
    }

    /** Gives a reserved block back. */
    public Reservation delete(String id) {
        Reservation reservation = directory.require(id);
        directory.remove(id);
        return reservation;
    }
}
