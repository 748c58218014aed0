package io.github.multusnodes.simulator.ec2;

import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Short names for the SDK's request parts. */
final class Sdk {

    private Sdk() {}

    static PrivateIpAddressSpecification secondary(String ip) {
        return PrivateIpAddressSpecification.builder().privateIpAddress(ip).build();
    }

    static PrivateIpAddressSpecification primary(String ip) {
        return PrivateIpAddressSpecification.builder().privateIpAddress(ip).primary(true).build();
    }

    static Ipv4PrefixSpecificationRequest prefix(String cidr) {
        return Ipv4PrefixSpecificationRequest.builder().ipv4Prefix(cidr).build();
    }

    static InstanceIpv6Address ipv6(String ip) {
        return InstanceIpv6Address.builder().ipv6Address(ip).build();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static TagSpecification tags(ResourceType type, Tag... tags) {
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }
}
