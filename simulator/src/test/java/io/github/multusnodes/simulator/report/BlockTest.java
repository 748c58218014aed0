package io.github.multusnodes.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {

    @Test
    void a_block_is_written_as_it_was_read() {
        assertThat(Block.parse("10.0.4.0/24")).hasToString("10.0.4.0/24");
        assertThat(Block.parse("255.1.2.3")).hasToString("255.1.2.3/32");
        assertThat(Block.parse("2001:db8::/64")).hasToString("2001:db8::/64");
        assertThat(Block.parse("2001:db8::4")).hasToString("2001:db8::4/128");
    }

    @Test
    void the_upper_half_starts_in_the_middle() {
        assertThat(Block.parse("10.0.4.0/23").upperHalf()).hasToString("10.0.5.0/24");
        assertThat(Block.parse("2001:db8::/64").upperHalf()).hasToString("2001:db8:0:0:8000::/65");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net1", "10.0.4.0/33", "10.0.4.0/", "10.0.4.256", "2001:db8::/129"})
    void what_is_no_block_is_refused_with_the_text(String text) {
        assertThatThrownBy(() -> Block.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"" + text + "\" is no block: write one as 10.0.4.0/24 or 2001:db8::/64");
    }
}
