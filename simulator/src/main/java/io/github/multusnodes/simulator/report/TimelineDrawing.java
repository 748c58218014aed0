package io.github.multusnodes.simulator.report;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** When each node went through its states and got its interfaces, as one drawing. */
final class TimelineDrawing {

    private static final double LEFT = 150;
    private static final double WIDTH = 730;
    private static final double RIGHT = 20;
    private static final double TOP = 24;
    private static final double STATE = 14;
    private static final double LANE = 7;
    private static final double GAP = 12;

    private final RunReport report;
    private final double origin;
    private final double perSecond;

    TimelineDrawing(RunReport report) {
        this.report = report;
        this.origin = Math.floor(seconds(start(report)));
        this.perSecond = WIDTH / Math.max(1, seconds(report.took()) - origin);
    }

    String svg() {
        StringBuilder body = new StringBuilder();
        double y = TOP;
        for (NodeReport node : report.nodes()) {
            y = node(body, node, y);
        }
        double width = LEFT + WIDTH + RIGHT;
        return "<svg class=\"timeline\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">"
                        .formatted(width, y, "Timeline of each node")
                + axis(y)
                + body
                + "</svg>";
    }

    private String axis(double bottom) {
        double total = seconds(report.took()) - origin;
        long step =
                List.of(1L, 2L, 5L, 10L, 20L, 60L, 120L).stream()
                        .filter(each -> total / each <= 14)
                        .findFirst()
                        .orElse(300L);
        StringBuilder axis = new StringBuilder();
        for (long second = 0; second <= total; second += step) {
            double x = LEFT + second * perSecond;
            String label = Math.round(origin + second) + " s";
            axis.append(
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"16\" y2=\"%.1f\"/>"
                            .formatted(x, x, bottom));
            axis.append(Html.text("tick", x, 11, label));
        }
        return axis.toString();
    }

    private double node(StringBuilder body, NodeReport node, double top) {
        body.append(Html.text("name", 0, top + 11, node.name() + "  " + node.zone()));
        List<NodeReport.Reached> states = node.states();
        for (int at = 0; at < states.size(); at++) {
            Duration until = at + 1 < states.size() ? states.get(at + 1).at() : report.took();
            NodeReport.Reached state = states.get(at);
            body.append(span(style(state.state()), state.at(), until, top, STATE, state.state()));
        }
        double y = top + STATE + 3;
        for (InterfaceReport each : node.interfaces()) {
            lane(body, each, y);
            y += LANE + 2;
        }
        return y + GAP;
    }

    private void lane(StringBuilder body, InterfaceReport each, double y) {
        String what = each.network() + " " + each.address() + ": ";
        body.append(Html.text("lane", LEFT - 70, y + LANE, each.network()));
        body.append(span("create", each.begun(), each.created(), y, LANE, what + "create"));
        body.append(span("attach", each.created(), each.attached(), y, LANE, what + "attach"));
        body.append(span("modify", each.attached(), each.ready(), y, LANE, what + "attributes"));
    }

    private String span(
            String style, Duration from, Duration to, double y, double height, String what) {
        double x = LEFT + (seconds(from) - origin) * perSecond;
        double width = Math.max(1, seconds(to.minus(from)) * perSecond - 1);
        String tip = "%s, %s s to %s s".formatted(what, Html.seconds(from), Html.seconds(to));
        return Html.rectangle(style, x, y, width, height, tip);
    }

    /** When the first node was launched: before that there is nothing to draw. */
    private static Duration start(RunReport report) {
        return report.nodes().stream()
                .flatMap(node -> node.states().stream())
                .map(NodeReport.Reached::at)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String style(String state) {
        return switch (state) {
            case "Pending:Wait" -> "wait";
            case "InService" -> "service";
            default -> "passing";
        };
    }
}
