package io.github.multusnodes.handler;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.reconcile.StackReservations;
import io.github.multusnodes.reservation.Claim;
import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.Wanted;
import io.github.multusnodes.settings.ReservationProperties;
import io.github.multusnodes.stack.StackRequest;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;
import io.github.multusnodes.wiring.LambdaEnvironment;
import io.github.multusnodes.wiring.StackWiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The function behind a custom resource of CloudFormation that holds all CIDR reservations of a
 * node group. Properties: {@code NodeGroup}, and {@code Reservations}, a list of {@code SubnetId},
 * {@code Cidr}, {@code Type} ({@code explicit} or {@code prefix}) and, if wanted, {@code
 * Description}. The template can read {@code ReservationIds}, with commas between them, and {@code
 * Count}.
 *
 * <p>The physical id follows from the stack and the resource's name in it, so that an update never
 * replaces the resource.
 */
public final class ReservationHandler implements RequestStreamHandler {

    private final StackWiring wiring;
    private final StackRun run;

    /** For Lambda: connects to AWS. */
    public ReservationHandler() {
        this(LambdaEnvironment.stackWiring());
    }

    public ReservationHandler(StackWiring wiring) {
        this.wiring = wiring;
        this.run = new StackRun(wiring, "reservations", this::reconcile);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        run.answer(input, output, context);
    }

    private Map<String, String> reconcile(
            StackRequest request, Claim resource, StepLog log, Instant end) {
        return switch (request) {
            case StackRequest.Create its -> {
                ReservationProperties wanted = ReservationProperties.read(its.properties());
                yield data(apply(request, resource, wanted, List.of(), log, end));
            }
            case StackRequest.Update its -> {
                ReservationProperties wanted = ReservationProperties.read(its.properties());
                List<Wanted> before = readable(its.oldProperties());
                yield data(apply(request, resource, wanted, before, log, end));
            }
            case StackRequest.Delete its -> {
                List<Wanted> before = readable(its.properties());
                apply(request, resource, ReservationProperties.NONE, before, log, end);
                yield Map.of();
            }
            case StackRequest.Malformed its -> throw new IllegalArgumentException(its.problem());
        };
    }

    private List<Reservation> apply(
            StackRequest request,
            Claim resource,
            ReservationProperties wanted,
            List<Wanted> before,
            StepLog log,
            Instant end) {
        return wiring.reservations()
                .apply(
                        new StackReservations.Request(
                                resource,
                                wanted.nodeGroup(),
                                wanted.reservations(),
                                before,
                                request.envelope().signed()),
                        log.with(LogKey.NODE_GROUP, wanted.nodeGroup()),
                        end);
    }

    private static List<Wanted> readable(String properties) {
        return ReservationProperties.readable(properties).reservations();
    }

    private static Map<String, String> data(List<Reservation> reservations) {
        return Map.of(
                "ReservationIds",
                reservations.stream().map(Reservation::id).collect(joining(",")),
                "Count",
                Integer.toString(reservations.size()));
    }
}
