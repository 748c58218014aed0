package io.github.multusnodes.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.reservation.Claim;
import io.github.multusnodes.settings.ClusterProperties;
import io.github.multusnodes.stack.StackRequest;
import io.github.multusnodes.telemetry.StepLog;
import io.github.multusnodes.wiring.LambdaEnvironment;
import io.github.multusnodes.wiring.StackWiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;

/**
 * The function behind a custom resource of CloudFormation that looks a cluster up by its {@code
 * ClusterName} and changes nothing. The template can read {@code Endpoint}, {@code
 * CertificateAuthority}, {@code ServiceCidr}, {@code IpFamily}, {@code SecurityGroupId}, {@code
 * VpcId}, {@code Version} and {@code AuthenticationMode}. Where nodes could not join the cluster it
 * fails. A delete succeeds always, and asks nobody.
 */
public final class ClusterHandler implements RequestStreamHandler {

    private final StackWiring wiring;
    private final StackRun run;

    /** For Lambda: connects to AWS. */
    public ClusterHandler() {
        this(LambdaEnvironment.stackWiring());
    }

    public ClusterHandler(StackWiring wiring) {
        this.wiring = wiring;
        this.run = new StackRun(wiring, "cluster", this::find);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        run.answer(input, output, context);
    }

    private Map<String, String> find(
            StackRequest request, Claim resource, StepLog log, Instant end) {
        return switch (request) {
            case StackRequest.Create its -> find(its.properties(), log, end);
            case StackRequest.Update its -> find(its.properties(), log, end);
            case StackRequest.Delete _ -> Map.of();
            case StackRequest.Malformed its -> throw new IllegalArgumentException(its.problem());
        };
    }

    private Map<String, String> find(String properties, StepLog log, Instant end) {
        String name = ClusterProperties.read(properties).clusterName();
        return wiring.cluster().find(name, log, end);
    }
}
