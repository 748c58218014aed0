package io.github.multusnodes.pods.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** A port that is open once every address is in its place, for a startup probe. */
final class Readiness {

    private Readiness() {}

    /**
     * Opens the port until the process ends.
     *
     * @throws PortTaken if it cannot
     */
    static void tell(int port) {
        try {
            ServerSocket door = new ServerSocket(port);
            Thread.ofPlatform().daemon().name("ready").start(() -> answer(door));
        } catch (IOException taken) {
            throw new PortTaken(port, Option.READY_PORT, taken);
        }
    }

    /** To be let in is all that a probe wants. */
    private static void answer(ServerSocket door) {
        try (door) {
            while (true) {
                door.accept().close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
