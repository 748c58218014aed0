package io.github.multusnodes.pods.port;

import io.github.multusnodes.pods.plan.NodeEni;

import java.util.List;

/** The node's network interfaces as instance metadata shows them, without a call to EC2. */
public interface NodeInterfaces {

    /** The id of the instance. */
    String instanceId();

    /** All interfaces; without the networks that they were made for. May lag behind EC2. */
    List<NodeEni> list();
}
