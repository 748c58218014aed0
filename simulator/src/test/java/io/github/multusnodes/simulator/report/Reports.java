package io.github.multusnodes.simulator.report;

import java.time.Duration;
import java.util.List;

/** Records for tests. */
final class Reports {

    private Reports() {}

    static SubnetMap subnet() {
        return new SubnetMap(
                "net1",
                "subnet-0a",
                "us-east-1a",
                Block.parse("10.0.16.0/24"),
                List.of(
                        mark("10.0.16.128/25", Use.PODS, "pods"),
                        mark("10.0.16.4/30", Use.CIDR_RESERVATION, "scr-1"),
                        mark("10.0.16.8", Use.OTHER, "eni-other"),
                        mark("10.0.16.9", Use.NODE, "node 1"),
                        mark("10.0.16.10", Use.NODE, "node <2>")));
    }

    static SubnetMap.Mark mark(String block, Use use, String label) {
        return new SubnetMap.Mark(Block.parse(block), use, label);
    }

    static NodeReport node(String name, String address) {
        return new NodeReport(
                name,
                "i-" + name.replace(" ", ""),
                "us-east-1a",
                List.of(
                        new NodeReport.Reached("Pending", seconds(1)),
                        new NodeReport.Reached("Pending:Wait", seconds(5)),
                        new NodeReport.Reached("Pending:Proceed", seconds(9)),
                        new NodeReport.Reached("InService", seconds(10))),
                List.of(
                        new InterfaceReport(
                                "net1",
                                "eni-1",
                                1,
                                address,
                                seconds(6),
                                Duration.ofMillis(6450),
                                Duration.ofMillis(7650),
                                Duration.ofMillis(8050))));
    }

    static RunReport run(List<String> problems) {
        return new RunReport(
                "2 nodes in 1 zone, 1 network",
                seconds(12),
                List.of(node("node 1", "10.0.16.9"), node("node 2", "10.0.16.10")),
                List.of(subnet()),
                List.of("all is as it should be", "node 3 left"),
                problems);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
