package io.github.multusnodes.simulator.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as one self-contained page: it loads nothing from anywhere. */
public final class HtmlReport {

    private HtmlReport() {}

    /** The whole page. */
    public static String render(RunReport report) {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Multus Nodes: %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
                .formatted(Html.escape(report.title()), styles(), body(report));
    }

    private static String body(RunReport report) {
        return """
        <header>
        <p class="product">Multus Nodes</p>
        <h1>%s</h1>
        %s</header>
        %s<section>
        <h2>Timeline</h2>
        <p class="legend">%s</p>
        <div class="scroll">%s</div>
        </section>
        <section>
        <h2>Interfaces</h2>
        <div class="scroll">%s</div>
        </section>
        <section>
        <h2>Subnets</h2>
        <p class="legend">%s</p>
        %s</section>
        """
                .formatted(
                        Html.escape(report.title()),
                        verdict(report),
                        facts(report),
                        timelineLegend(),
                        new TimelineDrawing(report).svg(),
                        table(report),
                        mapLegend(report),
                        maps(report));
    }

    private static String verdict(RunReport report) {
        if (report.good()) {
            return report.checked().stream()
                    .map(each -> "<p class=\"verdict good\">OK: " + Html.escape(each) + "</p>\n")
                    .collect(Collectors.joining());
        }
        return report.problems().stream()
                .map(problem -> "<li>" + Html.escape(problem) + "</li>")
                .collect(Collectors.joining("\n", "<ul class=\"verdict bad\">\n", "\n</ul>\n"));
    }

    private static String facts(RunReport report) {
        List<InterfaceReport> all =
                report.nodes().stream().flatMap(node -> node.interfaces().stream()).toList();
        double slowest =
                report.nodes().stream()
                        .flatMap(node -> node.interfaces().stream().map(node::took))
                        .mapToLong(took -> took.toMillis())
                        .max()
                        .orElse(0);
        return "<dl class=\"facts\">"
                + fact("nodes", Integer.toString(report.nodes().size()))
                + fact("interfaces", Integer.toString(all.size()))
                + fact("slowest interface", "%.1f s".formatted(slowest / 1000))
                + fact("whole run", Html.seconds(report.took()) + " s")
                + "</dl>\n";
    }

    private static String fact(String name, String value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, value);
    }

    private static String table(RunReport report) {
        String head =
                Stream.of("node", "instance", "zone", "network", "ENI", "index", "address", "s")
                        .map(each -> "<th>" + each + "</th>")
                        .collect(Collectors.joining());
        return report.nodes().stream()
                .flatMap(node -> node.interfaces().stream().map(each -> row(node, each)))
                .collect(
                        Collectors.joining(
                                "\n",
                                "<table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n",
                                "\n</tbody>\n</table>"));
    }

    private static String row(NodeReport node, InterfaceReport each) {
        return Stream.of(
                        node.name(),
                        node.instanceId(),
                        node.zone(),
                        each.network(),
                        each.eniId(),
                        Integer.toString(each.deviceIndex()),
                        each.address(),
                        Html.seconds(node.took(each)))
                .map(cell -> "<td>" + Html.escape(cell) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String maps(RunReport report) {
        return report.subnets().stream().map(HtmlReport::map).collect(Collectors.joining());
    }

    private static String map(SubnetMap subnet) {
        return """
        <figure>
        <figcaption><b>%s</b> %s <code>%s</code> <code>%s</code> <span>%s</span></figcaption>
        %s
        </figure>
        """
                .formatted(
                        Html.escape(subnet.title()),
                        Html.escape(subnet.zone()),
                        Html.escape(subnet.subnetId()),
                        subnet.block(),
                        subnet.room(),
                        new MapDrawing(subnet).svg());
    }

    private static String mapLegend(RunReport report) {
        return SubnetMap.legend(report.subnets()).stream()
                .map(use -> key(use.style(), use.label()))
                .collect(Collectors.joining());
    }

    private static String timelineLegend() {
        return key("passing", "Pending, Pending:Proceed")
                + key("wait", "Pending:Wait: the function starts and works")
                + key("service", "InService")
                + key("create", "create")
                + key("attach", "attach")
                + key("modify", "attributes");
    }

    private static String key(String style, String label) {
        return "<span><i class=\"%s\"></i>%s</span>".formatted(style, Html.escape(label));
    }

    private static String styles() {
        try (InputStream in =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The page's style sheet cannot be read", e);
        }
    }
}
