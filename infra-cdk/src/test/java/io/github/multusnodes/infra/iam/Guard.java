package io.github.multusnodes.infra.iam;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stands before a simulated world and lets functions do what their policies allow, and nothing
 * else; others may do anything.
 */
final class Guard {

    /**
     * Kubernetes decides about its own itself, and the caller's token needs no permission of AWS; a
     * stack's answer goes to where its request says, which is signed already.
     */
    private static final Set<String> BY_NO_POLICY =
            Set.of(
                    "GetNodes",
                    "GetNode",
                    "PatchNode",
                    "GetPods",
                    "CreateEviction",
                    "DeletePod",
                    "PutStackAnswer");

    private final World<?> world;
    private final Map<String, Policy> policies;
    private final List<Asked> asked = new ArrayList<>();

    private Guard(World<?> world, Map<String, Policy> policies) {
        this.world = world;
        this.policies = policies;
    }

    /** From now on the functions of a world have these policies, by the functions' names. */
    static Guard before(World<?> world, Map<String, Policy> policies) {
        Guard guard = new Guard(world, policies);
        world.faults().always(guard::refuses, new Fault.Refuse(denied()));
        return guard;
    }

    /** Every call of the functions so far. */
    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    private synchronized boolean refuses(Call call) {
        int end = call.caller().lastIndexOf('-');
        String function = end < 0 ? "" : call.caller().substring(0, end);
        @Nullable Policy policy = policies.get(function);
        if (policy == null || BY_NO_POLICY.contains(call.action())) {
            return false;
        }
        Authorization needs = Authorization.of(world, call);
        boolean allowed = policy.allows(needs.requests());
        if (allowed || !needs.concernsWhatIsGone()) {
            asked.add(new Asked(function, call.action(), needs.requests(), allowed));
        }
        return !allowed;
    }

    private static Refusal denied() {
        return new Refusal(
                403, "UnauthorizedOperation", "You are not authorized to perform this operation.");
    }
}
