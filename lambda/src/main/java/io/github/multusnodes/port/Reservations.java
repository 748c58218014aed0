package io.github.multusnodes.port;

import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.Wanted;
import io.github.multusnodes.retry.CloudFailure;

import java.util.List;
import java.util.Map;

/** CIDR reservations of subnets. Every method may throw {@link CloudFailure}. */
public interface Reservations {

    /** All of a subnet, of either type and family; as EC2 lists them, which may lag behind. */
    List<Reservation> in(String subnetId);

    /**
     * Reserves a block. There is no token: a repeated call is refused because of the first.
     *
     * @param tags given in the create call itself
     * @throws CloudFailure of kind {@code REJECTED} also if it overlaps with another one
     */
    Reservation create(Wanted wanted, Map<String, String> tags);

    /**
     * Deletes one.
     *
     * @throws CloudFailure of kind {@code NOT_FOUND} if it is gone, or not visible yet
     */
    void delete(String id);

    /** Gives one further tags, or other values of those that it has. */
    void tag(String id, Map<String, String> tags);

    /** Takes a tag from one; a tag that it does not have is no failure. */
    void untag(String id, String key);
}
