package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.ec2.AttachRequest;
import io.github.multusnodes.simulator.state.ec2.Attachment;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

/** Attaching and detaching network interfaces. */
final class AttachmentActions {

    private final Ec2 ec2;

    AttachmentActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "AttachNetworkInterface", this::attach)
                .with(EC2, "DetachNetworkInterface", this::detach);
    }

    private Xml attach(Parameters request) {
        request.required("DeviceIndex");
        AttachRequest wanted =
                new AttachRequest(
                        request.required("NetworkInterfaceId"),
                        request.required("InstanceId"),
                        request.integer("DeviceIndex").orElseThrow(),
                        request.integer("NetworkCardIndex"));
        request.done();
        ec2.instances().require(wanted.instanceId());
        Attachment attachment = ec2.attachments().attach(wanted);
        return Xml.element("result")
                .add("attachmentId", attachment.id())
                .add("networkCardIndex", attachment.networkCardIndex());
    }

    /** {@code Force} makes no difference here: a guest that does not let go is not modelled. */
    private Xml detach(Parameters request) {
        String id = request.required("AttachmentId");
        request.bool("Force");
        request.done();
        ec2.attachments().detach(id);
        return Answers.done();
    }
}
