package io.github.multusnodes.infra.construct;

import io.github.multusnodes.infra.variables.FunctionVariables;
import io.github.multusnodes.infra.variables.HookNames;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that the node group's lifecycle events and the schedule call, with all between an
 * event and its handler. It knows the group by name only, so that it can exist before the group and
 * outlive it.
 */
public final class HookFunctions extends Construct {

    private final HandlerFunction launch;
    private final HandlerFunction terminate;
    private final HandlerFunction sweep;
    private final Queues queues;
    private final FunctionPermissions permissions;

    public HookFunctions(Construct scope, String id, HookFunctionsProps props) {
        super(scope, id);
        this.queues = new Queues(this, "Queues");
        this.permissions = new FunctionPermissions(scope(props));
        FunctionVariables variables = variables(props);
        this.launch = function("Launch", props, launchKind(props, variables));
        this.terminate = function("Terminate", props, terminateKind(props, variables));
        this.sweep = function("Sweep", props, sweepKind(props, variables));
        props.reservedConcurrency().ifPresent(launch::reserve);
        props.reservedConcurrency().ifPresent(terminate::reserve);
        if (props.oneSweepAtATime()) {
            sweep.reserve(1);
        }
        onHook(
                "LaunchRule",
                "EC2 Instance-launch Lifecycle Action",
                props.launchHookName(),
                launch);
        onHook(
                "TerminateRule",
                "EC2 Instance-terminate Lifecycle Action",
                props.terminateHookName(),
                terminate);
        eachMinute();
    }

    private HandlerFunction function(
            String id, HookFunctionsProps props, HandlerFunction.Kind kind) {
        return new HandlerFunction(this, id, props, kind, queues.failed());
    }

    private HandlerFunction.Kind launchKind(HookFunctionsProps props, FunctionVariables variables) {
        return new HandlerFunction.Kind(
                "launch",
                "LaunchHookHandler",
                "Gives each new node its Multus interfaces",
                props.code().launch(),
                props.memoryMiB(),
                props.timeoutSeconds(),
                2,
                variables.launch(),
                permissions.launch());
    }

    private HandlerFunction.Kind terminateKind(
            HookFunctionsProps props, FunctionVariables variables) {
        return new HandlerFunction.Kind(
                "terminate",
                "TerminateHookHandler",
                "Drains each leaving node and takes its Multus interfaces back",
                props.code().drain(),
                props.drainMemoryMiB(),
                props.timeoutSeconds(),
                2,
                variables.terminate(),
                permissions.terminate());
    }

    private HandlerFunction.Kind sweepKind(HookFunctionsProps props, FunctionVariables variables) {
        return new HandlerFunction.Kind(
                "sweep",
                "SweepHandler",
                "Answers stuck hooks and deletes interfaces of dead nodes",
                props.code().drain(),
                props.drainMemoryMiB(),
                props.timeoutSeconds(),
                0,
                variables.sweep(),
                permissions.sweep());
    }

    String launchArn() {
        return launch.alias().getFunctionArn();
    }

    String terminateArn() {
        return terminate.alias().getFunctionArn();
    }

    String sweepArn() {
        return sweep.alias().getFunctionArn();
    }

    String sweepName() {
        return sweep.name();
    }

    /** The roles that speak with the cluster's API server, by what they are for. */
    public Map<String, IRole> drainRoles() {
        Map<String, IRole> roles = new LinkedHashMap<>();
        roles.put("Terminate", terminate.role());
        roles.put("Sweep", sweep.role());
        return roles;
    }

    FunctionPermissions permissions() {
        return permissions;
    }

    Queues queues() {
        return queues;
    }

    /** Runs what speaks with the cluster where its private endpoint is reached. */
    void runDrainsIn(List<String> subnets, List<String> securityGroups) {
        terminate.runIn(subnets, securityGroups);
        sweep.runIn(subnets, securityGroups);
    }

    private static FunctionVariables variables(HookFunctionsProps props) {
        return new FunctionVariables(
                props.nodeGroupName(),
                new HookNames(props.launchHookName(), props.terminateHookName()),
                props.networkVariables(),
                Optional.of(props.clusterName()).filter(_ -> props.drains()),
                props.drainSettings(),
                props.sweepSettings());
    }

    /** What pods may do for their own addresses. */
    List<PolicyStatement> podAddressStatements() {
        return permissions.podAddresses();
    }

    private PermissionScope scope(HookFunctionsProps props) {
        return new PermissionScope(
                Stack.of(this),
                props.nodeGroupName(),
                List.of(props.nodeGroupName()),
                Optional.of(props.clusterName()),
                props.multusSubnetIds(),
                props.multusSecurityGroupIds(),
                props.multusTagKeys(),
                props.delegatesPrefixes(),
                props.drains(),
                props.repairs());
    }

    private void onHook(String id, String detailType, String hook, HandlerFunction function) {
        Rule.Builder.create(this, id)
                .description("Hook " + hook)
                .eventPattern(
                        EventPattern.builder()
                                .source(List.of("aws.autoscaling"))
                                .detailType(List.of(detailType))
                                .detail(Map.of("LifecycleHookName", List.of(hook)))
                                .build())
                .targets(
                        List.of(
                                LambdaFunction.Builder.create(function.alias())
                                        .deadLetterQueue(queues.undelivered())
                                        .maxEventAge(Duration.hours(1))
                                        .retryAttempts(185)
                                        .build()))
                .build();
    }

    /** The next one comes anyway, so a sweep is never repeated. */
    private void eachMinute() {
        Rule.Builder.create(this, "SweepRule")
                .description("Sweep")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(
                        List.of(
                                LambdaFunction.Builder.create(sweep.alias())
                                        .deadLetterQueue(queues.undelivered())
                                        .maxEventAge(Duration.minutes(1))
                                        .retryAttempts(0)
                                        .build()))
                .build();
    }
}
