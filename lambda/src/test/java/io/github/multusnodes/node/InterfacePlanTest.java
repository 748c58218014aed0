package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Refused.Reason;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class InterfacePlanTest {

    private static final String GROUP = "upf";
    private static final String NODE = "i-1";
    private static final Slot SLOT = new Slot(0, 1);
    private static final Network NETWORK =
            new Network(
                    "n3",
                    SLOT,
                    List.of("subnet-a"),
                    List.of(),
                    new AddressMode.Auto(List.of()),
                    new AddressMode.None(),
                    false,
                    Map.of());

    @Nested
    @DisplayName("given nothing of ours")
    class Nothing {

        @Test
        void an_interface_is_created() {
            assertThat(plan(List.of(), Map.of())).containsExactly(new Step.Create());
        }

        @Test
        void nothing_is_created_while_a_foreign_interface_holds_the_slot() {
            assertThatThrownBy(() -> plan(List.of(), Map.of(SLOT, "eni-foreign")))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .isEqualTo(Reason.DEVICE_INDEX_TAKEN))
                    .hasMessageContainingAll("n3", "eni-foreign", "device index 1", NODE);
        }

        @Test
        void a_foreign_interface_in_another_slot_does_not_matter() {
            assertThat(
                            plan(
                                    List.of(),
                                    Map.of(
                                            new Slot(0, 2),
                                            "eni-foreign",
                                            new Slot(1, 1),
                                            "eni-other")))
                    .containsExactly(new Step.Create());
        }
    }

    @Nested
    @DisplayName("given a network that delegates prefixes of both families")
    class Prefixes {

        private static final Network DELEGATING =
                new Network(
                        "n3",
                        SLOT,
                        List.of("subnet-a"),
                        List.of(),
                        new AddressMode.Auto(List.of()),
                        new AddressMode.None(),
                        new PodPrefixes(2, 1, List.of()),
                        false,
                        Map.of());

        @Test
        void what_lacks_is_delegated_one_family_after_the_other() {
            Eni none = complete();
            Eni some = none.delegated(List.of(Cidr.parse("10.0.0.16/28")));
            Eni ipv4 = some.delegated(List.of(Cidr.parse("10.0.0.32/28")));
            Eni all = ipv4.delegated(List.of(Cidr.parse("2001:db8:0:4:1::/80")));

            assertThat(steps(none)).containsExactly(step(none, Family.IPV4, 2));
            assertThat(steps(some)).containsExactly(step(some, Family.IPV4, 1));
            assertThat(steps(ipv4)).containsExactly(step(ipv4, Family.IPV6, 1));
            assertThat(steps(all)).isEmpty();
        }

        @Test
        void what_is_too_much_is_returned_one_by_one_the_highest_first() {
            Eni two =
                    complete()
                            .delegated(
                                    List.of(
                                            Cidr.parse("10.0.0.32/28"),
                                            Cidr.parse("10.0.0.16/28"),
                                            Cidr.parse("2001:db8:0:4:1::/80")));
            Eni four =
                    two.delegated(List.of(Cidr.parse("10.0.0.0/28"), Cidr.parse("10.0.0.128/28")));
            Eni ipv6 = two.delegated(List.of(Cidr.parse("2001:db8:0:4::/80")));

            assertThat(steps(two)).isEmpty();
            assertThat(steps(four)).containsExactly(returned(four, "10.0.0.128/28"));
            assertThat(steps(four.without(Cidr.parse("10.0.0.128/28"))))
                    .singleElement()
                    .extracting("prefix")
                    .hasToString("10.0.0.32/28");
            assertThat(steps(ipv6)).containsExactly(returned(ipv6, "2001:db8:0:4:1::/80"));
        }

        @Test
        void what_is_too_much_is_returned_before_more_is_delegated() {
            Eni eni =
                    complete()
                            .delegated(
                                    List.of(
                                            Cidr.parse("10.0.0.16/28"),
                                            Cidr.parse("10.0.0.32/28"),
                                            Cidr.parse("10.0.0.48/28")));

            assertThat(steps(eni)).containsExactly(returned(eni, "10.0.0.48/28"));
        }

        @Test
        void all_else_comes_first() {
            Eni eni = complete().checkingSourceDest(true);

            assertThat(steps(eni)).containsExactly(new Step.SetSourceDestCheck(eni, false));
        }

        private static Step step(Eni eni, Family family, int missing) {
            return new Step.DelegatePrefixes(eni, family, missing);
        }

        private static Step returned(Eni eni, String prefix) {
            return new Step.ReturnPrefix(eni, Cidr.parse(prefix));
        }

        private static List<Step> steps(Eni eni) {
            return InterfacePlan.steps(
                    GROUP, DELEGATING, NODE, List.of(eni), Map.of(SLOT, eni.id()));
        }

        private static Eni complete() {
            return new Eni(
                    "eni-1",
                    "subnet-a",
                    List.of(),
                    List.of(),
                    Optional.of(new Attachment("eni-attach-1", NODE, SLOT, true)),
                    false,
                    Tags.of(GROUP, NODE, DELEGATING));
        }
    }

    @Nested
    @DisplayName("given an unattached interface of ours")
    class Unattached {

        @Test
        void it_is_attached() {
            Eni eni = eni("eni-1", Optional.empty(), true);

            assertThat(plan(List.of(eni), Map.of())).containsExactly(new Step.Attach(eni));
        }

        @Test
        void the_lowest_of_several_is_attached_and_none_is_deleted_before_that_has_worked() {
            Eni first = eni("eni-1", Optional.empty(), true);
            Eni second = eni("eni-2", Optional.empty(), true);

            assertThat(plan(List.of(second, first), Map.of()))
                    .containsExactly(new Step.Attach(first));
        }
    }

    @Nested
    @DisplayName("given an attached interface of ours")
    class Attached {

        @Test
        void its_flags_are_set_if_they_are_not() {
            Eni eni = eni("eni-1", attachment(SLOT, false), true);

            assertThat(plan(List.of(eni), Map.of(SLOT, "eni-1")))
                    .containsExactlyInAnyOrder(
                            new Step.EndWithInstance(eni, eni.attachment().orElseThrow()),
                            new Step.SetSourceDestCheck(eni, false));
        }

        @Test
        void nothing_is_done_if_all_is_as_it_should_be() {
            Eni eni = eni("eni-1", attachment(SLOT, true), false);

            assertThat(plan(List.of(eni), Map.of(SLOT, "eni-1"))).isEmpty();
        }

        @Test
        void a_second_unattached_one_is_deleted() {
            Eni eni = eni("eni-2", attachment(SLOT, true), false);
            Eni surplus = eni("eni-1", Optional.empty(), true);

            assertThat(plan(List.of(surplus, eni), Map.of(SLOT, "eni-2")))
                    .containsExactly(new Step.DeleteSurplus(surplus));
        }

        @Test
        void one_in_another_slot_than_configured_is_refused() {
            Eni eni = eni("eni-1", attachment(new Slot(0, 2), true), false);

            assertThatThrownBy(() -> plan(List.of(eni), Map.of(new Slot(0, 2), "eni-1")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContainingAll("eni-1", "device index 2", "device index 1");
        }

        @Test
        void one_on_another_instance_is_left_alone() {
            Eni elsewhere =
                    eni(
                            "eni-1",
                            Optional.of(new Attachment("attach-1", "i-other", SLOT, true)),
                            false);

            assertThat(plan(List.of(elsewhere), Map.of())).containsExactly(new Step.Create());
        }
    }

    private static List<Step> plan(List<Eni> ours, Map<Slot, String> occupied) {
        return InterfacePlan.steps(GROUP, NETWORK, NODE, ours, occupied);
    }

    private static Optional<Attachment> attachment(Slot slot, boolean endsWithInstance) {
        return Optional.of(new Attachment("attach-1", NODE, slot, endsWithInstance));
    }

    private static Eni eni(String id, Optional<Attachment> attachment, boolean sourceDestCheck) {
        return new Eni(
                id,
                "subnet-a",
                List.of(),
                List.of(),
                attachment,
                sourceDestCheck,
                Tags.of(GROUP, NODE, NETWORK));
    }
}
