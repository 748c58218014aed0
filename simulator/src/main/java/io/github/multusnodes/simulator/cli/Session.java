package io.github.multusnodes.simulator.cli;

final class Session {
    Session(Options options, Console console) {}

    int run() {
        return 0;
    }
}
