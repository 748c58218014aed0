package io.github.multusnodes.infra.iam;

import io.github.multusnodes.infra.construct.FunctionPermissions;
import io.github.multusnodes.infra.construct.PermissionScope;

import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions' policies as CloudFormation would make them from a synthesized template. */
final class Policies {

    private static final Map<String, String> PSEUDO =
            Map.of(
                    "AWS::Partition", Account.PARTITION,
                    "AWS::Region", Account.REGION,
                    "AWS::AccountId", Account.ID);

    /** By what a stack knows: many scenes have the same. */
    private static final Map<List<Object>, Map<String, Policy>> MADE = new ConcurrentHashMap<>();

    private Policies() {}

    /** From a stack that knows everything but where it will be. */
    static Map<String, Policy> of(Facts facts) {
        return MADE.computeIfAbsent(
                List.of(facts, "names"), _ -> synthesized(Map.of(), facts::scope));
    }

    /** From a stack that knows nothing before it is deployed. */
    static Map<String, Policy> ofParameters(Facts facts) {
        return MADE.computeIfAbsent(
                List.of(facts, "parameters"),
                _ -> synthesized(facts.values(), stack -> parameters(stack, facts)));
    }

    /**
     * From a stack that knows this.
     *
     * @param parameters what it leaves to its deployment
     */
    static Map<String, Policy> synthesized(
            Map<String, Object> parameters, Function<Stack, PermissionScope> scope) {
        Stack stack = new Stack(new App(), "Permissions");
        statements(new FunctionPermissions(scope.apply(stack)))
                .forEach((function, its) -> attach(stack, function, its));
        Map<String, Object> values = new LinkedHashMap<>(PSEUDO);
        values.putAll(parameters);
        Resolver resolver = new Resolver(values);
        return Template.fromStack(stack).findResources("AWS::IAM::Policy").values().stream()
                .map(its -> part(its, "Properties", Map.class))
                .collect(
                        Collectors.toMap(
                                its -> part(its, "PolicyName", String.class),
                                its -> policy(its, resolver)));
    }

    private static Map<String, List<PolicyStatement>> statements(FunctionPermissions permissions) {
        return Map.of(
                "launch", permissions.launch(),
                "terminate", permissions.terminate(),
                "sweep", permissions.sweep(),
                "reservations", permissions.reservations(),
                "clusters", permissions.cluster());
    }

    private static void attach(Stack stack, String function, List<PolicyStatement> statements) {
        Role role =
                Role.Builder.create(stack, "role-" + function)
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        software.amazon.awscdk.services.iam.Policy.Builder.create(stack, function)
                .policyName(function)
                .statements(statements)
                .roles(List.of(role))
                .build();
    }

    private static Policy policy(Map<?, ?> properties, Resolver resolver) {
        Map<?, ?> document =
                (Map<?, ?>) resolver.resolve(part(properties, "PolicyDocument", Map.class));
        List<Statement> statements = new ArrayList<>();
        for (Object its : part(document, "Statement", List.class)) {
            statements.add(Statement.of((Map<?, ?>) its));
        }
        return new Policy(statements);
    }

    private static <T> T part(Map<?, ?> json, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(json.get(name)));
    }

    private static PermissionScope parameters(Stack stack, Facts facts) {
        return new PermissionScope(
                stack,
                text(stack, "NodeGroup"),
                List.of(text(stack, "AutoScalingGroup")),
                Optional.of(text(stack, "Cluster")),
                list(stack, "Subnets", "List<AWS::EC2::Subnet::Id>"),
                facts.securityGroups().isEmpty()
                        ? List.of()
                        : list(stack, "SecurityGroups", "List<AWS::EC2::SecurityGroup::Id>"),
                facts.tagKeys(),
                facts.podPrefixes(),
                facts.drain(),
                facts.repair());
    }

    private static String text(Stack stack, String name) {
        return CfnParameter.Builder.create(stack, name).type("String").build().getValueAsString();
    }

    private static List<String> list(Stack stack, String name, String type) {
        return CfnParameter.Builder.create(stack, name).type(type).build().getValueAsList();
    }
}
