package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Which interface is on which instance. */
public final class Attachments {

    private final Account account;
    private final NetworkInterfaces interfaces;
    private final Directory<Instance> instances;
    private final AttachRules rules;
    private final Map<String, Set<String>> everOn = new HashMap<>();
    private final Map<String, String> interfaceOf = new HashMap<>();

    Attachments(
            Account account,
            NetworkInterfaces interfaces,
            Directory<Instance> instances,
            AttachRules rules) {
        this.account = account;
        this.interfaces = interfaces;
        this.instances = instances;
        this.rules = rules;
    }

    /** The interfaces of an instance as they are, in the order of their attachment. */
    public List<NetworkInterface> on(String instanceId) {
        return known(instanceId)
                .flatMap(id -> interfaces.directory().find(id).stream())
                .filter(its -> its.isOn(instanceId))
                .toList();
    }

    /** The interfaces of an instance as a reader sees them. */
    public List<NetworkInterface> seenOn(String instanceId) {
        return known(instanceId)
                .flatMap(id -> interfaces.directory().seen(id).stream())
                .filter(its -> its.isOn(instanceId))
                .toList();
    }

    /** The interfaces of an instance, once they have arrived, as its metadata shows them. */
    public List<NetworkInterface> shownOn(String instanceId) {
        return known(instanceId)
                .flatMap(id -> interfaces.shown(id).stream())
                .filter(its -> its.isOn(instanceId))
                .filter(its -> its.attachment().filter(Attachment::hasArrived).isPresent())
                .toList();
    }

    /** Attaches an interface to an instance; it is {@code attached} some time later. */
    public Attachment attach(AttachRequest request) {
        NetworkInterface its = interfaces.directory().require(request.networkInterfaceId());
        Instance instance = instances.require(request.instanceId());
        rules.require(its, instance, on(instance.id()), request);
        Attachment attachment =
                put(
                        its,
                        instance.id(),
                        request.deviceIndex(),
                        request.networkCardIndex().orElse(0),
                        false);
        account.schedule()
                .after(
                        account.scenario().attaching(),
                        () -> change(attachment.id(), a -> arrived(a)));
        return attachment;
    }

    /** Detaches an interface; it is {@code available} some time later. */
    public void detach(String attachmentId) {
        NetworkInterface its = require(attachmentId);
        Attachment attachment = its.attachment().orElseThrow();
        if (attachment.isPrimary()) {
            throw Refusal.of(
                    "OperationNotPermitted",
                    "The network interface at device index 0 and networkCard index 0 cannot be"
                            + " detached.");
        }
        endLater(attachmentId);
    }

    /**
     * Sets whether an interface goes when its instance ends.
     *
     * @throws Refusal if the attachment is not the interface's
     */
    public void deleteOnTermination(
            String networkInterfaceId, String attachmentId, boolean wanted) {
        NetworkInterface its = interfaces.directory().require(networkInterfaceId);
        if (its.attachment().filter(a -> a.id().equals(attachmentId)).isEmpty()) {
            throw missing(attachmentId);
        }
        change(attachmentId, a -> a.withDeleteOnTermination(wanted));
    }

    /** Attaches the interface that an instance is born with. */
    void attachPrimary(NetworkInterface its, String instanceId) {
        Attachment attachment = put(its, instanceId, 0, 0, true);
        change(attachment.id(), a -> a.with(Attachment.Status.ATTACHED));
    }

    /** An instance has ended: its interfaces go, or become available some time later. */
    void instanceEnded(String instanceId) {
        for (NetworkInterface its : on(instanceId)) {
            Attachment attachment = its.attachment().orElseThrow();
            if (attachment.deleteOnTermination()) {
                end(attachment.id());
                interfaces.remove(interfaces.directory().existing(its.id()));
            } else {
                endLater(attachment.id());
            }
        }
    }

    private Attachment put(
            NetworkInterface its, String instanceId, int index, int card, boolean delete) {
        Attachment attachment =
                new Attachment(
                        account.ids().next("eni-attach"),
                        instanceId,
                        index,
                        card,
                        Attachment.Status.ATTACHING,
                        account.now(),
                        delete);
        interfaceOf.put(attachment.id(), its.id());
        everOn.computeIfAbsent(instanceId, _ -> new LinkedHashSet<>()).add(its.id());
        interfaces.put(its.withAttachment(Optional.of(attachment)));
        return attachment;
    }

    private static Attachment arrived(Attachment attachment) {
        return attachment.status() == Attachment.Status.ATTACHING
                ? attachment.with(Attachment.Status.ATTACHED)
                : attachment;
    }

    private void change(String attachmentId, UnaryOperator<Attachment> how) {
        find(attachmentId)
                .ifPresent(its -> interfaces.put(its.withAttachment(its.attachment().map(how))));
    }

    private void endLater(String attachmentId) {
        change(attachmentId, a -> a.with(Attachment.Status.DETACHING));
        account.schedule().after(account.scenario().attaching(), () -> end(attachmentId));
    }

    private void end(String attachmentId) {
        find(attachmentId).ifPresent(its -> interfaces.put(its.withAttachment(Optional.empty())));
        interfaceOf.remove(attachmentId);
    }

    private NetworkInterface require(String attachmentId) {
        return find(attachmentId).orElseThrow(() -> missing(attachmentId));
    }

    private Optional<NetworkInterface> find(String attachmentId) {
        return Optional.ofNullable(interfaceOf.get(attachmentId))
                .flatMap(interfaces.directory()::find)
                .filter(
                        its ->
                                its.attachment()
                                        .filter(a -> a.id().equals(attachmentId))
                                        .isPresent());
    }

    private Stream<String> known(String instanceId) {
        return everOn.getOrDefault(instanceId, Set.of()).stream();
    }

    private static Refusal missing(String attachmentId) {
        return Refusal.of(
                "InvalidAttachmentID.NotFound",
                "The interface attachment '" + attachmentId + "' does not exist.");
    }
}
