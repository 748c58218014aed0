package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressWish;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.port.NetworkInterfaces.NewInterface;
import io.github.multusnodes.retry.CloudFailure;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Makes the interface of one network of one node, with the addresses that the search gives. */
final class Creation {

    /** How often EC2 may reject a request that looks right before that is final. */
    private static final int MOST_REJECTIONS = 6;

    private final Run run;
    private final Network network;
    private final AddressSearch search;
    private final Runnable lookAgain;
    private int rejections;

    /**
     * Sets up the making of one interface.
     *
     * @param lookAgain waits, and lets the search go on from a fresh look
     */
    Creation(Run run, Network network, AddressSearch search, Runnable lookAgain) {
        this.run = run;
        this.network = network;
        this.search = search;
        this.lookAgain = lookAgain;
    }

    /**
     * Creates it.
     *
     * @param lost how many interfaces this run has given up as gone: another one is wanted
     * @throws CloudFailure if the truth is to be read again before the next try
     * @throws Refused if trying again cannot help
     */
    Eni create(int lost) {
        Map<Family, AddressWish> wishes = wishes();
        NewInterface wanted =
                new NewInterface(
                        search.subnetId(),
                        network.securityGroups(),
                        wishes,
                        Tags.description(run.nodeGroup(), run.instanceId(), network),
                        Tags.of(run.nodeGroup(), run.instanceId(), network));
        String token = clientToken(wanted, lost);
        try {
            Eni eni = run.retry().call(() -> run.ports().interfaces().create(wanted, token));
            run.made().add(eni.id());
            run.log().created(network, eni);
            return eni;
        } catch (CloudFailure failure) {
            throw afterRefusal(failure, wishes);
        }
    }

    /**
     * Which family's address is taken EC2 does not say by code, so both are struck for this run. A
     * taken IPv6 address may also come as a rejection of the request, a bounded number of times.
     */
    private RuntimeException afterRefusal(CloudFailure failure, Map<Family, AddressWish> wishes) {
        return switch (failure.kind()) {
            case ADDRESS_TAKEN -> {
                wishes.values().forEach(this::strike);
                yield failure;
            }
            case REJECTED -> {
                if (wishes.get(Family.IPV6) instanceof AddressWish.Named ipv6
                        && rejections++ < MOST_REJECTIONS) {
                    strike(ipv6);
                    yield failure;
                }
                yield Verdict.finalFor(failure);
            }
            case TOKEN_REUSED -> failure;
            default -> Verdict.finalFor(failure);
        };
    }

    private void strike(AddressWish wish) {
        if (wish instanceof AddressWish.Named(var address)) {
            search.strike(address);
        }
    }

    private Map<Family, AddressWish> wishes() {
        Optional<Map<Family, AddressWish>> wishes = search.next();
        while (wishes.isEmpty()) {
            lookAgain.run();
            wishes = search.next();
        }
        return wishes.get();
    }

    /**
     * The same request for the same instance and slot gives the same token, so that a repeated
     * create gives the same interface ("Ensuring idempotency in Amazon EC2 API requests"), also
     * where an event and a sweep are at work at once.
     */
    private String clientToken(NewInterface wanted, int lost) {
        String seed =
                String.join(
                        " ",
                        wanted.description(),
                        network.slot().toString(),
                        wanted.subnetId(),
                        wanted.securityGroups().toString(),
                        new TreeMap<>(wanted.addresses()).toString(),
                        Integer.toString(lost));
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
