package io.github.multusnodes.simulator.cli;

/** How a group should be after its scenario, compared to how it came up. */
enum Aftermath {
    ALL_STAYED(0, 0, 0),

    /** A node left and then another one came, which took its addresses. */
    ONE_REFILLED(1, 1, 0),

    /** A node came while another one was leaving. */
    ONE_REPLACED(1, 1, 1),

    /** A node left. */
    ONE_LEFT(1, 0, 1);

    private final int left;
    private final int replaced;
    private final int gaps;

    Aftermath(int left, int replaced, int gaps) {
        this.left = left;
        this.replaced = replaced;
        this.gaps = gaps;
    }

    /** How many nodes left. */
    int left() {
        return left;
    }

    /** How many addresses of a subnet may have come free below others. */
    int gaps() {
        return gaps;
    }

    /** How many nodes there should be. */
    int nodes(DemoPlan plan) {
        return plan.nodes() - left + replaced;
    }
}
