package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

/** Deleting what other things may still depend on. */
public final class Deletions {

    private final Subnets subnets;
    private final SecurityGroups securityGroups;
    private final NetworkInterfaces interfaces;

    Deletions(Subnets subnets, SecurityGroups securityGroups, NetworkInterfaces interfaces) {
        this.subnets = subnets;
        this.securityGroups = securityGroups;
        this.interfaces = interfaces;
    }

    /** Deletes a subnet without interfaces, and its CIDR reservations. */
    public void subnet(String id) {
        subnets.directory().require(id);
        if (interfaces.directory().all().anyMatch(its -> its.subnetId().equals(id))) {
            throw Refusal.of(
                    "DependencyViolation",
                    "The subnet '" + id + "' has dependencies and cannot be deleted.");
        }
        subnets.delete(id);
    }

    /** Deletes a security group that no interface uses. */
    public void securityGroup(String id) {
        SecurityGroup group = securityGroups.directory().require(id);
        if (interfaces.directory().all().anyMatch(its -> its.groups().contains(id))) {
            throw Refusal.of("DependencyViolation", "resource " + id + " has a dependent object");
        }
        securityGroups.delete(group);
    }
}
