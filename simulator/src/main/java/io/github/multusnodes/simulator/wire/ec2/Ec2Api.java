package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.wire.Api;

/** Every simulated action of EC2. */
public final class Ec2Api {

    private Ec2Api() {}

    /** Makes the API answer EC2's actions. */
    public static void register(Api api, Ec2 ec2) {
        InterfaceXml interfaceXml = new InterfaceXml(ec2);
        InstanceXml instanceXml = new InstanceXml(ec2, interfaceXml);
        new VpcActions(ec2).register(api);
        new SubnetActions(ec2).register(api);
        new ReservationActions(ec2).register(api);
        new SecurityGroupActions(ec2).register(api);
        new InstanceTypeActions(ec2).register(api);
        new InstanceActions(ec2, instanceXml).register(api);
        new RunInstances(ec2, instanceXml).register(api);
        new InterfaceActions(ec2, interfaceXml).register(api);
        new AttachmentActions(ec2).register(api);
        new AddressActions(ec2).register(api);
        new TagActions(ec2).register(api);
        new LaunchTemplateActions(ec2).register(api);
    }
}
