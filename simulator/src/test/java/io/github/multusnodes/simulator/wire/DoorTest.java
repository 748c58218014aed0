package io.github.multusnodes.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

class DoorTest {

    private static final String EC2 = "2016-11-15";
    private static final String AUTO_SCALING = "2011-01-01";

    private final World<VirtualTimeline> world = World.virtual(Scenario.plain());

    @Test
    void an_ec2_answer_has_its_request_id_first_and_no_result_wrapper() throws IOException {
        Door.Answer answer = call("DescribeVpcs", EC2, Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .containsPattern(
                        "<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                                + "<requestId>[0-9a-f-]{36}</requestId>"
                                + "<vpcSet></vpcSet></DescribeVpcsResponse>");
    }

    @Test
    void an_ec2_error_has_ec2s_envelope() throws IOException {
        Door.Answer answer = call("DescribeVpcs", EC2, Map.of("VpcId.1", "vpc-0"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .containsPattern(
                        "<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>"
                                + "<Message>The vpc ID 'vpc-0' does not exist</Message></Error>"
                                + "</Errors><RequestID>[0-9a-f-]{36}</RequestID></Response>");
    }

    @Test
    void an_auto_scaling_error_has_auto_scalings_envelope() throws IOException {
        Door.Answer answer = call("MakeCoffee", AUTO_SCALING, Map.of());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .containsPattern(
                        "<ErrorResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\">"
                                + "<Error><Type>Sender</Type><Code>InvalidAction</Code>"
                                + "<Message>[^<]+</Message></Error>"
                                + "<RequestId>[0-9a-f-]{36}</RequestId></ErrorResponse>");
    }

    @Test
    void what_is_not_modelled_is_refused() throws IOException {
        assertThat(call("MakeCoffee", EC2, Map.of()).body())
                .contains("<Code>InvalidAction</Code>", "MakeCoffee");
        assertThat(call("DescribeVpcs", "1999-01-01", Map.of()).body())
                .contains("<Code>NoSuchVersion</Code>", "1999-01-01");
        assertThat(call("DescribeVpcs", EC2, Map.of("DryRun", "true")).body())
                .contains("<Code>UnknownParameter</Code>", "[DryRun]");
    }

    @Test
    void an_unknown_parameter_prevents_every_change() throws IOException {
        call("CreateVpc", EC2, Map.of("CidrBlock", "10.0.0.0/16", "Colour", "red"));
        assertThat(world.ec2().vpcs().directory().all()).isEmpty();
    }

    private Door.Answer call(String action, String version, Map<String, String> parameters)
            throws IOException {
        Map<String, String> form = new HashMap<>(parameters);
        form.put("Action", action);
        form.put("Version", version);
        return world.door().call("test", form);
    }
}
