package io.github.multusnodes.metrics;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;
import io.github.multusnodes.telemetry.Metric;

import java.time.Duration;

/** For each metric a scene that causes it. */
final class Scenes {

    static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String GONE = "i-0123456789abcdef0";
    private static final String PROTECTED = "{\"timeoutSeconds\": 120}";
    private static final String DELETED =
            "{\"timeoutSeconds\": 120, \"onTimeout\": \"FORCE_DELETE\"}";

    private Scenes() {}

    /** Has no default: a metric without a scene does not compile. */
    static Stage of(Metric metric) {
        return switch (metric) {
            case HOOK_CONTINUED,
                    ATTACH_TIME,
                    INTERFACES_CREATED,
                    INTERFACES_ATTACHED,
                    CALLS,
                    DURATION ->
                    launched(Layout.of(1, 1));
            case HOOK_ABANDONED -> open(Layout.of(1, 4).withInstanceType("m5.large")).group(1);
            case HOOK_LEFT_OPEN -> unfinished();
            case EVENT_MALFORMED -> malformed();
            case ADDRESS_CONFLICTS ->
                    refusedOnce("CreateNetworkInterface", "InvalidIPAddress.InUse");
            case THROTTLED_CALLS -> refusedOnce("CreateNetworkInterface", "RequestLimitExceeded");
            case UNPROTECTED_RANGES ->
                    launched(Layout.of(1, 1).withIpv4(excluding("auto", "10.0.0.128/25")));
            case HOOKS_RESUMED -> eventsLost(open(Layout.of(1, 1)));
            case HOOKS_STUCK -> neverAttached();
            case ORPHANS_SEEN, ORPHANS_DELETED -> orphan();
            case NODES_DRIFTED -> drifted();
            case SWEEP_FAILURES -> unread("DescribeNetworkInterfaces");
            case FREE_ADDRESSES, ADDRESSES_UNTIL_PODS ->
                    swept(Layout.of(1, 1).withIpv4(excluding("lowest-free", "10.0.0.128/25")));
            case PODS_EVICTED, DRAIN_TIME -> leaving("{}", false).runFor(MINUTE.multipliedBy(3));
            case EVICTIONS_BLOCKED, DRAINS_UNDERWAY ->
                    leaving("{}", true).runFor(MINUTE.multipliedBy(8));
            case DRAINS_CUT_SHORT -> leaving(PROTECTED, true).runFor(MINUTE.multipliedBy(4));
            case PODS_DELETED -> leaving(DELETED, true).runFor(MINUTE.multipliedBy(4));
        };
    }

    static Stage open(Layout layout) {
        return Stage.open(Scenario.realistic(), layout);
    }

    static Stage launched(Layout layout) {
        return open(layout).group(1).untilInService(1);
    }

    static Stage swept(Layout layout) {
        Stage stage = launched(layout).runFor(MINUTE);
        stage.sweep("{}");
        return stage;
    }

    static String excluding(String mode, String range) {
        return "{\"mode\":\"%s\",\"exclude\":[\"%s\"]}".formatted(mode, range);
    }

    /** A node of a cluster leaves, with a pod that its budget may protect. */
    static Stage leaving(String drain, boolean budget) {
        Stage stage =
                open(Layout.of(1, 1).withTerminateHook(Duration.ofHours(1)).withDrain(drain))
                        .joinAfter(Duration.ofSeconds(20))
                        .group(1)
                        .untilInService(1)
                        .runFor(MINUTE);
        Web.run(stage, stage.inService().getFirst());
        if (budget) {
            Web.protect(stage);
        }
        return stage.scaleTo(0);
    }

    /** No interface of a node can be attached, so no sweep can bring its launch to an end. */
    static Stage neverAttached() {
        Stage stage = open(Layout.of(1, 1));
        stage.mishaps().always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        stage.faults()
                .always(
                        call -> call.action().equals("AttachNetworkInterface"),
                        new Fault.LoseRequest());
        return stage.sweepEvery(MINUTE).group(1).runFor(MINUTE.multipliedBy(12));
    }

    /** A sweep that may not make one kind of call. */
    static Stage unread(String action) {
        Stage stage = launched(Layout.of(1, 1)).runFor(MINUTE);
        stage.faults()
                .always(
                        call -> isBySweep(call) && call.action().equals(action),
                        new Fault.Refuse(
                                new Refusal(
                                        403,
                                        "UnauthorizedOperation",
                                        "You are not authorized to perform this operation.")));
        stage.sweep("{}");
        return stage;
    }

    private static Stage unfinished() {
        Stage stage = open(Layout.of(1, 1));
        stage.faults()
                .next(
                        400,
                        call -> call.action().equals("CreateNetworkInterface"),
                        new Fault.LoseRequest());
        return stage.group(1).untilInService(1);
    }

    private static Stage refusedOnce(String action, String code) {
        Stage stage = open(Layout.of(1, 1));
        stage.faults()
                .next(
                        call -> call.action().equals(action) && !call.caller().equals("operator"),
                        new Fault.Refuse(Refusal.of(code, "Refused once")));
        return stage.group(1).untilInService(1);
    }

    private static Stage malformed() {
        Stage stage = open(Layout.of(1, 1)).group(0);
        stage.send("malformed", "{}");
        return stage.runFor(MINUTE);
    }

    private static Stage eventsLost(Stage stage) {
        stage.mishaps().always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        return stage.sweepEvery(MINUTE).group(1).runFor(MINUTE.multipliedBy(5));
    }

    private static Stage orphan() {
        Stage stage = launched(Layout.of(1, 1));
        stage.grounds().leaveInterface(stage.ec2(), GONE, 99);
        return stage.sweepEvery(MINUTE).runFor(MINUTE.multipliedBy(4));
    }

    private static Stage drifted() {
        Stage stage = launched(Layout.of(1, 1)).runFor(MINUTE.multipliedBy(3));
        String eni = stage.inspect().ours().getFirst().networkInterfaceId();
        stage.ec2()
                .modifyNetworkInterfaceAttribute(
                        r -> r.networkInterfaceId(eni).sourceDestCheck(v -> v.value(true)));
        stage.runFor(MINUTE).sweep("{}");
        return stage;
    }

    private static boolean isBySweep(Call call) {
        return call.caller().startsWith("sweep");
    }
}
