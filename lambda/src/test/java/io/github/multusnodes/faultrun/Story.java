package io.github.multusnodes.faultrun;

import com.eclipsesource.json.Json;

import io.github.multusnodes.simulator.fault.RecordedCall;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What happened in a run, for people. */
final class Story {

    private record Line(Instant at, String text) {}

    private final Site site;
    private final Watch watch;

    Story(Site site, Watch watch) {
        this.site = site;
        this.watch = watch;
    }

    /** A number that two runs share if the same happened in both, in the same order. */
    int fingerprint() {
        return site.world().calls().all().stream().map(Story::told).toList().hashCode() * 31
                + watch.transitions().hashCode();
    }

    /** In order, in seconds from the start of the run. */
    List<String> lines() {
        Stream<Line> calls =
                site.world().calls().all().stream()
                        .filter(call -> call.call().changes() || !call.succeeded())
                        .map(call -> new Line(call.at().plus(call.took()), told(call)));
        Stream<Line> changes =
                watch.transitions().stream()
                        .map(its -> new Line(its.at(), its.instanceId() + " is " + its.to()));
        Stream<Line> runs =
                site.delivery().log().invocations().stream()
                        .map(
                                run ->
                                        new Line(
                                                run.end(),
                                                "%s ends (attempt %d, begun at %.1f): %s %s"
                                                        .formatted(
                                                                run.result().environment(),
                                                                run.attempt(),
                                                                seconds(run.start()),
                                                                run.result().outcome(),
                                                                run.result().text())));
        Stream<Line> deeds =
                site.outsider().done().stream().map(done -> new Line(done.at(), done.what()));
        Stream<Line> logged =
                site.crews().stream()
                        .flatMap(crew -> crew.lines().stream())
                        .filter(line -> line.contains("\"WARN\"") || line.contains("\"ERROR\""))
                        .map(line -> new Line(loggedAt(line), line));
        return Stream.of(calls, changes, runs, deeds, logged)
                .flatMap(lines -> lines)
                .sorted(Comparator.comparing(Line::at))
                .map(line -> "%8.1f  %s".formatted(seconds(line.at()), line.text()))
                .toList();
    }

    private static Instant loggedAt(String line) {
        return Instant.parse(Json.parse(line).asObject().getString("timestamp", ""));
    }

    private static String told(RecordedCall call) {
        return call.call().caller()
                + " "
                + call.call().action()
                + " "
                + call.call().parameters().entrySet().stream()
                        .filter(its -> !its.getKey().startsWith("TagSpecification"))
                        .sorted(Map.Entry.comparingByKey())
                        .map(Object::toString)
                        .toList()
                + ": "
                + call.outcome();
    }

    private double seconds(Instant at) {
        return Duration.between(site.start(), at).toMillis() / 1000.0;
    }
}
