package io.github.multusnodes.pods.metrics;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.retry.CloudFailure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what is asked of EC2; a list of several pages once. */
public final class CountedAssignments implements Assignments {

    private static final String DESCRIBE = "DescribeNetworkInterfaces";

    private final Assignments ec2;
    private final AgentMetrics metrics;

    public CountedAssignments(Assignments ec2, AgentMetrics metrics) {
        this.ec2 = ec2;
        this.metrics = metrics;
    }

    @Override
    public List<NodeEni> ofInstance(String instanceId) {
        return counted(DESCRIBE, () -> ec2.ofInstance(instanceId));
    }

    @Override
    public Map<Ip, Holder> holders(String subnetId, Collection<Ip> addresses) {
        return counted(DESCRIBE, () -> ec2.holders(subnetId, addresses));
    }

    @Override
    public void assignIpv4(String eniId, Collection<Ip> addresses, boolean reassign) {
        run("AssignPrivateIpAddresses", () -> ec2.assignIpv4(eniId, addresses, reassign));
    }

    @Override
    public void assignIpv6(String eniId, Collection<Ip> addresses) {
        run("AssignIpv6Addresses", () -> ec2.assignIpv6(eniId, addresses));
    }

    @Override
    public void unassign(String eniId, Collection<Ip> addresses) {
        boolean ipv4 = addresses.stream().anyMatch(each -> each.family() == Family.IPV4);
        run(
                ipv4 ? "UnassignPrivateIpAddresses" : "UnassignIpv6Addresses",
                () -> ec2.unassign(eniId, addresses));
    }

    private void run(String action, Runnable call) {
        counted(
                action,
                () -> {
                    call.run();
                    return true;
                });
    }

    private <T> T counted(String action, Supplier<T> call) {
        try {
            T answer = call.get();
            metrics.called(action, "ok");
            return answer;
        } catch (CloudFailure failure) {
            metrics.called(action, AgentMetrics.label(failure.kind()));
            throw failure;
        }
    }
}
