package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

class RunLocalTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder = Path.of("");
    private Path jar = Path.of("");

    @BeforeEach
    void there_is_a_packaged_function() throws IOException {
        jar = Files.createFile(folder.resolve("function.jar"));
    }

    @Test
    void without_options_three_nodes_launch_in_two_zones_with_two_networks() {
        assertThat(options().plan()).isEqualTo(new DemoPlan(3, 2, 2, Addressing.LOWEST_FREE));
        assertThat(options().scenario()).isEqualTo(DemoScenario.LAUNCH);
        assertThat(options().serve()).isEmpty();
    }

    @Test
    void holes_needs_two_nodes_in_each_zone_and_takes_them_by_itself() {
        assertThat(options("--scenario", "holes", "--zones", "3").plan().nodes()).isEqualTo(6);
    }

    @Test
    void a_scenario_brings_its_way_of_addressing() {
        assertThat(options("--scenario", "dual-stack").plan())
                .isEqualTo(new DemoPlan(3, 2, 2, Addressing.DUAL_STACK));
        assertThat(options("--scenario", "ipv6-only").plan())
                .isEqualTo(new DemoPlan(3, 2, 2, Addressing.IPV6_ONLY));
        assertThat(options("--scenario", "reservation").plan())
                .isEqualTo(new DemoPlan(6, 2, 2, Addressing.RESERVATION));
    }

    @Test
    void serve_without_a_port_takes_any() {
        assertThat(options("--serve").serve()).isEqualTo(OptionalInt.of(0));
        assertThat(options("--serve", "4566").serve()).isEqualTo(OptionalInt.of(4566));
    }

    @Test
    void by_hand_the_template_and_the_test_events_are_those_of_the_project() {
        assertThat(options("--serve", "--manual", "events", "--root", "/project").byHand())
                .contains(
                        new ByHandOptions(
                                Path.of("events"),
                                Path.of("/project/templates/sam/template.yaml"),
                                Path.of("/project/test-events")));
        assertThat(options("--serve").byHand()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--manual events|--manual needs --serve: what is invoked by hand has to stay up",
                "--serve --manual events --scenario holes|--manual plays nothing, so --scenario"
                        + " must be launch or a way of addressing, not holes",
                "--serve --manual pom.xml|--manual is \"pom.xml\"; it must be a folder",
                "--nodes 201|--nodes is 201; it must be 0 to 200 (more say nothing new on one"
                        + " machine)",
                "--nodes -1|--nodes is -1; it must be 0 to 200 (more say nothing new on one"
                        + " machine)",
                "--nodes x|Invalid value for option '--nodes': 'x' is not an int",
                "--zones 0|--zones is 0; it must be 1 to 4 (the Region has no more)",
                "--networks 8|--networks is 8; it must be 1 to 7 (the largest instance type used"
                        + " here has 8 interfaces, one of them the node's own)",
                "--scenario x|--scenario is \"x\"; there are: launch, holes, reservation,"
                        + " reservation-by-id, auto, dual-stack, ipv6-only, ipv6-reservation,"
                        + " ipv6-auto, pod-prefixes, scale-in, replace, lost-events",
                "--scenario pod-prefixes --nodes 7|--scenario pod-prefixes has room for 3 nodes in"
                        + " each zone: with --zones 2 give --nodes 6 or fewer, not 7",
                "--scenario reservation --nodes 61|--scenario reservation has room for 30 nodes in"
                        + " each zone: with --zones 2 give --nodes 60 or fewer, not 61",
                "--scenario holes --nodes 3|--scenario holes needs two nodes in each zone: with"
                        + " --zones 2 give --nodes 4 or more, not 3",
                "--serve 70000|--serve is 70000; it must be 0 to 65535 (that is what ports are)",
                "--html /nowhere/x.html|--html is \"/nowhere/x.html\"; it must be a file in a"
                        + " folder that exists and can be written",
                "--color|Unknown option: '--color'",
                "--scenario scale-in --nodes 1|--scenario scale-in needs a node that stays: give"
                        + " --nodes 2 or more, not 1",
                "--launch-jar none.jar|There is no packaged function at none.jar: build it first",
                "--drain-jar none.jar|There is no packaged function at none.jar: build it first",
            })
    void a_value_that_cannot_be_used_is_one_line_and_exit_code_2(String given, String message) {
        assertThat(command().execute(arguments(given.split(" ")))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("run-local: " + message + " (see ./run-local --help)\n");
    }

    @Test
    void help_names_every_option_within_the_width_of_a_terminal() {
        assertThat(command().execute("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--nodes",
                        "--zones",
                        "--networks",
                        "--scenario",
                        "--html",
                        "--serve",
                        "--manual",
                        "--seed",
                        "--verbose",
                        "--version",
                        "  launch ",
                        "  holes ",
                        "  reservation ",
                        "  reservation-by-id ",
                        "  auto ",
                        "  dual-stack ",
                        "  ipv6-only ",
                        "  ipv6-reservation ",
                        "  ipv6-auto ",
                        "  pod-prefixes ",
                        "  scale-in ",
                        "  replace ",
                        "  lost-events ")
                .doesNotContain("-jar");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(97));
    }

    private Options options(String... given) {
        CommandLine command = command();
        command.parseArgs(arguments(given));
        return ((RunLocal) command.getCommand()).options();
    }

    private String[] arguments(String... given) {
        List<String> all =
                new ArrayList<>(
                        List.of("--launch-jar", jar.toString(), "--drain-jar", jar.toString()));
        all.addAll(List.of(given));
        return all.toArray(String[]::new);
    }

    private CommandLine command() {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }
}
