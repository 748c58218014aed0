package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

/** The refusal of texts that are no CIDR block. */
final class Cidrs {

    private Cidrs() {}

    static Refusal malformed(String parameter, String text) {
        return Refusal.of(
                "InvalidParameterValue",
                "Value ("
                        + text
                        + ") for parameter "
                        + parameter
                        + " is invalid. This is not a valid CIDR block.");
    }
}
