package io.github.multusnodes.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.state.Refusal;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.Map;

class ParametersTest {

    @Test
    void lists_are_read_in_the_order_of_their_numbers() {
        Parameters request =
                new Parameters(Map.of("Id.10", "c", "Id.2", "b", "Id.1", "a", "Idle.1", "x"));
        assertThat(request.list("Id")).containsExactly("a", "b", "c");
    }

    @Test
    void structures_and_lists_of_structures_are_read_by_name() {
        Parameters request =
                new Parameters(
                        Map.of(
                                "Tag.1.Key", "k",
                                "Tag.1.Value", "v",
                                "Attachment.AttachmentId", "a",
                                "Ids.member.1", "m"));
        assertThat(request.structures("Tag").getFirst().required("Key")).isEqualTo("k");
        assertThat(request.structure("Attachment").required("AttachmentId")).isEqualTo("a");
        assertThat(request.members("Ids")).containsExactly("m");
    }

    @Test
    void what_nobody_read_is_refused_by_name() {
        Parameters request = new Parameters(Map.of("A", "1", "B.1.C", "2"));
        request.required("A");
        assertRefused(
                request::done,
                "UnknownParameter",
                "The parameters [B.1.C] are not recognized: the simulator does not model them");
        request.structures("B").getFirst().optional("C");
        request.done();
    }

    @Test
    void a_missing_parameter_is_named() {
        assertRefused(
                () -> new Parameters(Map.of("A", "")).required("A"),
                "MissingParameter",
                "The request must contain the parameter A");
    }

    @Test
    void numbers_and_truth_values_must_be_some() {
        Parameters request = new Parameters(Map.of("N", "x", "B", "yes", "M", "7", "T", "true"));
        assertThat(request.integer("M")).contains(7);
        assertThat(request.bool("T")).contains(true);
        assertRefused(
                () -> request.integer("N"),
                "InvalidParameterValue",
                "Value (x) for parameter N is invalid: give a whole number");
        assertRefused(
                () -> request.bool("B"),
                "InvalidParameterValue",
                "Value (yes) for parameter B is invalid: give true or false");
    }

    @Test
    void all_but_a_token_is_what_it_stands_for() {
        assertThat(new Parameters(Map.of("A", "1", "ClientToken", "t")).allBut("ClientToken"))
                .isEqualTo(Map.of("A", "1"));
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(Refusal.class)
                .hasMessage(message)
                .extracting("code")
                .isEqualTo(code);
    }
}
