package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An elastic network interface as EC2 shows it, whoever owns it.
 *
 * @param addresses all its addresses of both families, the primary one first
 * @param prefixes the prefixes delegated to it
 * @param attachment present while it is attached or being attached
 * @param available whether EC2 says that nothing uses it
 */
public record Eni(
        String id,
        String subnetId,
        List<Ip> addresses,
        List<Cidr> prefixes,
        Optional<Attachment> attachment,
        boolean sourceDestCheck,
        Map<String, String> tags,
        String description,
        boolean available) {

    public Eni {
        addresses = List.copyOf(addresses);
        prefixes = List.copyOf(prefixes);
        tags = Map.copyOf(tags);
    }

    /** An interface without a description, available unless it is attached. */
    public Eni(
            String id,
            String subnetId,
            List<Ip> addresses,
            List<Cidr> prefixes,
            Optional<Attachment> attachment,
            boolean sourceDestCheck,
            Map<String, String> tags) {
        this(
                id,
                subnetId,
                addresses,
                prefixes,
                attachment,
                sourceDestCheck,
                tags,
                "",
                attachment.isEmpty());
    }

    /** The same interface, attached. */
    public Eni attached(Attachment to) {
        return but(prefixes, Optional.of(to), sourceDestCheck, tags);
    }

    /** The same interface, now ending with its instance. */
    public Eni endingWithInstance() {
        return but(prefixes, attachment.map(Attachment::endingWithInstance), sourceDestCheck, tags);
    }

    /** The same interface with its source/destination check set. */
    public Eni checkingSourceDest(boolean check) {
        return but(prefixes, attachment, check, tags);
    }

    /** The same interface with further prefixes; those that it has already count once. */
    public Eni delegated(Collection<Cidr> more) {
        List<Cidr> all = Stream.concat(prefixes.stream(), more.stream()).distinct().toList();
        return but(all, attachment, sourceDestCheck, tags);
    }

    /** The same interface with further tags, or other values of those that it has. */
    public Eni tagged(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(tags);
        all.putAll(more);
        return but(prefixes, attachment, sourceDestCheck, all);
    }

    /** All its addresses but the first. */
    public List<Ip> secondaryAddresses() {
        return addresses.stream().skip(1).toList();
    }

    /** The same interface without a prefix. */
    public Eni without(Cidr prefix) {
        List<Cidr> others = prefixes.stream().filter(its -> !its.equals(prefix)).toList();
        return new Eni(id, subnetId, addresses, others, attachment, sourceDestCheck, tags);
    }

    /** The slot it holds on an instance, if it sits on that one. */
    public Optional<Slot> slotOn(String instanceId) {
        return attachment
                .filter(attached -> attached.instanceId().equals(instanceId))
                .map(Attachment::slot);
    }

    private Eni but(
            List<Cidr> otherPrefixes,
            Optional<Attachment> otherAttachment,
            boolean otherCheck,
            Map<String, String> otherTags) {
        return new Eni(
                id,
                subnetId,
                addresses,
                otherPrefixes,
                otherAttachment,
                otherCheck,
                otherTags,
                description,
                available && otherAttachment.isEmpty());
    }
}
