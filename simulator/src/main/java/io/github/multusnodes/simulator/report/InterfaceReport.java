package io.github.multusnodes.simulator.report;

import java.time.Duration;

/**
 * An interface that a node got. Times count from the start of the run; one that was not seen is
 * zero.
 *
 * @param begun when its create call was sent
 * @param created when its create call was answered
 * @param attached when its attach call was answered
 * @param ready when the last of its attributes was set
 */
public record InterfaceReport(
        String network,
        String eniId,
        int deviceIndex,
        String address,
        Duration begun,
        Duration created,
        Duration attached,
        Duration ready) {}
