package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.LaunchRequest;
import io.github.multusnodes.simulator.state.ec2.LaunchTemplate;
import io.github.multusnodes.simulator.state.ec2.LaunchTemplates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** EC2 as Auto Scaling uses it. */
final class Fleet {

    /** Where an instance is in its life; whatever EC2 does not know any more has ended. */
    enum State {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        ENDING,
        ENDED
    }

    private final Ec2 ec2;

    Fleet(Ec2 ec2) {
        this.ec2 = ec2;
    }

    /** Tells the ids of instances whose state has changed. */
    void onChange(Consumer<String> listener) {
        ec2.instances().onChange(instance -> listener.accept(instance.id()));
    }

    State state(String instanceId) {
        return ec2.instances().find(instanceId).map(Fleet::stateOf).orElse(State.ENDED);
    }

    /** Whether EC2 has ended the instance, or is about to. */
    boolean isGone(String instanceId) {
        State state = state(instanceId);
        return state == State.ENDING || state == State.ENDED;
    }

    void start(String instanceId) {
        ec2.instances().start(instanceId);
    }

    void stop(String instanceId) {
        ec2.instances().stop(instanceId);
    }

    void terminate(String instanceId) {
        ec2.instances().terminate(instanceId);
    }

    /**
     * The subnets of those ids, with their zones.
     *
     * @throws Refusal {@code ValidationError} if one does not exist
     */
    List<Group.Subnet> subnets(List<String> ids) {
        return ids.stream()
                .map(
                        id ->
                                ec2.subnets()
                                        .directory()
                                        .find(id)
                                        .map(subnet -> new Group.Subnet(id, subnet.zone()))
                                        .orElseThrow(
                                                () ->
                                                        Refusal.of(
                                                                "ValidationError",
                                                                "The subnet ID '"
                                                                        + id
                                                                        + "' does not exist")))
                .toList();
    }

    /**
     * Checks that the template and its version exist; templates have one version.
     *
     * @throws Refusal {@code ValidationError} if they do not
     */
    void require(LaunchSource source) {
        if (ec2.launchTemplates().find(source.template()).isEmpty()) {
            throw Refusal.of("ValidationError", LaunchTemplates.missing(source.template()).text());
        }
        if (!List.of("1", "$Latest", "$Default").contains(source.version())) {
            throw Refusal.of(
                    "ValidationError",
                    "Could not find launch template version '"
                            + source.version()
                            + "': a simulated template has version 1 only");
        }
    }

    /**
     * The template a group launches from.
     *
     * @throws Refusal if it does not exist
     */
    LaunchTemplate template(LaunchSource source) {
        return ec2.launchTemplates()
                .find(source.template())
                .orElseThrow(() -> LaunchTemplates.missing(source.template()));
    }

    /**
     * Launches an instance for a group.
     *
     * @throws Refusal if EC2 refuses it
     */
    Instance launch(Group group, String subnetId) {
        LaunchTemplate.Data data = template(group.source()).data();
        Map<String, String> tags = new HashMap<>(data.instanceTags());
        group.tags().stream()
                .filter(Group.Tag::propagateAtLaunch)
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        tags.put("aws:autoscaling:groupName", group.name());
        String type =
                group.source().instanceTypes().stream()
                        .findFirst()
                        .or(data::instanceType)
                        .orElseThrow(() -> incomplete(group, "instance type"));
        String image = data.imageId().orElseThrow(() -> incomplete(group, "image id"));
        return ec2.instances()
                .launch(
                        LaunchRequest.of(type, image, subnetId)
                                .withSecurityGroups(data.securityGroups())
                                .withTags(tags, data.interfaceTags()));
    }

    private static Refusal incomplete(Group group, String what) {
        return Refusal.of(
                "ValidationError",
                "The launch template " + group.source().template() + " names no " + what);
    }

    private static State stateOf(Instance instance) {
        return switch (instance.state()) {
            case PENDING -> State.STARTING;
            case RUNNING -> State.RUNNING;
            case STOPPING -> State.STOPPING;
            case STOPPED -> State.STOPPED;
            case SHUTTING_DOWN -> State.ENDING;
            case TERMINATED -> State.ENDED;
        };
    }
}
