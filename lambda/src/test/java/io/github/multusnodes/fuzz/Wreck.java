package io.github.multusnodes.fuzz;

import io.github.multusnodes.simulator.fault.Heard;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What becomes of an answer on its way.
 *
 * @param wrapping of the whole of it
 * @param changes of its body, before that
 */
record Wreck(Wrapping wrapping, List<Change> changes) implements UnaryOperator<Heard> {

    private static final String XML = "text/xml;charset=UTF-8";
    private static final String HTML =
            "<!DOCTYPE html><html><head><title>502</title></head><body><h1>Bad gateway<hr></html>";
    private static final String NO_CODE =
            "<Response><Errors><Error><Message>why</Message></Error></Errors></Response>";
    private static final String NEW_CODE =
            "<Response><Errors><Error><Code>Brand.New</Code><Message/></Error></Errors></Response>";

    enum Wrapping {
        NONE,
        OTHER_TYPE,
        NOTHING,
        GARBAGE,
        PAGE,
        HUGE,
        NO_CONTENT,
        MOVED,
        FAILED_WITH_GARBAGE,
        FAILED_WITH_PAGE,
        FAILED_WITH_ANSWER,
        REFUSED_WITHOUT_CODE,
        REFUSED_WITH_NEW_CODE,
        REFUSED_WITH_ANSWER,
        NOT_FOUND_WITHOUT_CODE,
        CONFLICT_WITHOUT_CODE,
        DENIED_WITH_PAGE,
        THROTTLED_WITH_PAGE
    }

    /** Answers of every kind, most of them changed and not replaced. */
    static Arbitrary<Wreck> any() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Wrapping.NONE)),
                                Tuple.of(1, Arbitraries.of(Wrapping.class))),
                        Arbitraries.frequencyOf(
                                        Tuple.of(5, Change.ofTrees()), Tuple.of(1, Change.any()))
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3))
                .as(Wreck::new);
    }

    @Override
    public Heard apply(Heard heard) {
        String type = heard.contentType();
        String body = Change.all(changes, heard.body());
        return switch (wrapping) {
            case NONE -> new Heard(heard.status(), type, body);
            case OTHER_TYPE -> new Heard(heard.status(), "application/octet-stream", body);
            case NOTHING -> new Heard(heard.status(), type, "");
            case GARBAGE -> new Heard(200, type, "\u0000\ufffd garbage");
            case PAGE -> new Heard(200, "text/html", HTML);
            case HUGE -> new Heard(200, type, body + " ".repeat(2_000_000));
            case NO_CONTENT -> new Heard(204, type, "");
            case MOVED -> new Heard(302, "text/html", HTML);
            case FAILED_WITH_GARBAGE -> new Heard(500, type, "{<garbage");
            case FAILED_WITH_PAGE -> new Heard(502, "text/html", HTML);
            case FAILED_WITH_ANSWER -> new Heard(503, type, body);
            case REFUSED_WITHOUT_CODE -> new Heard(400, XML, NO_CODE);
            case REFUSED_WITH_NEW_CODE -> new Heard(400, XML, NEW_CODE);
            case REFUSED_WITH_ANSWER -> new Heard(400, type, body);
            case NOT_FOUND_WITHOUT_CODE -> new Heard(404, XML, NO_CODE);
            case CONFLICT_WITHOUT_CODE -> new Heard(409, type, "{}");
            case DENIED_WITH_PAGE -> new Heard(403, "text/html", HTML);
            case THROTTLED_WITH_PAGE -> new Heard(429, "text/html", HTML);
        };
    }
}
