package io.github.multusnodes.simulator.ec2;

import io.github.multusnodes.simulator.state.ec2.AddressRequest;
import io.github.multusnodes.simulator.state.ec2.InterfaceRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests straight to the state, for numbers that would take the SDK too long. */
final class Bulk {

    private Bulk() {}

    static InterfaceRequest in(String subnet) {
        return new InterfaceRequest(
                subnet,
                "",
                "interface",
                List.of(),
                Optional.empty(),
                AddressRequest.none(),
                AddressRequest.none(),
                Map.of());
    }
}
