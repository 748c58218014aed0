package io.github.multusnodes.pods.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

class ReadinessTest {

    @Test
    void probes_are_let_in_again_and_again() throws IOException {
        int port = freePort();

        Readiness.tell(port);

        for (int probe = 0; probe < 3; probe++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.getInputStream().read()).as("it is closed").isEqualTo(-1);
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Readiness.tell(taken.getLocalPort()))
                    .hasMessage(
                            "Port %d cannot be opened (Address already in use): give --ready-port"
                                    + " one that is free",
                            taken.getLocalPort());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
