package io.github.multusnodes.reservation;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.Subnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with wishes, as far as only a look at EC2 can tell. Each problem says where, which
 * value, what is allowed and what to do.
 */
public final class ReservationChecks {

    private final Claim claim;
    private final List<Wanted> wanted;
    private final List<Reservation> seen;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param claim whose wishes they are
     * @param wanted in the order of the resource's properties
     * @param seen all reservations in the subnets of these and former wishes, whoever made them
     */
    public ReservationChecks(Claim claim, List<Wanted> wanted, List<Reservation> seen) {
        this.claim = claim;
        this.wanted = List.copyOf(wanted);
        this.seen = List.copyOf(seen);
    }

    /** Every wish whose subnet is unknown or does not have its block. */
    public List<String> outside(List<Subnet> subnets) {
        problems.clear();
        for (int i = 0; i < wanted.size(); i++) {
            Wanted its = wanted.get(i);
            Optional<Subnet> subnet =
                    subnets.stream().filter(each -> each.id().equals(its.subnetId())).findFirst();
            if (subnet.isEmpty()) {
                add(
                        i,
                        "SubnetId",
                        its.subnetId(),
                        "a subnet of this account and Region",
                        "Copy the id from EC2, or remove the reservation.");
            } else {
                within(i, its.cidr(), subnet.get());
            }
        }
        return List.copyOf(problems);
    }

    /** Every wish that something stands in the way of which is not ours alone to move. */
    public List<String> conflicts() {
        problems.clear();
        for (int i = 0; i < wanted.size(); i++) {
            int index = i;
            Wanted its = wanted.get(i);
            seen.stream()
                    .filter(other -> its.overlaps(other) && !its.isMetBy(other))
                    .filter(other -> !other.isClaimedBy(claim) || isShared(other))
                    .forEach(other -> conflict(index, its, other));
        }
        return List.copyOf(problems);
    }

    /**
     * The reservations with our claim that neither these nor the former wishes name: a later
     * request has made them, or an earlier one could not undo them.
     */
    public List<Reservation> unaccounted(List<Wanted> before) {
        return seen.stream()
                .filter(its -> its.isClaimedBy(claim))
                .filter(its -> wanted.stream().noneMatch(wish -> wish.isMetBy(its)))
                .filter(its -> before.stream().noneMatch(wish -> wish.isMetBy(its)))
                .toList();
    }

    private boolean isShared(Reservation reservation) {
        return reservation.isClaimedByOthersThan(claim);
    }

    private void within(int index, Cidr cidr, Subnet subnet) {
        Optional<Cidr> block = subnet.block(cidr.family());
        if (block.isEmpty()) {
            add(
                    index,
                    "Cidr",
                    cidr.toString(),
                    "a block of " + subnet.id() + ", which has no " + cidr.family().label(),
                    "Give the subnet such a block first, or remove the reservation.");
        } else if (!block.get().contains(cidr)) {
            add(
                    index,
                    "Cidr",
                    cidr.toString(),
                    "a block inside of " + subnet.id() + ", which is " + block.get(),
                    "Move it into the subnet.");
        }
    }

    private void conflict(int index, Wanted its, Reservation other) {
        String advice =
                other.isForeign()
                        ? "Delete it, or name exactly its CIDR and type: then it is used as it is."
                        : "Choose another range, name exactly its CIDR and type to share it, or"
                                + " change the other stack first.";
        add(
                index,
                its.cidr().equals(other.cidr()) ? "Type" : "Cidr",
                its.cidr().equals(other.cidr()) ? its.type().toString() : its.cidr().toString(),
                "nothing that collides with " + other + ", which " + other.holders() + " made",
                advice);
    }

    private void add(int index, String key, String value, String allowed, String advice) {
        problems.add(
                "ResourceProperties.Reservations[%d].%s is %s; allowed: %s. %s"
                        .formatted(index, key, value, allowed, advice));
    }
}
