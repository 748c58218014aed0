package io.github.multusnodes.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
                .contains("  IPv6 block: 2001:db8:0:4::/64\n")
                .contains("n3 IPv4, lowest-free: 10.0.4.5, 10.0.4.7\n")
                .contains("n3 IPv6, lowest-free: 2001:db8:0:4::5, 2001:db8:0:4::6\n")
                .contains("room for 2 nodes\n");
        assertThat(run.exitCode()).isZero();
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
