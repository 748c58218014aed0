package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One of our handlers as a function: with a role and a log group of its own, and an alias that
 * everything calls. Events that it failed on for good go to a queue.
 */
final class HandlerFunction extends Construct {

    private static final String HANDLERS = "io.github.multusnodes.handler.";
    private static final String ALIAS = "live";

    private final Role role;
    private final Function function;
    private final Alias alias;

    /**
     * What distinguishes it from the others.
     *
     * @param handler simple name of the class
     * @param retries how often Lambda repeats an event that the function failed on
     * @param timeoutSeconds at most 900
     */
    record Kind(
            String name,
            String handler,
            String description,
            Code code,
            int memoryMiB,
            int timeoutSeconds,
            int retries,
            Map<String, String> environment,
            List<PolicyStatement> permissions) {}

    HandlerFunction(Construct scope, String id, FunctionProps props, Kind kind, IQueue failures) {
        super(scope, id);
        LogGroup logs =
                LogGroup.Builder.create(this, "Logs")
                        .retention(Retentions.days(props.logRetentionDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        this.role = role(kind, logs);
        this.function = function(props, kind, logs);
        this.alias =
                Alias.Builder.create(this, "Alias")
                        .aliasName(ALIAS)
                        .version(
                                props.code().published()
                                        ? function.getCurrentVersion()
                                        : function.getLatestVersion())
                        .build();
        alias.configureAsyncInvoke(
                EventInvokeConfigOptions.builder()
                        .retryAttempts(kind.retries)
                        .maxEventAge(Duration.hours(1))
                        .onFailure(new SqsDestination(failures))
                        .build());
    }

    private Role role(Kind kind, LogGroup logs) {
        Role its =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .description(kind.description)
                        .build();
        its.addToPolicy(
                PolicyStatement.Builder.create()
                        .sid("OwnLogs")
                        .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                        .resources(List.of(logs.getLogGroupArn()))
                        .build());
        kind.permissions.forEach(its::addToPolicy);
        Reviewed.functionPolicy(its);
        return its;
    }

    private Function function(FunctionProps props, Kind kind, LogGroup logs) {
        boolean snapshot = props.snapStart() && props.code().published();
        Function its =
                Function.Builder.create(this, "Function")
                        .functionName("multus-" + props.nodeGroupName() + "-" + kind.name)
                        .description(kind.description)
                        .runtime(Runtime.JAVA_25)
                        .handler(HANDLERS + kind.handler + "::handleRequest")
                        .code(kind.code)
                        .architecture(props.architecture())
                        .memorySize(kind.memoryMiB)
                        .timeout(Duration.seconds(kind.timeoutSeconds))
                        .environment(kind.environment)
                        .logGroup(logs)
                        .loggingFormat(LoggingFormat.JSON)
                        .role(role)
                        .snapStart(snapshot ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
                        .build();
        // The alias below publishes a version.
        Annotations.of(its).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        return its;
    }

    Role role() {
        return role;
    }

    Alias alias() {
        return alias;
    }

    String name() {
        return function.getFunctionName();
    }

    /** A resource of a stack that it answers for, as long as that can be asked of it. */
    CustomResource answerFor(
            Construct scope,
            String id,
            String type,
            Duration timeout,
            Map<String, Object> properties) {
        CustomResource its =
                CustomResource.Builder.create(scope, id)
                        .resourceType(type)
                        .serviceToken(alias.getFunctionArn())
                        .serviceTimeout(timeout)
                        .properties(properties)
                        .build();
        its.getNode().addDependency(this);
        return its;
    }

    /** At most so many run at once; as many are kept for it. */
    void reserve(int concurrency) {
        cfn().setReservedConcurrentExecutions(concurrency);
    }

    /**
     * Runs it inside of a VPC. Its role may let the Lambda service make interfaces there, but not
     * the function's own code: calls of that carry the function's ARN.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html">
     *     Working with source function ARN</a>
     */
    void runIn(List<String> subnets, List<String> securityGroups) {
        cfn().setVpcConfig(
                        CfnFunction.VpcConfigProperty.builder()
                                .subnetIds(subnets)
                                .securityGroupIds(securityGroups)
                                .build());
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .sid("LambdaServiceInVpc")
                        .actions(
                                List.of(
                                        "ec2:CreateNetworkInterface",
                                        "ec2:DescribeNetworkInterfaces",
                                        "ec2:DescribeSubnets",
                                        "ec2:DeleteNetworkInterface",
                                        "ec2:AssignPrivateIpAddresses",
                                        "ec2:UnassignPrivateIpAddresses"))
                        .resources(List.of("*"))
                        .conditions(
                                Map.of(
                                        "Null",
                                        Map.of("lambda:SourceFunctionArn", "true"),
                                        "StringEquals",
                                        Map.of("ec2:Region", Stack.of(this).getRegion())))
                        .build());
        cfn().getNode().addDependency(role);
    }

    private CfnFunction cfn() {
        return (CfnFunction) Objects.requireNonNull(function.getNode().getDefaultChild());
    }
}
