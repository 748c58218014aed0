package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.List;
import java.util.Map;

/** The security groups. */
public final class SecurityGroups {

    private static final String DEFAULT = "default";

    private final Account account;
    private final Directory<SecurityGroup> directory;

    SecurityGroups(Account account) {
        this.account = account;
        this.directory = account.directory("InvalidGroup.NotFound", "security group");
    }

    /** All of them, by id. */
    public Directory<SecurityGroup> directory() {
        return directory;
    }

    /** Creates a group in a VPC that exists. */
    public SecurityGroup create(
            Vpc vpc, String name, String description, Map<String, String> tags) {
        boolean taken =
                directory.all().anyMatch(g -> g.vpcId().equals(vpc.id()) && g.name().equals(name));
        if (taken) {
            throw Refusal.of(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpc.id() + "'");
        }
        return put(vpc.id(), name, description, tags);
    }

    void createDefault(String vpcId) {
        put(vpcId, DEFAULT, "default VPC security group", Map.of());
    }

    /**
     * The groups that an interface in a VPC gets: the wanted ones, or the VPC's default group.
     *
     * @throws Refusal if one is unknown or belongs to another VPC
     */
    List<String> forInterface(String vpcId, List<String> wanted) {
        if (wanted.isEmpty()) {
            return directory
                    .all()
                    .filter(g -> g.vpcId().equals(vpcId) && g.name().equals(DEFAULT))
                    .map(SecurityGroup::id)
                    .toList();
        }
        for (String id : wanted) {
            if (!directory.existing(id).vpcId().equals(vpcId)) {
                throw Refusal.of(
                        "InvalidParameterValue",
                        "You have specified two resources that belong to different networks.");
            }
        }
        return wanted.stream().distinct().toList();
    }

    /** Deletes a group that no interface uses. */
    void delete(SecurityGroup group) {
        if (group.name().equals(DEFAULT)) {
            throw Refusal.of(
                    "CannotDelete",
                    "the specified group: \""
                            + group.id()
                            + "\" name: \"default\" cannot be deleted by a user");
        }
        directory.remove(group.id());
    }

    private SecurityGroup put(
            String vpcId, String name, String description, Map<String, String> tags) {
        SecurityGroup group =
                new SecurityGroup(account.ids().next("sg"), vpcId, name, description, tags);
        directory.put(group.id(), group);
        return group;
    }
}
