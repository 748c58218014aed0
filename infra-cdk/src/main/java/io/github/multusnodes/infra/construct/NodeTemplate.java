package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate.BlockDeviceMappingProperty;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate.EbsProperty;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate.IamInstanceProfileProperty;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate.LaunchTemplateDataProperty;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate.MetadataOptionsProperty;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate.TagSpecificationProperty;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;

/** What an instance of the node group is made of. */
record NodeTemplate(NodeGroupProps props) {

    CfnLaunchTemplate create(Construct scope, NodeAccess access, String userData) {
        List<String> securityGroups = new ArrayList<>(List.of(access.securityGroup()));
        securityGroups.addAll(props.extraSecurityGroupIds());
        return CfnLaunchTemplate.Builder.create(scope, "Template")
                .launchTemplateData(
                        LaunchTemplateDataProperty.builder()
                                .imageId(props.imageId())
                                .instanceType(props.instanceTypes().getFirst())
                                .keyName(props.keyPair().orElse(null))
                                .iamInstanceProfile(
                                        IamInstanceProfileProperty.builder()
                                                .arn(access.instanceProfile())
                                                .build())
                                .securityGroupIds(securityGroups)
                                .blockDeviceMappings(List.of(rootVolume()))
                                .metadataOptions(metadata())
                                .tagSpecifications(List.of(tagged("instance"), tagged("volume")))
                                .userData(Fn.base64(userData))
                                .build())
                .build();
    }

    private BlockDeviceMappingProperty rootVolume() {
        return BlockDeviceMappingProperty.builder()
                .deviceName("/dev/xvda")
                .ebs(
                        EbsProperty.builder()
                                .volumeType("gp3")
                                .volumeSize(props.volumeSizeGiB())
                                .encrypted(true)
                                .kmsKeyId(props.volumeKmsKey().orElse(null))
                                .deleteOnTermination(true)
                                .build())
                .build();
    }

    /**
     * Pods cannot take the node's role: they are a hop too far away. Where some are to read which
     * interface is which, all of them can.
     */
    private MetadataOptionsProperty metadata() {
        return MetadataOptionsProperty.builder()
                .httpTokens("required")
                .httpPutResponseHopLimit(props.podsReadMetadata() ? 2 : 1)
                .build();
    }

    private TagSpecificationProperty tagged(String resource) {
        return TagSpecificationProperty.builder()
                .resourceType(resource)
                .tags(
                        List.of(
                                CfnTag.builder()
                                        .key("multus-nodes/node-group")
                                        .value(props.nodeGroupName())
                                        .build()))
                .build();
    }
}
