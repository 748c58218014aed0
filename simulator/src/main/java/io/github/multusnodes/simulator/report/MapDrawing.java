package io.github.multusnodes.simulator.report;

import io.github.multusnodes.simulator.state.ec2.Ip;

import java.util.List;

/** A subnet's map as a drawing: a cell for each address. */
final class MapDrawing {

    private static final double LEFT = 90;
    private static final double DIGIT = 7;
    private static final double CELL = 11;
    private static final double PITCH = 12.5;
    private static final double GROUP = 4;

    private final SubnetMap subnet;
    private final List<SubnetMap.Row> rows;
    private final double left;
    private final StringBuilder body = new StringBuilder();

    MapDrawing(SubnetMap subnet) {
        this.subnet = subnet;
        this.rows = subnet.rows();
        int widest = rows.stream().mapToInt(row -> row.first().toString().length()).max().orElse(0);
        this.left = Math.max(LEFT, (widest + 3) * DIGIT);
    }

    String svg() {
        double y = 2;
        for (SubnetMap.Row row : rows) {
            body.append(Html.text("address", 0, y + 9.5, row.first().toString()));
            cells(row, y);
            y += PITCH;
            if (!row.others().isEmpty()) {
                body.append(Html.text("again", left, y + 9.5, row.others()));
                y += PITCH;
            }
        }
        double width = x(rows.getFirst().uses().size()) + 4;
        return "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"Map of %s\">"
                        .formatted(width, y + 2, Html.escape(subnet.subnetId()))
                + body
                + "</svg>";
    }

    private void cells(SubnetMap.Row row, double y) {
        List<Use> uses = row.uses();
        for (int at = 0; at < uses.size(); at++) {
            Ip address = row.first().plus(at);
            String tip = address + "  " + subnet.labelOf(address);
            body.append(Html.rectangle(uses.get(at).style(), x(at), y, CELL, CELL, tip));
        }
    }

    private double x(int cell) {
        int groups = cell / 16;
        return left + cell * PITCH + groups * GROUP;
    }
}
