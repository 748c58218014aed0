package io.github.multusnodes.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BlockTest {

    @Test
    void a_block_is_written_as_it_was_read() {
        assertThat(Block.parse("10.0.4.0/24")).hasToString("10.0.4.0/24");
        assertThat(Block.parse("255.1.2.3")).hasToString("255.1.2.3/32");
    }

    @Test
    void the_upper_half_starts_in_the_middle() {
        assertThat(Block.parse("10.0.4.0/23").upperHalf()).hasToString("10.0.5.0/24");
    }

    @Test
    void what_is_no_block_is_refused_with_the_text() {
        assertThatThrownBy(() -> Block.parse("net1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"net1\" is not an IPv4 block: write one as 10.0.4.0/24");
    }
}
