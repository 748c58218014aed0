package io.github.multusnodes.simulator.state.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new instance shall be.
 *
 * @param securityGroups empty for the VPC's default group
 * @param privateIp absent for one of EC2's choice
 * @param tags of the instance; Auto Scaling adds {@code aws:autoscaling:groupName}
 * @param interfaceTags of its primary interface
 */
public record LaunchRequest(
        String type,
        String imageId,
        String subnetId,
        List<String> securityGroups,
        Optional<String> privateIp,
        Map<String, String> tags,
        Map<String, String> interfaceTags) {

    public LaunchRequest {
        securityGroups = List.copyOf(securityGroups);
        tags = Map.copyOf(tags);
        interfaceTags = Map.copyOf(interfaceTags);
    }

    /** An instance with what EC2 chooses and no tags. */
    public static LaunchRequest of(String type, String imageId, String subnetId) {
        return new LaunchRequest(
                type, imageId, subnetId, List.of(), Optional.empty(), Map.of(), Map.of());
    }

    /** The same with these security groups. */
    public LaunchRequest withSecurityGroups(List<String> groups) {
        return new LaunchRequest(type, imageId, subnetId, groups, privateIp, tags, interfaceTags);
    }

    /** The same with these tags on the instance and on its primary interface. */
    public LaunchRequest withTags(Map<String, String> its, Map<String, String> ofInterface) {
        return new LaunchRequest(
                type, imageId, subnetId, securityGroups, privateIp, its, ofInterface);
    }

    /** The same with this primary address. */
    public LaunchRequest withPrivateIp(Optional<String> address) {
        return new LaunchRequest(
                type, imageId, subnetId, securityGroups, address, tags, interfaceTags);
    }
}
