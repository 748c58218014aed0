package io.github.multusnodes.infra.iam;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before a simulated world and lets functions do what their policies allow, and nothing
 * else; others may do anything.
 */
final class Guard {

    /** Kubernetes decides about these itself; the caller's token needs no permission of AWS. */
    private static final Set<String> OF_KUBERNETES =
            Set.of("GetNodes", "GetNode", "PatchNode", "GetPods", "CreateEviction", "DeletePod");

    private final World<?> world;
    private final Map<String, Policy> policies;
    private final List<Asked> asked = new ArrayList<>();

    private Guard(World<?> world, Map<String, Policy> policies) {
        this.world = world;
        this.policies = policies;
    }

    /** From now on the functions of a stage have these policies, by the functions' names. */
    static Guard before(Stage stage, Map<String, Policy> policies) {
        Guard guard = new Guard(stage.world(), policies);
        stage.faults().always(guard::refuses, new Fault.Refuse(denied()));
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
        if (policy == null || OF_KUBERNETES.contains(call.action())) {
            return false;
        }
        Optional<List<Request>> requests = Authorization.of(world, call);
        boolean allowed = requests.map(policy::allows).orElse(false);
        requests.ifPresent(its -> asked.add(new Asked(function, call.action(), its, allowed)));
        return !allowed;
    }

    private static Refusal denied() {
        return new Refusal(
                403, "UnauthorizedOperation", "You are not authorized to perform this operation.");
    }
}
