package io.github.multusnodes.infra.iam;

import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.ec2.Ec2;

/** Where the simulated world is, but for the partition: another one shows that none is written. */
final class Account {

    static final String PARTITION = "aws-test";
    static final String REGION = AutoScaling.REGION;
    static final String ID = Ec2.OWNER_ID;

    private Account() {}

    static String arn(String service, String resource) {
        return String.join(":", "arn", PARTITION, service, REGION, ID, resource);
    }

    /** What kind of resource an ARN names. */
    static String kindOf(String arn) {
        return arn.equals("*") ? Reference.NONE : arn.split(":", 6)[5].split("[:/]", 2)[0];
    }
}
