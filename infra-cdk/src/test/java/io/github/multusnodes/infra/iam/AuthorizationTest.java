package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What AWS asks policies for. */
class AuthorizationTest {

    private final Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1));
    private final String subnet = stage.grounds().networkSubnets().getFirst().getFirst();

    @Test
    void an_action_that_nobody_has_thought_of_is_an_error() {
        assertThatThrownBy(() -> asked("DetachNetworkInterface", Map.of("AttachmentId", "a")))
                .hasMessage("Say here what AWS asks policies for at DetachNetworkInterface");
    }

    @Test
    void a_creation_asks_for_the_interface_its_subnet_its_groups_and_its_tags() {
        List<Request> requests =
                asked(
                        "CreateNetworkInterface",
                        Map.of(
                                "SubnetId",
                                subnet,
                                "SecurityGroupId.1",
                                "sg-1",
                                "TagSpecification.1.ResourceType",
                                "network-interface",
                                "TagSpecification.1.Tag.1.Key",
                                "cnf",
                                "TagSpecification.1.Tag.1.Value",
                                "upf"));

        assertThat(requests)
                .extracting(its -> its.action() + " " + its.resource().split(":", 6)[5])
                .containsExactly(
                        "ec2:CreateNetworkInterface network-interface/*",
                        "ec2:CreateNetworkInterface subnet/" + subnet,
                        "ec2:CreateNetworkInterface security-group/sg-1",
                        "ec2:CreateTags network-interface/*");
        assertThat(requests.getLast().context())
                .containsEntry("aws:RequestTag/cnf", List.of("upf"))
                .containsEntry("ec2:CreateAction", List.of("CreateNetworkInterface"));
    }

    @Test
    void one_without_groups_asks_for_the_default_group_which_needs_a_policy_for_that() {
        List<Request> requests = asked("CreateNetworkInterface", Map.of("SubnetId", subnet));
        List<Request> group =
                requests.stream().filter(its -> its.has("ec2:SecurityGroupID")).toList();
        Facts named = new Facts(List.of(subnet), List.of("sg-1"), List.of(), false, false, false);

        assertThat(group).hasSize(1);
        assertThat(allows(named, group)).isFalse();
        assertThat(allows(named.withoutSecurityGroups(), group)).isTrue();
    }

    @Test
    void what_does_not_exist_has_no_tags_to_ask_by() {
        Authorization needs =
                Authorization.of(
                        stage.world(),
                        call(
                                "DeleteNetworkInterface",
                                Map.of("NetworkInterfaceId", "eni-0123456789abcdef0")));

        assertThat(needs.concernsWhatIsGone()).isTrue();
        assertThat(needs.requests())
                .singleElement()
                .satisfies(
                        its -> assertThat(its.context()).containsOnlyKeys("aws:RequestedRegion"));
    }

    private List<Request> asked(String action, Map<String, String> parameters) {
        return Authorization.of(stage.world(), call(action, parameters)).requests();
    }

    private static Call call(String action, Map<String, String> parameters) {
        return new Call(1, "launch-1", action, parameters);
    }

    private static boolean allows(Facts facts, List<Request> requests) {
        return List.of(Policies.of(facts), Policies.ofParameters(facts)).stream()
                .map(its -> its.getOrDefault("launch", new Policy(List.of())))
                .allMatch(its -> its.allows(requests));
    }
}
