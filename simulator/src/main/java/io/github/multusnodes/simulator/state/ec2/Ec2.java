package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.time.Timeline;

/** EC2 of one account in one Region. For one thread: whoever calls holds the world's lock. */
public final class Ec2 {

    /** The account that owns everything. */
    public static final String OWNER_ID = "123456789012";

    private final InstanceTypes instanceTypes = new InstanceTypes();
    private final SecurityGroups securityGroups;
    private final Vpcs vpcs;
    private final Reservations reservations;
    private final Subnets subnets;
    private final NetworkInterfaces networkInterfaces;
    private final Attachments attachments;
    private final Instances instances;
    private final LaunchTemplates launchTemplates;
    private final AddressAssignments addressAssignments;
    private final Deletions deletions;
    private final Tags tags;
    private final ClientTokens clientTokens = new ClientTokens();

    public Ec2(Timeline timeline, Schedule schedule, Ids ids, Scenario scenario) {
        Account account = new Account(timeline, schedule, ids, scenario);
        Directory<Instance> byId = account.directory("InvalidInstanceID.NotFound", "instance ID");
        AddressLimits limits = new AddressLimits(byId, instanceTypes);
        securityGroups = new SecurityGroups(account);
        vpcs = new Vpcs(account, securityGroups);
        reservations = new Reservations(account);
        subnets = new Subnets(account, reservations);
        networkInterfaces =
                new NetworkInterfaces(
                        account,
                        account.directory(
                                "InvalidNetworkInterfaceID.NotFound", "networkInterface ID"),
                        subnets,
                        securityGroups,
                        limits);
        attachments =
                new Attachments(
                        account, networkInterfaces, byId, new AttachRules(instanceTypes, limits));
        instances =
                new Instances(
                        account, byId, instanceTypes, subnets, networkInterfaces, attachments);
        launchTemplates = new LaunchTemplates(account);
        addressAssignments = new AddressAssignments(networkInterfaces, subnets, limits);
        deletions = new Deletions(subnets, securityGroups, networkInterfaces);
        tags = taggable(byId);
    }

    private Tags taggable(Directory<Instance> byId) {
        return new Tags()
                .with("vpc", vpcs.directory(), Vpc::tags, Vpc::withTags)
                .with("subnet", subnets.directory(), Subnet::tags, Subnet::withTags)
                .with("scr", reservations.directory(), Reservation::tags, Reservation::withTags)
                .with(
                        "sg",
                        securityGroups.directory(),
                        SecurityGroup::tags,
                        SecurityGroup::withTags)
                .with(
                        "eni",
                        networkInterfaces.directory(),
                        NetworkInterface::tags,
                        NetworkInterface::withTags)
                .with("i", byId, Instance::tags, Instance::withTags)
                .with(
                        "lt",
                        launchTemplates.directory(),
                        LaunchTemplate::tags,
                        LaunchTemplate::withTags);
    }

    /** The VPCs. */
    public Vpcs vpcs() {
        return vpcs;
    }

    /** The subnets. */
    public Subnets subnets() {
        return subnets;
    }

    /** The CIDR reservations of subnets. */
    public Reservations reservations() {
        return reservations;
    }

    /** The security groups. */
    public SecurityGroups securityGroups() {
        return securityGroups;
    }

    /** The network interfaces. */
    public NetworkInterfaces networkInterfaces() {
        return networkInterfaces;
    }

    /** Which interface is on which instance. */
    public Attachments attachments() {
        return attachments;
    }

    /** The instances. */
    public Instances instances() {
        return instances;
    }

    /** The instance types there are. */
    public InstanceTypes instanceTypes() {
        return instanceTypes;
    }

    /** The launch templates. */
    public LaunchTemplates launchTemplates() {
        return launchTemplates;
    }

    /** Addresses that interfaces get and give back after birth. */
    public AddressAssignments addressAssignments() {
        return addressAssignments;
    }

    /** Deleting what other things may depend on. */
    public Deletions deletions() {
        return deletions;
    }

    /** The tags of everything. */
    public Tags tags() {
        return tags;
    }

    /** The client tokens used so far. */
    public ClientTokens clientTokens() {
        return clientTokens;
    }
}
