package io.github.multusnodes.faultrun;

import io.github.multusnodes.faultrun.Trouble.Doing;
import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleState;
import io.github.multusnodes.simulator.state.autoscaling.StateChange;
import io.github.multusnodes.simulator.state.ec2.Ip;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.simulator.state.ec2.Subnet;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody else: people, other controllers, EC2 itself. What they are refused they leave. */
final class Outsider {

    private static final String NAME = "outsider";
    private static final int MOST_NODES = 6;
    private static final int AT_ONCE = 4;

    /** Something that was done. */
    record Done(Instant at, String what) {}

    private final Site site;
    private final Ec2Client ec2;
    private final AutoScalingClient autoScaling;
    private final Map<String, Integer> desired = new HashMap<>();
    private final Set<String> own = new HashSet<>();
    private final List<Done> done = new ArrayList<>();
    private boolean retired;

    Outsider(Site site, SdkClients clients) {
        this.site = site;
        this.ec2 = clients.ec2(NAME);
        this.autoScaling = clients.autoScaling(NAME);
        site.setting().herds().forEach(herd -> desired.put(herd.nodeGroup(), herd.desired()));
    }

    /** Starts to do something, beside all else. */
    void start(Doing doing, int pick) {
        site.world()
                .timeline()
                .start(
                        NAME,
                        () -> {
                            if (!retired) {
                                attempt(doing, pick);
                            }
                        });
    }

    /** Frees what they hold, and does nothing more. */
    void retire() {
        retired = true;
        site.world().timeline().start(NAME, () -> leave(Integer.MAX_VALUE));
    }

    /** How many nodes a herd should have. */
    int desired(Herd herd) {
        return desired.getOrDefault(herd.nodeGroup(), 0);
    }

    /** The interfaces they have made. */
    Set<String> own() {
        return Set.copyOf(own);
    }

    List<Done> done() {
        return List.copyOf(done);
    }

    private void attempt(Doing doing, int pick) {
        Herd herd = site.setting().herds().get(pick % site.setting().herds().size());
        try {
            act(doing, herd, pick);
        } catch (SdkException refused) {
            note(doing + " failed: " + refused.getMessage());
        }
    }

    private void act(Doing doing, Herd herd, int pick) {
        switch (doing) {
            case SCALE -> scale(herd, pick % (MOST_NODES + 1));
            case END_INSTANCE -> any(herd, pick).ifPresent(this::end);
            case CALL_UNHEALTHY -> inService(herd, pick).ifPresent(this::callUnhealthy);
            case REPLACE -> inService(herd, pick).ifPresent(this::replace);
            case TAKE_ADDRESSES -> take(1 + pick % AT_ONCE, pick);
            case LEAVE_ADDRESSES -> leave(1 + pick % AT_ONCE);
            case TAKE_SLOT -> newest(herd).ifPresent(id -> takeSlot(id, pick));
            case DELETE_UNATTACHED -> unattached(herd).ifPresent(this::delete);
            case DETACH -> attached(herd, pick).ifPresent(this::detach);
            case SET_TO_OUTLIVE -> attached(herd, pick).ifPresent(this::setToOutlive);
            case SET_CHECK -> attached(herd, pick).ifPresent(this::setCheck);
            case UNTAG -> attached(herd, pick).ifPresent(this::untag);
            case SWEEP -> {
                site.crews().get(pick % site.crews().size()).sweepNow();
                note("one more sweep");
            }
        }
    }

    private void scale(Herd herd, int nodes) {
        autoScaling.setDesiredCapacity(
                r -> r.autoScalingGroupName(herd.names().group()).desiredCapacity(nodes));
        desired.put(herd.nodeGroup(), nodes);
        note("scale " + herd.nodeGroup() + " to " + nodes);
    }

    private void end(String id) {
        ec2.terminateInstances(r -> r.instanceIds(id));
        note("EC2 ends " + id);
    }

    private void callUnhealthy(String id) {
        autoScaling.setInstanceHealth(
                r -> r.instanceId(id).healthStatus("Unhealthy").shouldRespectGracePeriod(false));
        note(id + " is called unhealthy");
    }

    private void replace(String id) {
        autoScaling.terminateInstanceInAutoScalingGroup(
                r -> r.instanceId(id).shouldDecrementDesiredCapacity(false));
        note(id + " is to be replaced");
    }

    /** The lowest free ones, which launches want as well. */
    private void take(int count, int pick) {
        List<String> subnets =
                site.grounds().networkSubnets().stream().flatMap(List::stream).distinct().toList();
        String subnet = subnets.get(pick % subnets.size());
        Set<Ip> used = new HashSet<>();
        site.truth()
                .interfaces()
                .filter(eni -> eni.subnetId().equals(subnet))
                .forEach(eni -> used.addAll(eni.addresses().ipv4()));
        Ip next = firstOf(subnet);
        for (int taken = 0; taken < count; next = next.plus(1)) {
            if (!used.contains(next)) {
                taken++;
                takeOne(subnet, next.toString());
            }
        }
    }

    private void takeOne(String subnet, String address) {
        own.add(
                ec2.createNetworkInterface(r -> r.subnetId(subnet).privateIpAddress(address))
                        .networkInterface()
                        .networkInterfaceId());
        note("others take " + address);
    }

    private Ip firstOf(String subnet) {
        return site.world()
                .ec2()
                .subnets()
                .directory()
                .find(subnet)
                .flatMap(Subnet::cidr)
                .orElseThrow()
                .first()
                .plus(4);
    }

    private void leave(int most) {
        List<NetworkInterface> free =
                site.truth()
                        .interfaces()
                        .filter(eni -> own.contains(eni.id()) && eni.attachment().isEmpty())
                        .limit(most)
                        .toList();
        for (NetworkInterface eni : free) {
            try {
                delete(eni);
            } catch (SdkException refused) {
                note("others keep " + eni.id() + ": " + refused.getMessage());
            }
        }
    }

    private void takeSlot(String instanceId, int pick) {
        int index = 1 + pick % site.setting().layout().networks();
        String subnet = site.world().ec2().instances().find(instanceId).orElseThrow().subnetId();
        String eni =
                ec2.createNetworkInterface(r -> r.subnetId(subnet))
                        .networkInterface()
                        .networkInterfaceId();
        own.add(eni);
        ec2.attachNetworkInterface(
                r -> r.networkInterfaceId(eni).instanceId(instanceId).deviceIndex(index));
        note("others take device index " + index + " of " + instanceId);
    }

    private void delete(NetworkInterface eni) {
        ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni.id()));
        own.remove(eni.id());
        note("others delete " + eni.id());
    }

    private void detach(NetworkInterface eni) {
        ec2.detachNetworkInterface(
                r -> r.attachmentId(eni.attachment().orElseThrow().id()).force(true));
        note("others detach " + eni.id());
    }

    private void setToOutlive(NetworkInterface eni) {
        ec2.modifyNetworkInterfaceAttribute(
                r ->
                        r.networkInterfaceId(eni.id())
                                .attachment(
                                        a ->
                                                a.attachmentId(eni.attachment().orElseThrow().id())
                                                        .deleteOnTermination(false)));
        note("others let " + eni.id() + " outlive its instance");
    }

    private void setCheck(NetworkInterface eni) {
        ec2.modifyNetworkInterfaceAttribute(
                r -> r.networkInterfaceId(eni.id()).sourceDestCheck(v -> v.value(true)));
        note("others check " + eni.id());
    }

    private void untag(NetworkInterface eni) {
        ec2.deleteTags(r -> r.resources(eni.id()).tags(Tag.builder().key(Truth.NO_MANAGE).build()));
        note("others untag " + eni.id());
    }

    private Optional<String> any(Herd herd, int pick) {
        return one(site.truth().members(herd).map(StateChange::instanceId).toList(), pick);
    }

    private Optional<String> inService(Herd herd, int pick) {
        return one(site.truth().membersIn(herd, LifecycleState.IN_SERVICE), pick);
    }

    private Optional<String> newest(Herd herd) {
        List<String> waiting = site.truth().membersIn(herd, LifecycleState.PENDING_WAIT);
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.getLast());
    }

    private Optional<NetworkInterface> attached(Herd herd, int pick) {
        List<String> serving = site.truth().membersIn(herd, LifecycleState.IN_SERVICE);
        return one(
                site.truth().of(herd).stream()
                        .filter(eni -> serving.stream().anyMatch(eni::isOn))
                        .toList(),
                pick);
    }

    private Optional<NetworkInterface> unattached(Herd herd) {
        return site.truth().of(herd).stream().filter(eni -> eni.attachment().isEmpty()).findFirst();
    }

    private static <T> Optional<T> one(List<T> choices, int pick) {
        return choices.isEmpty()
                ? Optional.empty()
                : Optional.of(choices.get(pick % choices.size()));
    }

    private void note(String what) {
        done.add(new Done(site.now(), what));
    }
}
