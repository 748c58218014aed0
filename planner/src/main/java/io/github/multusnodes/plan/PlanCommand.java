package io.github.multusnodes.plan;

import io.github.multusnodes.aws.Ec2Instances;
import io.github.multusnodes.aws.Ec2NetworkInterfaces;
import io.github.multusnodes.aws.Ec2Subnets;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.settings.Settings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The command: reads what is wanted and what is there, and prints the plan. */
@Command(
        name = "./plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 96,
        header = {
            "Tells which addresses the next nodes would get, and whether they fit; changes"
                    + " nothing.",
            ""
        },
        description = {
            "",
            "Decides as the function itself does, from the same settings. Reads what is there by"
                + " DescribeSubnets, DescribeNetworkInterfaces, GetSubnetCidrReservations and, for"
                + " --instance-type, DescribeInstanceTypes, at the endpoint and with the"
                + " credentials of the AWS SDK's own variables, or from files that the AWS CLI has"
                + " saved.",
            ""
        },
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the nodes fit; there may be warnings",
            "1:some node could not launch; why, is said",
            "2:the settings, an option or a file cannot be used, or EC2 does not answer"
        },
        footer = {
            "",
            "Examples:",
            "  ./plan --settings env.json",
            "  ./plan --settings function.env --nodes 20 --zone us-west-2a --instance-type"
                    + " m5.xlarge",
            "  ./plan --settings networks.json --describe subnets.json --describe enis.json"
                    + " --describe reservations.json"
        })
final class PlanCommand implements Callable<Integer> {

    private static final int MOST_NODES = 1000;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            required = true,
            description =
                    "The function's variables: KEY=value lines, the env.json of SAM, or the JSON"
                            + " list of MULTUS_NETWORKS alone.")
    private Path settings = Path.of("");

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Nodes to plan in each zone, 1 to 1000. Usually ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(
            names = "--zone",
            paramLabel = "Z",
            description =
                    "Only this Availability Zone; may be repeated. Usually all with a subnet.")
    private List<String> zones = new ArrayList<>();

    @Option(
            names = "--describe",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Reads saved answers instead: of describe-subnets, describe-network-interfaces"
                            + " and get-subnet-cidr-reservations of each subnet; for"
                            + " --instance-type of describe-instance-types. An empty answer of"
                            + " reservations names no subnet: one of another subnet would hide"
                            + " that yours is missing.")
    private List<Path> describe = new ArrayList<>();

    @Option(
            names = "--instance-type",
            paramLabel = "T",
            description =
                    "Also checks that this type has room for the interfaces and prefixes; may be"
                            + " repeated, and then the smallest counts.")
    private List<String> instanceTypes = new ArrayList<>();

    private final Supplier<AwsAccess> aws;

    /**
     * @param aws makes a way to AWS, where one is needed
     */
    PlanCommand(Supplier<AwsAccess> aws) {
        this.aws = aws;
    }

    @Override
    public Integer call() {
        CommandSpec its = Objects.requireNonNull(spec);
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new ParameterException(
                    its.commandLine(),
                    "--nodes is %d; allowed: 1 to %d".formatted(nodes, MOST_NODES));
        }
        PrintWriter errors = its.commandLine().getErr();
        try {
            Plan plan = plan();
            its.commandLine().getOut().print(PlanText.render(plan, Ansi.AUTO.enabled()));
            its.commandLine().getOut().flush();
            return plan.fits() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (BadInput bad) {
            bad.lines().forEach(line -> errors.println("plan: " + line));
        } catch (CloudFailure failure) {
            errors.println("plan: EC2 cannot be read: " + failure.text());
        } catch (SdkException failure) {
            errors.println(
                    "plan: EC2 cannot be reached: %s Set AWS_REGION and credentials, or use --describe."
                            .formatted(failure.getMessage()));
        }
        return ExitCode.USAGE;
    }

    private Plan plan() {
        Settings wanted = SettingsFile.read(settings);
        Set<String> subnetIds =
                wanted.networks().stream()
                        .flatMap(network -> network.subnets().stream())
                        .collect(Collectors.toSet());
        Surroundings surroundings =
                describe.isEmpty()
                        ? live(subnetIds)
                        : SavedAnswers.read(describe, subnetIds, instanceTypes);
        return Planner.plan(wanted, surroundings, nodes, zones);
    }

    private Surroundings live(Set<String> subnetIds) {
        QueryClient ec2 = aws.get().ec2(new Calls());
        Ec2Instances instances = new Ec2Instances(ec2);
        return Surroundings.read(
                new Ec2Subnets(ec2),
                new Ec2NetworkInterfaces(ec2),
                subnetIds,
                instanceTypes.stream().distinct().map(instances::limitsOf).toList());
    }
}
