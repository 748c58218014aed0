package io.github.multusnodes.terminate;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What may happen beside an event. */
final class Acts {

    static final Consumer<Stage> NOTHING = _ -> {};

    private static final Fault FAIL = refusal(500, "InternalError");

    private Acts() {}

    /** A function may not make a call. */
    static Consumer<Stage> deny(String function, String action) {
        return fault(function, action, refusal(403, "AccessDeniedException"));
    }

    /** A function's call fails in a way that may pass. */
    static Consumer<Stage> fail(String function, String action) {
        return fault(function, action, FAIL);
    }

    static Consumer<Stage> fault(String function, String action, Fault fault) {
        return stage -> stage.faults().always(by(function, action), fault);
    }

    /** A function meets a defect at a call. */
    static Consumer<Stage> defect(String function, String action) {
        Predicate<Call> there = by(function, action);
        return stage -> stage.faults().always(call -> there.test(call) && broken(), FAIL);
    }

    private static boolean broken() {
        throw new IllegalStateException("A defect, made to be outlived");
    }

    static void pod(Stage stage) {
        Web.run(stage, stage.notices().getLast().instanceId());
    }

    static void protectedPod(Stage stage) {
        pod(stage);
        Web.protect(stage);
    }

    static void clusterGoes(Stage stage) {
        stage.kubernetes().become(Kubernetes.Status.DELETING);
    }

    /** Once the function has begun. */
    static void instanceEnds(Stage stage) {
        String instance = stage.notices().getLast().instanceId();
        stage.runFor(Duration.ofSeconds(1));
        stage.ec2().terminateInstances(r -> r.instanceIds(instance));
    }

    /** Before the function has begun. */
    static void operatorAnswers(Stage stage) {
        LifecycleNotice notice = stage.notices().getLast();
        stage.autoScaling()
                .completeLifecycleAction(
                        r ->
                                r.autoScalingGroupName(Stage.GROUP)
                                        .lifecycleHookName(notice.hook())
                                        .instanceId(notice.instanceId())
                                        .lifecycleActionResult(Way.CONTINUE));
    }

    private static Predicate<Call> by(String function, String action) {
        return call -> call.caller().startsWith(function) && call.action().equals(action);
    }

    private static Fault refusal(int status, String code) {
        return new Fault.Refuse(new Refusal(status, code, "Refused for a test"));
    }
}
