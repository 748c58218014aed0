package io.github.multusnodes.terminate;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One way in which the function of a hook ends.
 *
 * @param scene what is there before the event
 * @param act what happens beside it
 * @param event what the function gets for the event that Auto Scaling has sent
 * @param outcome the function's answer to Lambda; {@link #THROWS} or {@link #DEAD_LETTER}
 * @param answer what it answered to the hook; {@link #OPEN} or {@link #OVER}
 */
record Way(
        String name,
        Scene scene,
        Consumer<Stage> act,
        UnaryOperator<String> event,
        String outcome,
        String answer) {

    /** It throws, so that the event comes again. */
    static final String THROWS = "throws";

    /** It has thrown until the event was given up. */
    static final String DEAD_LETTER = "dead_letter";

    static final String CONTINUE = "CONTINUE";
    static final String ABANDON = "ABANDON";

    /** The hook is left open on purpose: a later run answers it. */
    static final String OPEN = "nothing yet";

    /** The hook needs no answer any more. */
    static final String OVER = "nothing";

    /** As Auto Scaling has sent it. */
    static Way of(String name, Scene scene, Consumer<Stage> act, String outcome, String answer) {
        return new Way(name, scene, act, event -> event, outcome, answer);
    }

    /** With another event than Auto Scaling has sent, and nothing else out of order. */
    static Way of(String name, UnaryOperator<String> event, String outcome, String answer) {
        return new Way(name, Scene.PLAIN, _ -> {}, event, outcome, answer);
    }

    List<String> answers() {
        return answer.equals(OPEN) || answer.equals(OVER) ? List.of() : List.of(answer);
    }

    boolean leavesOpen() {
        return answer.equals(OPEN);
    }

    @Override
    public String toString() {
        return name + " ends with " + outcome + " and answers " + answer;
    }

    /**
     * How the stage is set.
     *
     * @param joins whether nodes join the cluster
     */
    record Scene(Map<String, String> environment, boolean joins) {
        static final Scene PLAIN = new Scene(Map.of(), false);

        static Scene with(String variable, String value) {
            return new Scene(Map.of(variable, value), false);
        }

        static Scene drain(String drain) {
            return new Scene(
                    Map.of("MULTUS_CLUSTER", Kubernetes.NAME, "MULTUS_DRAIN", drain), true);
        }

        Stage open() {
            Stage stage =
                    Stage.open(
                            Scenario.realistic(),
                            Layout.of(1, 1)
                                    .withTerminateHook(Duration.ofHours(1))
                                    .withEnvironment(environment));
            return joins ? stage.joinAfter(Duration.ofSeconds(10)) : stage;
        }
    }
}
