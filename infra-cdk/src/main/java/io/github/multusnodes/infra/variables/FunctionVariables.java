package io.github.multusnodes.infra.variables;

import io.github.multusnodes.settings.Settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of each function on a hook or the schedule. Each text may be a token.
 *
 * @param networks {@code MULTUS_NETWORKS}, or the variables of the public sample function
 * @param cluster where nodes are drained; if absent, none is
 * @param drain the JSON object of {@code MULTUS_DRAIN}; means nothing without a cluster
 * @param sweepSettings the JSON object of {@code MULTUS_SWEEP}
 * @see Settings
 */
public record FunctionVariables(
        String nodeGroup,
        HookNames hooks,
        Map<String, String> networks,
        Optional<String> cluster,
        Optional<String> drain,
        Optional<String> sweepSettings) {

    public FunctionVariables {
        networks = Map.copyOf(networks);
    }

    /** Of the launch function. */
    public Map<String, String> launch() {
        Map<String, String> variables = ofGroup();
        variables.putAll(networks);
        return variables;
    }

    /** Of the terminate function. The networks are not among them. */
    public Map<String, String> terminate() {
        Map<String, String> variables = ofGroup();
        cluster.ifPresent(
                name -> {
                    variables.put(Settings.CLUSTER, name);
                    drain.ifPresent(its -> variables.put("MULTUS_DRAIN", its));
                });
        return variables;
    }

    /** Of the sweep: it does the others' work where their events were lost. */
    public Map<String, String> sweep() {
        Map<String, String> variables = launch();
        variables.putAll(terminate());
        variables.put("MULTUS_LAUNCH_HOOK", hooks.launch());
        variables.put("MULTUS_TERMINATE_HOOK", hooks.terminate());
        sweepSettings.ifPresent(its -> variables.put("MULTUS_SWEEP", its));
        return variables;
    }

    private Map<String, String> ofGroup() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(Settings.NODE_GROUP, nodeGroup);
        return variables;
    }
}
