package io.github.multusnodes.simulator.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as text: a table, a map of each subnet, a closing line. */
public final class TextReport {

    private static final List<String> HEAD =
            List.of("node", "instance", "zone", "network", "ENI", "index", "address", "seconds");

    private final boolean colours;

    /**
     * @param colours whether maps may be coloured; else they are plain characters
     */
    public TextReport(boolean colours) {
        this.colours = colours;
    }

    /** The whole report, lines ended by newlines. */
    public String render(RunReport report) {
        List<String> lines = new ArrayList<>();
        lines.addAll(table(report));
        for (SubnetMap subnet : report.subnets()) {
            lines.add("");
            lines.addAll(map(subnet));
        }
        lines.add("");
        if (!report.subnets().isEmpty()) {
            lines.add(legend(report.subnets()));
            lines.add("");
        }
        lines.addAll(closing(report));
        return lines.stream()
                .map(line -> line.stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> table(RunReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (NodeReport node : report.nodes()) {
            List<String> who = List.of(node.name(), node.instanceId(), node.zone());
            for (InterfaceReport each : node.interfaces()) {
                rows.add(Stream.concat(who.stream(), cells(node, each)).toList());
            }
            if (node.interfaces().isEmpty()) {
                rows.add(
                        Stream.concat(who.stream(), Collections.nCopies(5, "-").stream()).toList());
            }
        }
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEAD.size(); column++) {
            int its = column;
            widths.add(rows.stream().mapToInt(row -> row.get(its).length()).max().orElse(0));
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static Stream<String> cells(NodeReport node, InterfaceReport each) {
        return Stream.of(
                each.network(),
                each.eniId(),
                Integer.toString(each.deviceIndex()),
                each.address(),
                String.format(Locale.ROOT, "%.1f", node.took(each).toMillis() / 1000.0));
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append("  ")
                    .append(row.get(column))
                    .repeat(' ', widths.get(column) - row.get(column).length());
        }
        return line.toString();
    }

    /** A subnet's title and its map, one string a line. */
    public List<String> map(SubnetMap subnet) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "  %s  %s  %s  %s  (%s)"
                        .formatted(
                                subnet.title(),
                                subnet.zone(),
                                subnet.subnetId(),
                                subnet.block(),
                                subnet.room()));
        List<SubnetMap.Row> rows = subnet.rows();
        int widest = rows.stream().mapToInt(row -> row.first().toString().length()).max().orElse(0);
        String label = "  %-" + Math.max(13, widest + 2) + "s%s";
        for (SubnetMap.Row row : rows) {
            lines.add(label.formatted(row.first(), cells(row.uses())));
            if (!row.others().isEmpty()) {
                lines.add(label.formatted("", row.others()));
            }
        }
        return lines;
    }

    /** Cells in groups of sixteen. */
    private String cells(List<Use> uses) {
        StringBuilder cells = new StringBuilder();
        for (int start = 0; start < uses.size(); start += 16) {
            int end = Math.min(start + 16, uses.size());
            cells.append(start == 0 ? "" : " ").append(run(uses.subList(start, end)));
        }
        return cells.toString();
    }

    private String run(List<Use> uses) {
        StringBuilder run = new StringBuilder();
        for (int at = 0; at < uses.size(); at++) {
            Use use = uses.get(at);
            if (colours && (at == 0 || uses.get(at - 1) != use)) {
                run.append("\u001b[0;").append(use.colour()).append('m');
            }
            run.append(use.letter());
        }
        return run.append(colours ? "\u001b[0m" : "").toString();
    }

    /** The line that explains the cells of these maps. */
    public String legend(List<SubnetMap> subnets) {
        return SubnetMap.legend(subnets).stream()
                .map(use -> run(List.of(use)) + " " + use.label())
                .collect(Collectors.joining("   ", "  ", ""));
    }

    private static List<String> closing(RunReport report) {
        if (report.good()) {
            return report.checked().stream().map(each -> "OK: " + each).toList();
        }
        List<String> lines = new ArrayList<>();
        report.problems().forEach(problem -> lines.add("WRONG: " + problem));
        lines.add("FAILED: %d problem(s), see above".formatted(report.problems().size()));
        return lines;
    }
}
