package io.github.multusnodes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines over two axes, as SVG. Lines differ by dashes as well as by colours, and the colours are
 * those of Okabe and Ito, which everybody can tell apart. A legend stands above, in rows of two.
 */
final class Chart {

    static final String BLUE = "#0072b2";
    static final String ORANGE = "#e69f00";
    static final String GREEN = "#009e73";
    static final String RED = "#d55e00";
    static final String GREY = "#94a3b8";

    private static final double WIDTH = 960;
    private static final double LEFT = 70;
    private static final double RIGHT = 30;
    private static final double PLOT = 340;
    private static final double ROW = 22;
    private static final double COLUMN = 430;

    private final String title;
    private final String about;
    private final Axis x;
    private final Axis y;
    private final List<Line> lines = new ArrayList<>();

    /**
     * An axis.
     *
     * @param ticks where labels stand; the first and the last are its ends
     * @param logarithmic whether equal steps are equal factors; then what is below the first tick
     *     is drawn there
     */
    record Axis(String label, List<Double> ticks, boolean logarithmic) {

        /** Where a value lies between the ends, from 0 to 1. */
        double place(double value) {
            double held = Math.clamp(value, ticks.getFirst(), ticks.getLast());
            return (scaled(held) - scaled(ticks.getFirst()))
                    / (scaled(ticks.getLast()) - scaled(ticks.getFirst()));
        }

        private double scaled(double value) {
            return logarithmic ? Math.log10(value) : value;
        }
    }

    /** A point of a line. */
    record Point(double x, double y) {}

    /**
     * A line.
     *
     * @param dashes as SVG has them; {@code none} for a whole line
     * @param marked whether its points are marked
     */
    record Line(String label, String colour, String dashes, boolean marked, List<Point> points) {}

    /**
     * @param about the same in words, for those who cannot see it
     */
    Chart(String title, String about, Axis x, Axis y) {
        this.title = title;
        this.about = about;
        this.x = x;
        this.y = y;
    }

    Chart with(Line line) {
        lines.add(line);
        return this;
    }

    String svg() {
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img" aria-labelledby="title desc" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif">
          <title id="title">%s</title>
          <desc id="desc">%s</desc>
          <style>
            .title { font-size: 17px; font-weight: 600; fill: #0f172a; }
            .text { font-size: 13px; fill: #334155; }
            .grid { stroke: #e2e8f0; stroke-width: 1; }
            .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
          </style>
          <rect width="%.0f" height="%.0f" fill="#ffffff"/>
        """
                        .formatted(WIDTH, height(), title, about, WIDTH, height())
                + text(LEFT, 30, "title", "start", title)
                + legend()
                + grid()
                + lines.stream().map(this::drawn).collect(Collectors.joining())
                + "</svg>\n";
    }

    private double top() {
        return 62 + ROW * Math.ceilDiv(lines.size(), 2);
    }

    private double height() {
        return top() + PLOT + 62;
    }

    private String legend() {
        StringBuilder legend = new StringBuilder();
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            double left = LEFT + COLUMN * (at % 2);
            double middle = 54 + ROW * Math.floorDiv(at, 2);
            legend.append(stroke(line, "M%s %sh36".formatted(figure(left), figure(middle))));
            if (line.marked()) {
                legend.append(mark(line, left + 18, middle));
            }
            legend.append(text(left + 46, middle + 4.5, "text", "start", line.label()));
        }
        return legend.toString();
    }

    private String grid() {
        StringBuilder grid = new StringBuilder();
        double bottom = top() + PLOT;
        for (double tick : y.ticks()) {
            double height = down(tick);
            grid.append(rule(LEFT, height, WIDTH - RIGHT, height));
            grid.append(text(LEFT - 8, height + 4.5, "text", "end", label(tick)));
        }
        for (double tick : x.ticks()) {
            double across = across(tick);
            grid.append(rule(across, top(), across, bottom));
            grid.append(text(across, bottom + 20, "text", "middle", label(tick)));
        }
        double middle = LEFT + (WIDTH - LEFT - RIGHT) / 2;
        grid.append(text(middle, bottom + 46, "text", "middle", x.label()));
        grid.append(
                "  <text class=\"text\" text-anchor=\"middle\" transform=\"translate(20 %s) rotate(-90)\">%s</text>\n"
                        .formatted(figure(top() + PLOT / 2), y.label()));
        return grid.toString();
    }

    private String drawn(Line line) {
        String path =
                line.points().stream()
                        .map(point -> figure(across(point.x())) + " " + figure(down(point.y())))
                        .collect(Collectors.joining("L", "M", ""));
        StringBuilder drawn = new StringBuilder(stroke(line, path));
        if (line.marked()) {
            line.points()
                    .forEach(point -> drawn.append(mark(line, across(point.x()), down(point.y()))));
        }
        return drawn.toString();
    }

    private double across(double value) {
        return LEFT + x.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double down(double value) {
        return top() + PLOT - y.place(value) * PLOT;
    }

    private static String stroke(Line line, String path) {
        return "  <path class=\"line\" stroke=\"%s\" stroke-dasharray=\"%s\" d=\"%s\"/>\n"
                .formatted(line.colour(), line.dashes(), path);
    }

    private static String mark(Line line, double x, double y) {
        return "  <circle fill=\"%s\" cx=\"%s\" cy=\"%s\" r=\"4.5\"/>\n"
                .formatted(line.colour(), figure(x), figure(y));
    }

    private static String rule(double fromX, double fromY, double toX, double toY) {
        return "  <path class=\"grid\" d=\"M%s %sL%s %s\"/>\n"
                .formatted(figure(fromX), figure(fromY), figure(toX), figure(toY));
    }

    private static String text(double x, double y, String style, String anchor, String text) {
        return "  <text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(style, figure(x), figure(y), anchor, text);
    }

    private static String label(double tick) {
        return tick == Math.rint(tick) ? String.valueOf((long) tick) : String.valueOf(tick);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
