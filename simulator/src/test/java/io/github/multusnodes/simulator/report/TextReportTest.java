package io.github.multusnodes.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class TextReportTest {

    @Test
    void a_good_run_is_a_table_a_map_a_legend_and_one_closing_line() {
        assertThat(new TextReport(false).render(Reports.run(List.of())))
                .isEqualTo(
                        """
                          node    instance  zone        network  ENI    index  address     seconds
                          node 1  i-node1   us-east-1a  net1     eni-1  1      10.0.16.9   3.1
                          node 2  i-node2   us-east-1a  net1     eni-1  1      10.0.16.10  3.1

                          net1  us-east-1a  subnet-0a  10.0.16.0/24  (117 free)
                          10.0.16.0    xxxxrrrroNN..... ................ ................ ................
                          10.0.16.64   ................ ................ ................ ................
                          10.0.16.128  pppppppppppppppp pppppppppppppppp pppppppppppppppp pppppppppppppppp
                          10.0.16.192  pppppppppppppppp pppppppppppppppp pppppppppppppppp pppppppppppppppx

                          N node address   o other interface   x reserved by EC2   r CIDR reservation   p pod range   . free

                        OK: all is as it should be
                        OK: node 3 left
                        """);
    }

    @Test
    void problems_take_the_place_of_the_closing_line() {
        assertThat(new TextReport(false).render(Reports.run(List.of("eni-1 has no tag Name"))))
                .endsWith("WRONG: eni-1 has no tag Name\nFAILED: 1 problem(s), see above\n");
    }

    @Test
    void colours_are_reset_after_each_group_and_change_no_letter() {
        String coloured = new TextReport(true).render(Reports.run(List.of()));

        assertThat(coloured).contains("\u001b[0;30;42;1mNN\u001b[0;90m.....\u001b[0m ");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(new TextReport(false).render(Reports.run(List.of())));
    }

    @Test
    void a_node_without_interfaces_is_still_in_the_table() {
        NodeReport bare = new NodeReport("node 1", "i-1", "us-east-1a", List.of(), List.of());
        RunReport run =
                new RunReport(
                        "1 node",
                        java.time.Duration.ZERO,
                        List.of(bare),
                        List.of(),
                        List.of(),
                        List.of());

        assertThat(new TextReport(false).render(run))
                .contains("node 1  i-1       us-east-1a  -        -    -      -        -");
    }
}
