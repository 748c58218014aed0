package io.github.multusnodes.simulator.cli;

import java.net.URI;
import java.util.List;

/** Tells how to go on by hand with a simulator that stays up. */
record Serving(Console console, URI endpoint) {

    /** With functions that run by themselves. */
    void explain() {
        tell("New nodes get their interfaces as long as it is up.");
    }

    /**
     * With functions that only run when somebody invokes them.
     *
     * @param sweep the command that sweeps
     * @param stack the commands that do what a stack's custom resources ask for
     */
    void explain(String sweep, List<String> stack) {
        tell(
                """
                No function runs by itself: nodes wait for the commands above, which need the SAM CLI and
                Docker. A node that leaves shows its own, and the sweep brings all to an end that wait:

                  %s

                What a CloudFormation stack asks for, the functions of its custom resources do:

                  %s\
                """
                        .formatted(sweep, String.join("\n  ", stack)));
    }

    private void tell(String more) {
        console.line(
                """

                The simulator stays at %1$s until Ctrl-C. In another terminal:

                  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_REGION=%2$s
                  aws ec2 describe-network-interfaces --endpoint-url %1$s --filters Name=tag:multus-nodes/node-group,Values=%3$s
                  aws autoscaling describe-auto-scaling-groups --endpoint-url %1$s
                  aws autoscaling set-desired-capacity --endpoint-url %1$s --auto-scaling-group-name %3$s --desired-capacity 5

                %4$s\
                """
                        .formatted(endpoint, DemoPlan.REGION, DemoPlan.GROUP, more));
    }
}
