package io.github.multusnodes.pods.assign;

import io.github.multusnodes.retry.OutOfTime;

/** What a run makes of what it was stopped by. */
final class Failures {

    private Failures() {}

    static Result.Failed result(RuntimeException failure) {
        String text = String.valueOf(failure.getMessage());
        return switch (failure) {
            case Refused _ -> new Result.Failed(Result.Cause.REFUSED, text);
            case OutOfTime late when late.getCause() instanceof Refused ->
                    new Result.Failed(Result.Cause.REFUSED, text);
            case OutOfTime _ -> new Result.Failed(Result.Cause.OUT_OF_TIME, text);
            default -> new Result.Failed(Result.Cause.CALL_FAILED, text);
        };
    }
}
