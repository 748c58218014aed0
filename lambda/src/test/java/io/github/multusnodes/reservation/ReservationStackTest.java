package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.ec2.Reservation;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What becomes of reservations when a stack is created, updated and deleted. */
class ReservationStackTest {

    private final StackStage stage = StackStage.open(Scenario.realistic());
    private final CustomResource stack = stage.stack("upf");

    @Test
    void a_created_stack_has_its_reservations_in_both_subnets_and_families() {
        stack.create(
                stage.properties(
                        "10.0.0.64/26 explicit",
                        "10.0.0.128/26 prefix",
                        "1 10.0.1.0/28 explicit",
                        "2600:1f14:0:100:1::/80 prefix"));
        stage.untilSettled(stack);

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stage.reserved())
                .containsExactly(
                        "10.0.0.128/26 prefix",
                        "10.0.0.64/26 explicit",
                        "10.0.1.0/28 explicit",
                        "2600:1f14:0:100:1::/80 prefix");
        assertThat(stack.physicalId()).matches("multus-nodes-reservations-[0-9a-f]{16}");
        assertThat(stack.data())
                .isEqualTo(
                        Map.of(
                                "Count",
                                "4",
                                "ReservationIds",
                                String.join(
                                        ",", stage.all().stream().map(Reservation::id).toList())));
    }

    @Test
    void each_reservation_is_born_with_its_owner_its_name_and_the_stacks_claim() {
        stack.create(stage.properties("10.0.0.64/26 explicit"));
        stage.untilSettled(stack);

        Reservation made = stage.all().getFirst();
        String id = stack.physicalId().substring("multus-nodes-reservations-".length());
        assertThat(made.tags())
                .isEqualTo(
                        Map.of(
                                "multus-nodes/node-group",
                                "upf",
                                "Name",
                                "upf-10.0.0.64/26",
                                "multus-nodes/claim/" + id,
                                "upf/Reservations"));
        assertThat(made.description()).contains("multus-nodes upf");
        assertThat(actions()).containsExactly("CreateSubnetCidrReservation");
    }

    @Test
    void a_description_of_the_template_is_kept() {
        stack.create(
                """
                {"NodeGroup":"upf","Reservations":[{"SubnetId":"%s","Cidr":"10.0.0.64/26",
                 "Type":"explicit","Description":"pods of the UPF"}]}
                """
                        .formatted(stage.subnet(0)));
        stage.untilSettled(stack);

        assertThat(stage.all().getFirst().description()).contains("pods of the UPF");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "it grows            | 10.0.0.64/28 explicit | 10.0.0.64/26 explicit",
                "two become one      | 10.0.0.64/27 explicit;10.0.0.96/27 prefix | 10.0.0.64/26"
                        + " explicit",
                "it shrinks          | 10.0.0.64/26 explicit | 10.0.0.80/28 explicit",
                "one becomes two     | 10.0.0.64/26 explicit | 10.0.0.64/27 explicit;10.0.0.96/28"
                        + " prefix",
                "it moves            | 10.0.0.64/26 explicit | 10.0.0.128/26 explicit",
                "it changes subnets  | 10.0.0.64/26 explicit | 1 10.0.1.64/26 explicit",
                "it changes its type | 10.0.0.64/26 explicit | 10.0.0.64/26 prefix",
                "two swap their types| 10.0.0.64/27 explicit;10.0.0.96/27 prefix | 10.0.0.64/27"
                        + " prefix;10.0.0.96/27 explicit",
                "one more            | 10.0.0.64/26 explicit | 10.0.0.64/26 explicit;10.0.0.0/28"
                        + " prefix",
                "all leave           | 10.0.0.64/26 explicit | ''"
            })
    void an_update_brings_what_is_there_to_what_is_wanted_in_one_go(
            String name, String before, String after) {
        stack.create(stage.properties(wishes(before)));
        stage.untilSettled(stack);
        String physicalId = stack.physicalId();

        stack.update(stage.properties(wishes(after)));
        stage.untilSettled(stack);

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(stage.reserved())
                .containsExactlyInAnyOrder(
                        List.of(wishes(after)).stream()
                                .map(wish -> wish.replaceFirst("^1 ", ""))
                                .toArray(String[]::new));
        assertThat(stack.physicalId()).isEqualTo(physicalId);
        assertThat(stack.data()).containsEntry("Count", "" + wishes(after).length);
    }

    @Test
    void what_moves_is_protected_at_its_new_place_before_the_old_one_goes() {
        stack.create(stage.properties("10.0.0.64/26 explicit"));
        stage.untilSettled(stack);
        stage.calls().clear();

        stack.update(stage.properties("10.0.0.128/26 explicit"));
        stage.untilSettled(stack);

        assertThat(actions())
                .containsExactly("CreateSubnetCidrReservation", "DeleteSubnetCidrReservation");
    }

    @Test
    void an_update_that_changes_nothing_calls_nothing_that_changes() {
        stack.create(stage.properties("10.0.0.64/26 explicit"));
        stage.untilSettled(stack);
        stage.calls().clear();

        stack.update(stage.properties("10.0.0.64/26 explicit"));
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(actions()).isEmpty();
    }

    @Test
    void a_deleted_stack_leaves_nothing() {
        stack.create(stage.properties("10.0.0.64/26 explicit", "1 10.0.1.64/26 prefix"));
        stage.untilSettled(stack);

        stack.delete();
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(stage.reserved()).isEmpty();
    }

    @Test
    void a_stack_whose_subnet_was_deleted_before_can_be_deleted() {
        stack.create(stage.properties("10.0.0.64/26 explicit"));
        stage.untilSettled(stack);
        Reservation made = stage.all().getFirst();
        stage.ec2().deleteSubnetCidrReservation(r -> r.subnetCidrReservationId(made.id()));
        stage.ec2().deleteSubnet(r -> r.subnetId(stage.subnet(0)));

        stack.delete();
        stage.untilSettled(stack);

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.DELETE_COMPLETE);
    }

    @Test
    void an_equal_reservation_of_somebody_else_is_used_and_never_touched() {
        String foreign = stage.reserve("10.0.0.64/26", "explicit").subnetCidrReservationId();
        List<String> before = stage.picture();

        stack.create(stage.properties("10.0.0.64/26 explicit"));
        stage.untilSettled(stack);
        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stack.data()).containsEntry("ReservationIds", foreign);
        stack.update(stage.properties());
        stage.untilSettled(stack);
        stack.delete();
        stage.untilSettled(stack);

        assertThat(actions()).isEmpty();
        assertThat(stage.picture()).isEqualTo(before);
    }

    @Test
    void whatever_is_in_the_way_is_told_at_once_and_nothing_is_changed() {
        String foreign = stage.reserve("10.0.0.64/26", "explicit").subnetCidrReservationId();
        CustomResource other = stage.stack("smf");
        other.create(stage.properties("10.0.0.128/28 prefix"));
        stage.untilSettled(other);
        String shared = stage.all().getLast().id();
        List<String> before = stage.picture();

        stack.create(
                stage.properties(
                        "10.0.0.0/28 explicit",
                        "10.0.0.64/26 prefix",
                        "10.0.0.128/26 explicit",
                        "10.0.1.0/28 explicit",
                        "2600:1f14:0:101::/80 prefix"));
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.ROLLBACK_COMPLETE);
        assertThat(stack.reason())
                .isEqualTo(
                        """
                        INVALID_PROPERTIES: 2 of the properties cannot be used:
                          - ResourceProperties.Reservations[3].Cidr is 10.0.1.0/28; allowed: a block inside of %1$s, which is 10.0.0.0/24. Move it into the subnet.
                          - ResourceProperties.Reservations[4].Cidr is 2600:1f14:0:101::/80; allowed: a block inside of %1$s, which is 2600:1f14:0:100::/64. Move it into the subnet.
                        Nothing was changed.\
                        """
                                .formatted(stage.subnet(0)));

        CustomResource again = stage.stack("amf");
        again.create(
                stage.properties(
                        "10.0.0.0/28 explicit", "10.0.0.64/26 prefix", "10.0.0.128/26 explicit"));
        stage.untilSettled(again);

        assertThat(again.reason())
                .isEqualTo(
                        """
                        RESERVATION_CONFLICT: 2 of the properties cannot be used:
                          - ResourceProperties.Reservations[1].Type is prefix; allowed: nothing that collides with %1$s (10.0.0.64/26, explicit) of %3$s, which none of our stacks made. Delete it, or name exactly its CIDR and type: then it is used as it is.
                          - ResourceProperties.Reservations[2].Cidr is 10.0.0.128/26; allowed: nothing that collides with %2$s (10.0.0.128/28, prefix) of %3$s, which stack resource smf/Reservations made. Choose another range, name exactly its CIDR and type to share it, or change the other stack first.
                        Nothing was changed.\
                        """
                                .formatted(foreign, shared, stage.subnet(0)));
        assertThat(stage.picture()).isEqualTo(before);
    }

    @Test
    void subnets_that_do_not_exist_are_told_all_at_once() {
        stack.create(
                """
                {"NodeGroup":"upf","Reservations":[
                 {"SubnetId":"subnet-0a","Cidr":"10.0.0.64/26","Type":"explicit"},
                 {"SubnetId":"subnet-0b","Cidr":"10.0.0.64/26","Type":"explicit"}]}
                """);
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.ROLLBACK_COMPLETE);
        assertThat(stack.reason())
                .startsWith("INVALID_PROPERTIES: 2 of the properties cannot be used:\n")
                .contains(
                        "ResourceProperties.Reservations[0].SubnetId is subnet-0a; allowed: a"
                                + " subnet of this account and Region. Copy the id from EC2")
                .contains("ResourceProperties.Reservations[1].SubnetId is subnet-0b");
    }

    @Test
    void a_subnet_without_the_family_is_told() {
        String vpc = stage.ec2().createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
        String subnet =
                stage.ec2()
                        .createSubnet(r -> r.vpcId(vpc).cidrBlock("10.1.0.0/24"))
                        .subnet()
                        .subnetId();
        stack.create(
                """
                {"NodeGroup":"upf","Reservations":[
                 {"SubnetId":"%s","Cidr":"2600:1f14::/80","Type":"prefix"}]}
                """
                        .formatted(subnet));
        stage.untilSettled(stack);

        assertThat(stack.reason())
                .contains(
                        "Reservations[0].Cidr is 2600:1f14::/80; allowed: a block of "
                                + subnet
                                + ", which has no IPv6. Give the subnet such a block first");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 14})
    void readers_that_lag_do_no_harm(int lagSeconds) {
        StackStage lagging =
                StackStage.open(Scenario.realistic().withLag(Duration.ofSeconds(lagSeconds)));
        CustomResource its = lagging.stack("upf");
        its.create(lagging.properties("10.0.0.64/26 explicit", "10.0.0.0/28 explicit"));
        lagging.untilSettled(its);
        assertThat(its.status()).as(its.reason()).isEqualTo(Status.CREATE_COMPLETE);

        its.update(lagging.properties("10.0.0.64/27 prefix", "10.0.0.0/28 explicit"));
        lagging.untilSettled(its);
        assertThat(its.status()).as(its.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(lagging.reserved())
                .containsExactly("10.0.0.0/28 explicit", "10.0.0.64/27 prefix");

        its.delete();
        lagging.untilSettled(its);
        assertThat(lagging.reserved()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_was_made_a_moment_ago_is_deleted_although_readers_do_not_see_it_yet(long seed) {
        StackStage lagging =
                StackStage.open(
                        Scenario.realistic().withSeed(seed).withLag(Duration.ofSeconds(14)));
        CustomResource its = lagging.stack("upf");
        its.create(lagging.properties("10.0.0.64/26 explicit", "10.0.0.0/28 explicit"));
        lagging.untilSettled(its);

        its.delete();
        lagging.untilSettled(its);

        assertThat(its.status()).as(its.reason()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(lagging.reserved()).isEmpty();
    }

    private List<String> actions() {
        return stage.changes().stream().map(RecordedCall::call).map(call -> call.action()).toList();
    }

    private static String[] wishes(String text) {
        return text.isBlank() ? new String[0] : text.strip().split(";", -1);
    }
}
