package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.assign.Result;

/** How the program ends. */
enum ExitCode {
    DONE(
            0,
            "EC2 and instance metadata show every address; or, at the end, all is given back; of an"
                    + " agent: it was told to end"),
    UNEXPECTED(1, "a defect of this program: see the log"),
    USAGE(2, "an argument or variable is wrong; nothing was done"),
    NO_INTERFACES(3, "the pod has not got its interfaces in time"),
    REFUSED(4, "an address belongs on no interface of the node, or may not be put there"),
    CALL_FAILED(5, "EC2 or instance metadata refuses a call for good"),
    OUT_OF_TIME(6, "not everything was confirmed in time");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(Result.Cause cause) {
        return switch (cause) {
            case NO_INTERFACES -> NO_INTERFACES;
            case REFUSED -> REFUSED;
            case CALL_FAILED -> CALL_FAILED;
            case OUT_OF_TIME -> OUT_OF_TIME;
        };
    }
}
