package io.github.multusnodes.simulator.report;

import java.time.Duration;
import java.util.List;

/**
 * All that is told about a run.
 *
 * @param title what was run
 * @param took from start to end
 * @param nodes in the order they were launched, those that ended before the end left out
 * @param subnets in the order they are shown
 * @param checked what was found right, for the closing lines
 * @param problems what was found wrong; empty after a good run
 */
public record RunReport(
        String title,
        Duration took,
        List<NodeReport> nodes,
        List<SubnetMap> subnets,
        List<String> checked,
        List<String> problems) {

    public RunReport {
        nodes = List.copyOf(nodes);
        subnets = List.copyOf(subnets);
        checked = List.copyOf(checked);
        problems = List.copyOf(problems);
    }

    /** Whether all was right. */
    public boolean good() {
        return problems.isEmpty();
    }
}
