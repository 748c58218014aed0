package io.github.multusnodes.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Plans from answers that the AWS CLI has saved, and input that cannot be used. */
class SavedPlanTest {

    private static final String SUBNETS =
            """
            {"Subnets":[{"SubnetId":"subnet-0a","AvailabilityZone":"us-west-2a",
              "CidrBlock":"10.0.4.0/28","Ipv6CidrBlockAssociationSet":[
                {"Ipv6CidrBlock":"2001:db8:0:4::/64",
                 "Ipv6CidrBlockState":{"State":"associated"}}]}]}
            """;

    private static final String INTERFACES =
            """
            {"NetworkInterfaces":[
              {"NetworkInterfaceId":"eni-1","SubnetId":"subnet-0a","PrivateIpAddress":"10.0.4.4",
               "PrivateIpAddresses":[{"PrivateIpAddress":"10.0.4.4","Primary":true},
                                     {"PrivateIpAddress":"10.0.4.6","Primary":false}],
               "Ipv6Addresses":[{"Ipv6Address":"2001:db8:0:4::4"}],
               "TagSet":[{"Key":"multus-nodes/network","Value":"n3"}]},
              {"NetworkInterfaceId":"eni-2","SubnetId":"subnet-0b","PrivateIpAddress":"10.0.5.4"}]}
            """;

    private static final String RESERVATIONS =
            """
            {"SubnetIpv4CidrReservations":[
               {"SubnetCidrReservationId":"scr-1","SubnetId":"subnet-0a","Cidr":"10.0.4.8/29",
                "ReservationType":"explicit","OwnerId":"123456789012"}],
             "SubnetIpv6CidrReservations":[]}
            """;

    private static final String NETWORKS =
            "[{\\\"name\\\":\\\"n3\\\",\\\"deviceIndex\\\":1,\\\"subnets\\\":[\\\"subnet-0a\\\"],"
                    + "\\\"ipv6\\\":{\\\"mode\\\":\\\"lowest-free\\\"}}]";

    @TempDir private Path folder;

    @Test
    void reads_saved_answers_of_both_families_without_a_call() throws IOException {
        String env =
                """
                {"Parameters":{"MULTUS_NODE_GROUP":"upf","MULTUS_NETWORKS":"%s"}}
                """
                        .formatted(NETWORKS);
        Run run =
                Run.offline(
                        "--settings",
                        file("env.json", env),
                        "--nodes=2",
                        "--describe",
                        file("s.json", SUBNETS),
                        file("i.json", INTERFACES),
                        file("r.json", RESERVATIONS));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Node group upf: what the next 2 nodes of each zone would get.")
                .contains("  10.0.4.0     xxxxN+N+rrrrrrrx\n")
                .contains("  n3  us-west-2a  subnet-0a  2001:db8:0:4::/64  (about 2^64 free)\n")
                .contains("  2001:db8:0:4::                    xxxxN++.........")
                .contains("(like this up to 2001:db8:0:4:ffff:ffff:ffff:ffbf)\n")
                .contains("n3 IPv4, lowest-free: 10.0.4.5, 10.0.4.7\n")
                .contains("n3 IPv6, lowest-free: 2001:db8:0:4::5, 2001:db8:0:4::6\n")
                .contains("room for 2 nodes; then the IPv4 addresses of n3 are used up\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void reads_a_saved_subnet_and_an_interface_of_ipv6_alone() throws IOException {
        String subnets =
                """
                {"Subnets":[{"SubnetId":"subnet-0a","AvailabilityZone":"us-west-2a",
                  "Ipv6Native":true,"Ipv6CidrBlockAssociationSet":[
                    {"Ipv6CidrBlock":"2001:db8:0:4::/64",
                     "Ipv6CidrBlockState":{"State":"associated"}}]}]}
                """;
        String interfaces =
                """
                {"NetworkInterfaces":[
                  {"NetworkInterfaceId":"eni-1","SubnetId":"subnet-0a","PrivateIpAddresses":[],
                   "Ipv6Addresses":[{"Ipv6Address":"2001:db8:0:4::4"}],
                   "Ipv6Prefixes":[{"Ipv6Prefix":"2001:db8:0:4:8000::/80"}]}]}
                """;
        String settings =
                """
                [{"name":"n3","deviceIndex":1,"subnets":["subnet-0a"],"ipv4":{"mode":"none"},
                  "ipv6":{"mode":"lowest-free","exclude":["2001:db8:0:4:8000::/65"]},
                  "podPrefixes":{"ipv6":1,"ipv6Range":"2001:db8:0:4:8000::/79"}}]
                """;
        Run run =
                Run.offline(
                        "--settings",
                        file("n.json", settings),
                        "--nodes=1",
                        "--describe",
                        file("s.json", subnets),
                        file("i.json", interfaces),
                        file("r.json", "{\"SubnetIpv6CidrReservations\":[]}"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("n3 IPv6, lowest-free: 2001:db8:0:4::5\n")
                .contains(": 2001:db8:0:4:8001::/80\n")
                .contains("room for 1 node; then the IPv6 prefixes of n3 are used up\n")
                .doesNotContain("IPv4", "WARNING");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_subnet_whose_reservations_nobody_saved_is_named() throws IOException {
        String two =
                """
                {"Subnets":[
                  {"SubnetId":"subnet-0a","AvailabilityZone":"us-west-2a","CidrBlock":"10.0.4.0/28"},
                  {"SubnetId":"subnet-0b","AvailabilityZone":"us-west-2b","CidrBlock":"10.0.5.0/28"}]}
                """;
        String settings =
                file(
                        "n.json",
                        "[{\"name\":\"n3\",\"deviceIndex\":1,\"subnets\":[\"subnet-0a\",\"subnet-0b\"]}]");
        String subnets = file("s.json", two);
        String interfaces = file("i.json", INTERFACES);
        String reservations = file("r.json", RESERVATIONS);
        String none = file("none.json", "{\"SubnetIpv4CidrReservations\":[]}");
        String warning =
                "WARNING: The CIDR reservations of subnet-0b are not known and count as none: no"
                        + " saved answer names them, and only 0 are empty.";

        assertThat(plan(settings, subnets, interfaces, reservations).out()).contains(warning);
        assertThat(plan(settings, subnets, interfaces, reservations, none).out())
                .doesNotContain("not known");
    }

    @Test
    void a_subnet_that_is_not_saved_or_not_in_the_zone_stops_a_launch() throws IOException {
        String settings =
                file(
                        "n.json",
                        "[{\"name\":\"n3\",\"deviceIndex\":1,\"subnets\":[\"subnet-0a\",\"subnet-0c\"]}]");
        Run run =
                Run.offline(
                        "--settings",
                        settings,
                        "--zone=us-west-2b",
                        "--describe",
                        file("s.json", SUBNETS),
                        file("i.json", INTERFACES),
                        file("r.json", RESERVATIONS));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "STOPS A LAUNCH: Network 'n3': subnet subnet-0c is not in the saved"
                                + " answers. Save describe-subnets with it too, or remove it.")
                .contains(
                        "STOPS A LAUNCH: Network 'n3' has no subnet in us-west-2b, the zone of the"
                                + " next node; exactly one is needed. Configured: subnet-0a in"
                                + " us-west-2a; subnet-0c, which does not exist.");
    }

    @Test
    void saved_instance_types_are_checked_and_a_type_that_is_not_saved_is_named()
            throws IOException {
        String types =
                """
                {"InstanceTypes":[{"InstanceType":"p4d.24xlarge","NetworkInfo":{
                   "MaximumNetworkInterfaces":60,"Ipv4AddressesPerInterface":50,
                   "Ipv6AddressesPerInterface":50,"NetworkCards":[
                     {"NetworkCardIndex":0,"MaximumNetworkInterfaces":15},
                     {"NetworkCardIndex":1,"MaximumNetworkInterfaces":1}]}}]}
                """;
        String settings =
                file(
                        "n.json",
                        """
                        [{"name":"n3","deviceIndex":1,"networkCardIndex":1,"subnets":["subnet-0a"]},
                         {"name":"n4","deviceIndex":2,"networkCardIndex":1,"subnets":["subnet-0a"]}]
                        """);
        String[] described = {
            "--describe",
            file("s.json", SUBNETS),
            file("i.json", INTERFACES),
            file("r.json", RESERVATIONS),
            file("t.json", types)
        };

        assertThat(offline(described, "--settings", settings, "--instance-type=p4d.24xlarge").out())
                .contains("interfaces 15 on card 0, 1 on card 1; on each 50 IPv4")
                .contains("STOPS A LAUNCH: Instance (new) needs 2 interfaces on network card 1");
        assertThat(offline(described, "--settings", settings, "--instance-type=m5.large"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "plan: --instance-type is m5.large; the saved answers have the"
                                        + " types [p4d.24xlarge]: save that of aws ec2"
                                        + " describe-instance-types --instance-types m5.large"
                                        + " too\n"));
    }

    private static Run plan(String settings, String... answers) {
        return offline(answers, "--settings", settings, "--describe");
    }

    private static Run offline(String[] described, String... options) {
        return Run.offline(
                Stream.concat(Stream.of(options), Stream.of(described)).toArray(String[]::new));
    }

    @Test
    void says_which_answer_is_missing() throws IOException {
        Run run =
                Run.offline(
                        "--settings",
                        file("a.env", "MULTUS_NODE_GROUP=upf\nSubnetIds='subnet-0a'\n"),
                        "--describe",
                        file("s.json", SUBNETS));

        assertThat(run.err())
                .isEqualTo(
                        "plan: --describe has no answer with NetworkInterfaces and none with"
                                + " SubnetIpv4CidrReservations: save those of aws ec2"
                                + " describe-subnets, describe-network-interfaces and"
                                + " get-subnet-cidr-reservations\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void says_each_violation_of_the_settings_in_a_line() throws IOException {
        Run run =
                Run.offline(
                        "--settings",
                        file("a.env", "# function\nexport MULTUS_NODE_GROUP=\"a b\"\n"));

        assertThat(run.err().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("plan: MULTUS_.* is .*; allowed: .*"));
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void says_what_a_file_or_an_option_should_be() throws IOException {
        String networks = file("n.json", "[]");

        assertThat(Run.offline("--settings", "nowhere").err())
                .isEqualTo(
                        "plan: nowhere cannot be read (NoSuchFileException): name a file of"
                                + " text\n");
        assertThat(Run.offline("--settings", file("b.env", "hello")).err())
                .contains("b.env, line 1 is \"hello\"; allowed: KEY=value lines,");
        assertThat(Run.offline("--settings", file("b.json", "{")).err()).contains("is no JSON");
        assertThat(Run.offline("--settings", networks, "--nodes", "0"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "plan: --nodes is 0; allowed: 1 to 1000 (see ./plan --help)\n"));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
