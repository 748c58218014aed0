package io.github.multusnodes.simulator.wire;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.CallLog;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.Faults;
import io.github.multusnodes.simulator.fault.Heard;
import io.github.multusnodes.simulator.fault.Latencies;
import io.github.multusnodes.simulator.fault.ProcessEnded;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.fault.TokenBuckets;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.wire.Api.Service;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The one way into a world: a Query-protocol request in, its answer out, with everything that may
 * happen on the way. Both transports call it; calls may come from several threads.
 */
public final class Door {

    /**
     * An HTTP answer.
     *
     * @param stream what comes after the body, if the answer goes on
     */
    public record Answer(
            int status, String contentType, String body, Optional<AnswerStream> stream) {

        /** One that is whole. */
        public Answer(int status, String contentType, String body) {
            this(status, contentType, body, Optional.empty());
        }

        static Answer xml(int status, String body) {
            return new Answer(status, "text/xml;charset=UTF-8", body);
        }

        private Answer garbled(UnaryOperator<Heard> by) {
            Heard heard = by.apply(new Heard(status, contentType, body));
            return new Answer(heard.status(), heard.contentType(), heard.body(), stream);
        }
    }

    private final Timeline timeline;
    private final Lock world;
    private final Ids ids;
    private final Api api;
    private final RestApi restApi;
    private final Latencies latencies;
    private final TokenBuckets buckets;
    private final Faults faults;
    private final CallLog log;

    /**
     * @param world held while an operation acts: the world's rules are written for one thread
     */
    public Door(
            Timeline timeline,
            Lock world,
            Ids ids,
            Api api,
            RestApi restApi,
            Latencies latencies,
            TokenBuckets buckets,
            Faults faults,
            CallLog log) {
        this.timeline = timeline;
        this.world = world;
        this.ids = ids;
        this.api = api;
        this.restApi = restApi;
        this.latencies = latencies;
        this.buckets = buckets;
        this.faults = faults;
        this.log = log;
    }

    /**
     * Lets a Query request in. The effect happens half of the call's latency after it was sent.
     *
     * @param caller who calls
     * @param form the decoded form parameters
     * @throws IOException if the connection breaks on the way; the call may have taken effect
     * @throws ProcessEnded if the caller's process was ended by a fault
     */
    public Answer call(String caller, Map<String, String> form) throws IOException {
        String version = form.getOrDefault("Version", "");
        return pass(
                caller,
                form.getOrDefault("Action", ""),
                parametersOf(form),
                (call, fault) -> reply(call, version, fault));
    }

    /**
     * Lets a REST request in, in the same way.
     *
     * @throws IOException if the connection breaks on the way; the call may have taken effect
     * @throws ProcessEnded if the caller's process was ended by a fault
     */
    public Answer call(RestRequest request) throws IOException {
        RestCall rest = restApi.route(request);
        return pass(
                rest.caller(), rest.action(), rest.parameters(), (_, fault) -> reply(rest, fault));
    }

    private Answer pass(
            String caller, String action, Map<String, String> parameters, Replier replier)
            throws IOException {
        requireAlive(caller);
        Call call = new Call(log.nextNumber(), caller, action, parameters);
        Instant sent = timeline.now();
        Duration half = latencies.of(call.action()).dividedBy(2);
        String outcome = "caller ended";
        try {
            Fault fault = faults.meet(call).orElse(null);
            applyBefore(call, fault);
            timeline.sleep(half);
            Reply reply = replier.reply(call, fault);
            outcome = reply.outcome();
            if (fault instanceof Fault.KillAfter) {
                faults.kill(caller);
            }
            timeline.sleep(half);
            requireAlive(caller);
            if (fault instanceof Fault.LoseAnswer) {
                throw new IOException("The connection broke before the answer to " + call.action());
            }
            return onItsWay(call, reply.answer(), fault);
        } catch (IOException broken) {
            outcome =
                    outcome.equals(RecordedCall.OK) ? RecordedCall.ANSWER_LOST : "connection broke";
            throw broken;
        } catch (RuntimeException defect) {
            outcome = "defect of the simulator: " + defect;
            throw defect;
        } finally {
            log.add(new RecordedCall(call, sent, Duration.between(sent, timeline.now()), outcome));
        }
    }

    private Answer onItsWay(Call call, Answer answer, @Nullable Fault fault) {
        Answer heard =
                fault instanceof Fault.Garble(UnaryOperator<Heard> by)
                        ? answer.garbled(by)
                        : answer;
        if (answer.stream().isEmpty()
                && (fault instanceof Fault.BreakOff || fault instanceof Fault.FallSilent)) {
            throw new IllegalStateException(
                    "%s meets %s, but its answer does not go on"
                            .formatted(call.action(), fault.getClass().getSimpleName()));
        }
        return new Answer(
                heard.status(),
                heard.contentType(),
                heard.body(),
                answer.stream()
                        .map(its -> new MetStream(its, timeline, faults, call.caller(), fault)));
    }

    private void applyBefore(Call call, @Nullable Fault fault) throws IOException {
        switch (fault) {
            case Fault.KillBefore _ -> {
                faults.kill(call.caller());
                throw new ProcessEnded(call.caller());
            }
            case Fault.LoseRequest _ ->
                    throw new IOException(
                            "The connection broke before " + call.action() + " was sent");
            case Fault.Delay delay -> timeline.sleep(delay.by());
            case null, default -> {}
        }
    }

    private Reply reply(Call call, String version, @Nullable Fault fault) {
        String requestId = requestId();
        Service service = Service.EC2;
        try {
            service = Service.ofVersion(version);
            refuse(fault, service::throttled);
            if (!buckets.take(call, timeline.now())) {
                throw service.throttled();
            }
            Xml result =
                    act(api.operation(service, call.action()), new Parameters(call.parameters()));
            return new Reply(
                    RecordedCall.OK,
                    Answer.xml(200, service.success(call.action(), result, requestId)));
        } catch (Refusal refusal) {
            return new Reply(
                    refusal.code(),
                    Answer.xml(refusal.status(), service.failure(refusal, requestId)));
        }
    }

    private Reply reply(RestCall rest, @Nullable Fault fault) {
        world.lock();
        try {
            refuse(fault, rest::throttled);
            Answer answer = rest.answer();
            boolean refused = answer.status() >= 400;
            return new Reply(refused ? "HTTP " + answer.status() : RecordedCall.OK, answer);
        } catch (Refusal refusal) {
            return new Reply(refusal.code(), rest.refusal(refusal));
        } finally {
            world.unlock();
        }
    }

    private static void refuse(@Nullable Fault fault, Supplier<Refusal> throttled) {
        switch (fault) {
            case Fault.Refuse refuse -> throw refuse.refusal();
            case Fault.Throttle _ -> throw throttled.get();
            case null, default -> {}
        }
    }

    private Xml act(Operation operation, Parameters parameters) {
        world.lock();
        try {
            Xml result = operation.answer(parameters);
            parameters.done();
            return result;
        } finally {
            world.unlock();
        }
    }

    private String requestId() {
        world.lock();
        try {
            return ids.uuid();
        } finally {
            world.unlock();
        }
    }

    private void requireAlive(String caller) {
        if (faults.isDead(caller)) {
            throw new ProcessEnded(caller);
        }
    }

    private static Map<String, String> parametersOf(Map<String, String> form) {
        Map<String, String> parameters = new TreeMap<>(form);
        parameters.remove("Action");
        parameters.remove("Version");
        return parameters;
    }

    private record Reply(String outcome, Answer answer) {}

    @FunctionalInterface
    private interface Replier {
        Reply reply(Call call, @Nullable Fault fault);
    }
}
