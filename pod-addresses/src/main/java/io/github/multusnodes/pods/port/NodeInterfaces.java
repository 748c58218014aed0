package io.github.multusnodes.pods.port;

import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.retry.CloudFailure;

import java.util.List;

/** The node's network interfaces as instance metadata shows them, without a call to EC2. */
public interface NodeInterfaces {

    /**
     * The id of the instance.
     *
     * @throws CloudFailure if metadata does not answer, or what nobody can read
     */
    String instanceId();

    /**
     * All interfaces; without the networks that they were made for. May lag behind EC2.
     *
     * @throws CloudFailure likewise
     */
    List<NodeEni> list();
}
