package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Instance.State;
import io.github.multusnodes.simulator.time.Timeline.Timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The instances and their lives. Terminated ones can be seen a while longer. */
public final class Instances {

    private final Account account;
    private final Directory<Instance> directory;
    private final InstanceTypes types;
    private final Subnets subnets;
    private final NetworkInterfaces interfaces;
    private final Attachments attachments;
    private final List<Consumer<Instance>> listeners = new ArrayList<>();
    private final Map<String, Timer> next = new HashMap<>();

    Instances(
            Account account,
            Directory<Instance> directory,
            InstanceTypes types,
            Subnets subnets,
            NetworkInterfaces interfaces,
            Attachments attachments) {
        this.account = account;
        this.directory = directory;
        this.types = types;
        this.subnets = subnets;
        this.interfaces = interfaces;
        this.attachments = attachments;
    }

    /** Calls the listener after every change of an instance's state, under the world's lock. */
    public void onChange(Consumer<Instance> listener) {
        listeners.add(listener);
    }

    /** The instance as it is. */
    public Optional<Instance> find(String id) {
        return directory.find(id).filter(this::isVisible);
    }

    /** All instances as they are, oldest first. */
    public Stream<Instance> all() {
        return directory.all().filter(this::isVisible);
    }

    /**
     * The instance as it is, for a change by a caller who names it.
     *
     * @throws Refusal if there is none, or it cannot be seen yet
     */
    public Instance require(String id) {
        Instance instance = directory.require(id);
        if (!isVisible(instance)) {
            throw directory.missing(List.of(id));
        }
        return instance;
    }

    /**
     * What a reader sees of the named instances, or of all if none is named.
     *
     * @throws Refusal if any of the ids is unknown
     */
    public Stream<Instance> seen(List<String> ids) {
        List<String> gone =
                ids.stream()
                        .filter(id -> directory.seen(id).filter(this::isVisible).isEmpty())
                        .toList();
        if (!gone.isEmpty()) {
            throw directory.missing(gone);
        }
        return directory.seen(ids).filter(this::isVisible);
    }

    /** Launches one instance; it is {@code running} after the scenario's boot time. */
    public Instance launch(LaunchRequest request) {
        return launch(request, 1, 1).getFirst();
    }

    /** Launches as many instances together as there is room for, within these bounds. */
    public List<Instance> launch(LaunchRequest request, int least, int most) {
        InstanceType type = types.existing(request.type());
        Subnet subnet = subnets.directory().existing(request.subnetId());
        request.privateIp().ifPresent(text -> requireFree(subnet.id(), text));
        String reservationId = account.ids().next("r");
        return primaries(request, least, most).stream()
                .map(primary -> launch(request, type, primary, reservationId))
                .toList();
    }

    private List<NetworkInterface> primaries(LaunchRequest request, int least, int most) {
        List<NetworkInterface> made = new ArrayList<>();
        try {
            while (made.size() < most) {
                made.add(interfaces.create(primaryOf(request)));
            }
        } catch (Refusal refusal) {
            if (made.size() < least) {
                made.forEach(interfaces::remove);
                throw refusal;
            }
        }
        return made;
    }

    private Instance launch(
            LaunchRequest request,
            InstanceType type,
            NetworkInterface primary,
            String reservationId) {
        Instance instance =
                new Instance(
                        account.ids().next("i"),
                        reservationId,
                        type.name(),
                        request.imageId(),
                        primary.subnetId(),
                        primary.vpcId(),
                        primary.zone(),
                        primary.groups(),
                        request.tags(),
                        account.now(),
                        primary.primaryIp().map(Ip::toString),
                        primary.addresses().ipv6().stream().findFirst().map(Ip::toString),
                        State.PENDING,
                        account.now());
        directory.put(instance.id(), instance);
        attachments.attachPrimary(primary, instance.id());
        tell(instance);
        later(instance.id(), account.scenario().boot(), State.RUNNING);
        return instance;
    }

    /** Ends an instance; one that is ending already goes on doing so. */
    public void terminate(String id) {
        if (!existing(id).isEnding()) {
            change(id, State.SHUTTING_DOWN);
            later(id, account.scenario().shutdown(), State.TERMINATED);
        }
    }

    /** Stops a running instance; its interfaces stay. */
    public void stop(String id) {
        requireState(existing(id), State.RUNNING, State.STOPPING, State.STOPPED, State.PENDING);
        if (existing(id).state() == State.RUNNING || existing(id).state() == State.PENDING) {
            change(id, State.STOPPING);
            later(id, account.scenario().shutdown(), State.STOPPED);
        }
    }

    /** Starts a stopped instance. */
    public void start(String id) {
        requireState(existing(id), State.STOPPED, State.PENDING, State.RUNNING);
        if (existing(id).state() == State.STOPPED) {
            change(id, State.PENDING);
            later(id, account.scenario().boot(), State.RUNNING);
        }
    }

    private Instance existing(String id) {
        return find(id).orElseThrow(() -> directory.missing(List.of(id)));
    }

    private static void requireState(Instance instance, State... allowed) {
        if (!List.of(allowed).contains(instance.state())) {
            throw Refusal.of(
                    "IncorrectInstanceState",
                    "The instance '"
                            + instance.id()
                            + "' is not in a state from which it can be started or stopped: it is"
                            + " '"
                            + instance.state().wireName()
                            + "'.");
        }
    }

    private void requireFree(String subnetId, String text) {
        AddressSpace space = subnets.space(subnetId, false);
        Optional<Ip> ip = Ip.parse(text);
        switch (ip.map(space::verdict).orElse(AddressSpace.Verdict.FREE)) {
            case RESERVED ->
                    throw Refusal.of(
                            "InvalidParameterValue",
                            "Address " + text + " is in subnet's reserved address range");
            case IN_USE ->
                    throw Refusal.of("InvalidIPAddress.InUse", "Address " + text + " is in use.");
            case FREE, OUTSIDE -> {}
        }
    }

    private static InterfaceRequest primaryOf(LaunchRequest request) {
        return new InterfaceRequest(
                request.subnetId(),
                "",
                "interface",
                request.securityGroups(),
                request.privateIp(),
                AddressRequest.none(),
                AddressRequest.none(),
                request.interfaceTags());
    }

    private void later(String id, Duration delay, State state) {
        Timer earlier = next.put(id, account.schedule().after(delay, () -> change(id, state)));
        if (earlier != null) {
            earlier.cancel();
        }
    }

    private void change(String id, State state) {
        Instance changed = directory.existing(id).with(state, account.now());
        directory.put(id, changed);
        if (state == State.TERMINATED) {
            next.remove(id);
            attachments.instanceEnded(id);
        }
        tell(changed);
    }

    private void tell(Instance instance) {
        listeners.forEach(listener -> listener.accept(instance));
    }

    private boolean isVisible(Instance instance) {
        return instance.state() != State.TERMINATED
                || instance.since()
                        .plus(account.scenario().terminatedVisible())
                        .isAfter(account.now());
    }
}
