package io.github.multusnodes.simulator.cli;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import java.net.URI;
import java.util.Map;

/** Tells how to go on by hand with a simulator that stays up. */
record Serving(Console console, URI endpoint, Map<String, String> environment) {

    void explain() {
        JsonObject variables = new JsonObject();
        environment.forEach(variables::add);
        console.line(
                """

                The simulator stays at %1$s until Ctrl-C. In another terminal:

                  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_REGION=%2$s
                  aws ec2 describe-network-interfaces --endpoint-url %1$s --filters Name=tag:multus-nodes/node-group,Values=%3$s
                  aws autoscaling describe-auto-scaling-groups --endpoint-url %1$s
                  aws autoscaling set-desired-capacity --endpoint-url %1$s --auto-scaling-group-name %3$s --desired-capacity 5

                New nodes get their interfaces as long as it is up. To run the function in a container:
                put this into env.json, and call "sam local invoke ... --docker-network host --env-vars env.json"

                  %4$s
                """
                        .formatted(
                                endpoint,
                                DemoPlan.REGION,
                                DemoPlan.GROUP,
                                Json.object().add("Parameters", variables))
                        .stripTrailing());
    }
}
