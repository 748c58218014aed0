package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

class AddressChoiceTest {

    private static final Territory ELEVEN_FREE =
            new Territory(List.of(AddressPool.ofSubnet(Cidr.parse("10.0.0.0/28"))));

    @Test
    void the_first_takes_the_lowest_address() {
        assertThat(AddressChoice.of(ELEVEN_FREE, 0, true))
                .isEqualTo(new AddressChoice.Take(Ip.parse("10.0.0.4")));
    }

    @Property
    void nodes_of_different_rank_never_meet_while_there_is_room(
            @ForAll @IntRange(min = 1, max = 11) int nodes) {
        Set<AddressChoice> taken = new HashSet<>();
        for (int rank = 0; rank < nodes; rank++) {
            taken.add(AddressChoice.of(ELEVEN_FREE, rank, true));
        }
        assertThat(taken).hasSize(nodes).allMatch(AddressChoice.Take.class::isInstance);
    }

    @Test
    void who_comes_after_the_last_address_lets_the_others_go_first() {
        assertThat(AddressChoice.of(ELEVEN_FREE, 11, true))
                .isInstanceOf(AddressChoice.WaitForOthers.class);
    }

    @Test
    void who_has_waited_long_enough_takes_the_last_address() {
        assertThat(AddressChoice.of(ELEVEN_FREE, 11, false))
                .isEqualTo(new AddressChoice.Take(Ip.parse("10.0.0.14")));
    }

    @Test
    void a_full_subnet_is_full_for_every_rank() {
        Territory none = ELEVEN_FREE.without(Set.of(), Set.of(Cidr.parse("10.0.0.0/28")));

        assertThat(AddressChoice.of(none, 0, true)).isInstanceOf(AddressChoice.Full.class);
        assertThat(AddressChoice.of(none, 5, false)).isInstanceOf(AddressChoice.Full.class);
    }
}
