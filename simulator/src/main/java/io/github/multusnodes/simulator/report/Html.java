package io.github.multusnodes.simulator.report;

import java.time.Duration;
import java.util.Locale;

/** Small pieces of HTML and SVG. */
final class Html {

    private Html() {}

    /** Text in which nothing is markup. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Seconds with one digit after the point. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    /** A rectangle with a tooltip. */
    static String rectangle(
            String style, double x, double y, double width, double height, String tip) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">"
                        + "<title>%s</title></rect>",
                style,
                x,
                y,
                width,
                height,
                escape(tip));
    }

    /** A line of text in a drawing. */
    static String text(String style, double x, double y, String text) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                style,
                x,
                y,
                escape(text));
    }
}
