package io.github.multusnodes.port;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressWish;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.retry.CloudFailure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elastic network interfaces. Every method may throw {@link CloudFailure}. */
public interface NetworkInterfaces {

    /**
     * All interfaces of the subnets, whoever owns them; as EC2 lists them, which may lag behind.
     */
    List<Eni> inSubnets(Collection<String> subnetIds);

    /** As {@link #inSubnets}, but only if one page holds them all: at the cost of one call. */
    Optional<List<Eni>> inSubnetsIfFew(Collection<String> subnetIds);

    /**
     * Those of the interfaces in the subnets that were made for any node group, by their tag; as
     * EC2 lists them.
     */
    List<Eni> ofNodeGroups(Collection<String> subnetIds);

    /** All interfaces that have our tag, whatever their subnet; as EC2 lists them. */
    List<Eni> ofGroup(String nodeGroup);

    /** Those of the interfaces that EC2 shows; the others are no failure. */
    List<Eni> find(Collection<String> eniIds);

    /**
     * The interfaces that hold any of the addresses; as EC2 lists them. Delegated prefixes do not
     * count: EC2 has no filter for them.
     *
     * @param addresses at most 200 of one family
     */
    List<Eni> holding(String subnetId, Collection<Ip> addresses);

    /** The interfaces with our tags for an instance; as EC2 lists them, which may lag behind. */
    List<Eni> madeFor(String nodeGroup, String instanceId);

    /** One interface, as EC2 shows it, which may lag behind; empty if it shows none. */
    Optional<Eni> find(String eniId);

    /**
     * Creates an interface; the same token with the same specification gives the same interface.
     */
    Eni create(NewInterface wanted, String clientToken);

    /** Attaches an interface; its attachment does not end with the instance yet. */
    Attachment attach(String eniId, String instanceId, Slot slot);

    /** Lets an attached interface end with its instance. */
    void endWithInstance(String eniId, String attachmentId);

    /**
     * Delegates prefixes of one family to an interface: all of them or none. One that it has
     * already may be refused like one that another has.
     */
    void delegatePrefixes(String eniId, Family family, List<Cidr> prefixes);

    /**
     * Takes addresses of either family away from an interface.
     *
     * @throws CloudFailure of kind {@code REJECTED} if the interface does not have one of them
     */
    void unassign(String eniId, Collection<Ip> addresses);

    /**
     * Takes a prefix back from an interface.
     *
     * @throws CloudFailure of kind {@code REJECTED} if the interface does not have it
     */
    void returnPrefix(String eniId, Cidr prefix);

    /** Sets the source/destination check. */
    void setSourceDestCheck(String eniId, boolean check);

    /** Gives an interface further tags, or other values of those that it has. */
    void tag(String eniId, Map<String, String> tags);

    /** Takes a tag from an interface. */
    void untag(String eniId, String key);

    /** Deletes an unattached interface; one that is gone already is no failure. */
    void delete(String eniId);

    /**
     * What to create.
     *
     * @param addresses the one wanted of each family; a family left out gets none
     * @param tags given in the create call itself
     */
    record NewInterface(
            String subnetId,
            List<String> securityGroups,
            Map<Family, AddressWish> addresses,
            String description,
            Map<String, String> tags) {

        public NewInterface {
            securityGroups = List.copyOf(securityGroups);
            addresses = Map.copyOf(addresses);
            tags = Map.copyOf(tags);
        }
    }
}
