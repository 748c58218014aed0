package io.github.multusnodes.simulator.wire.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.Group;
import io.github.multusnodes.simulator.state.autoscaling.LaunchSource;
import io.github.multusnodes.simulator.state.autoscaling.Sizes;
import io.github.multusnodes.simulator.state.autoscaling.TerminationPolicy;
import io.github.multusnodes.simulator.wire.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What CreateAutoScalingGroup and UpdateAutoScalingGroup say about a group; all may be absent. */
record Wanted(
        Optional<Integer> min,
        Optional<Integer> max,
        Optional<Integer> desired,
        Optional<LaunchSource> source,
        Optional<List<String>> subnetIds,
        PolicyWanted policy) {

    private static final String MIXED = "MixedInstancesPolicy";
    private static final String RETENTION = "InstanceLifecyclePolicy.RetentionTriggers";

    /** What they say about the treatment of instances. */
    record PolicyWanted(
            Optional<String> healthCheckType,
            Optional<Integer> gracePeriod,
            Optional<Integer> cooldown,
            Optional<Boolean> newInstancesProtected,
            Optional<Boolean> retainOnAbandon,
            List<TerminationPolicy> terminationPolicies) {

        static PolicyWanted read(Parameters request) {
            return new PolicyWanted(
                    request.optional("HealthCheckType"),
                    request.integer("HealthCheckGracePeriod"),
                    request.integer("DefaultCooldown"),
                    request.bool("NewInstancesProtectedFromScaleIn"),
                    request.optional(RETENTION + ".TerminateHookAbandon")
                            .map(PolicyWanted::retains),
                    request.members("TerminationPolicies").stream()
                            .map(TerminationPolicy::ofWireName)
                            .toList());
        }

        Group.Policy over(Group.Policy present) {
            return new Group.Policy(
                    healthCheckType.orElse(present.healthCheckType()),
                    gracePeriod.orElse(present.gracePeriod()),
                    cooldown.orElse(present.cooldown()),
                    newInstancesProtected.orElse(present.newInstancesProtected()),
                    retainOnAbandon.orElse(present.retainOnAbandon()),
                    terminationPolicies.isEmpty()
                            ? present.terminationPolicies()
                            : terminationPolicies);
        }

        private static boolean retains(String action) {
            return switch (action) {
                case "retain" -> true;
                case "terminate" -> false;
                default ->
                        throw Refusal.of(
                                "ValidationError",
                                "Invalid TerminateHookAbandon '"
                                        + action
                                        + "': give retain or terminate");
            };
        }
    }

    static Wanted read(Parameters request) {
        return new Wanted(
                request.integer("MinSize"),
                request.integer("MaxSize"),
                request.integer("DesiredCapacity"),
                source(request),
                request.optional("VPCZoneIdentifier").map(Wanted::subnetIds),
                PolicyWanted.read(request));
    }

    /** The sizes of a new group. */
    Sizes newSizes() {
        int least = min.orElseThrow(() -> missing("MinSize"));
        int most = max.orElseThrow(() -> missing("MaxSize"));
        return new Sizes(least, most, desired.orElse(least));
    }

    /** The sizes of a changed group: a desired capacity that is not named moves into the bounds. */
    Sizes over(Sizes present) {
        int least = min.orElse(present.min());
        int most = max.orElse(present.max());
        int moved = Math.max(least, Math.min(most, present.desired()));
        return new Sizes(least, most, desired.orElse(moved));
    }

    private static Optional<LaunchSource> source(Parameters request) {
        boolean mixed = request.has(MIXED);
        if (mixed && request.has("LaunchTemplate")) {
            throw Refusal.of(
                    "ValidationError",
                    "Valid requests must contain either LaunchTemplate or "
                            + MIXED
                            + ", not both.");
        }
        if (mixed) {
            Parameters template = request.structure(MIXED + ".LaunchTemplate");
            List<String> types =
                    template.structures("Overrides.member").stream()
                            .map(override -> override.required("InstanceType"))
                            .toList();
            return Optional.of(
                    source(template.structure("LaunchTemplateSpecification"), true, types));
        }
        return Optional.of(request)
                .filter(its -> its.has("LaunchTemplate"))
                .map(its -> source(its.structure("LaunchTemplate"), false, List.of()));
    }

    private static LaunchSource source(Parameters template, boolean mixed, List<String> types) {
        Optional<String> id = template.optional("LaunchTemplateId");
        Optional<String> name = template.optional("LaunchTemplateName");
        if (id.isPresent() == name.isPresent()) {
            throw Refusal.of(
                    "ValidationError",
                    "Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        String version = template.optional("Version").orElse("$Default");
        return new LaunchSource(id, name, version, mixed, types);
    }

    private static List<String> subnetIds(String list) {
        return Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private static Refusal missing(String parameter) {
        return Refusal.of("ValidationError", "The parameter " + parameter + " is required");
    }
}
