package io.github.multusnodes.faultrun;

import io.github.multusnodes.faultrun.Trouble.Doing;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.state.Refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws what goes wrong in a setting. */
final class Troubles {

    /** After this nothing new goes wrong. */
    static final Duration LAST = Duration.ofMinutes(12);

    private static final int LAST_SECOND = (int) LAST.toSeconds();

    private static final List<Doing> DAMAGE =
            List.of(Doing.DETACH, Doing.SET_TO_OUTLIVE, Doing.SET_CHECK, Doing.UNTAG);

    private static final List<Doing> ORDINARY =
            List.of(
                    Doing.SCALE,
                    Doing.SCALE,
                    Doing.SCALE,
                    Doing.END_INSTANCE,
                    Doing.CALL_UNHEALTHY,
                    Doing.REPLACE,
                    Doing.TAKE_ADDRESSES,
                    Doing.TAKE_ADDRESSES,
                    Doing.LEAVE_ADDRESSES);

    private final Draw draw;
    private final Setting setting;
    private boolean hasKilled;

    private Troubles(Draw draw, Setting setting) {
        this.draw = draw;
        this.setting = setting;
    }

    /** None in one world of eight. */
    static List<Trouble> draw(Draw draw, Setting setting) {
        Troubles troubles = new Troubles(draw, setting);
        int count = draw.chance(0.12) ? 0 : draw.between(1, 8);
        List<Trouble> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(troubles.next());
        }
        return drawn;
    }

    private Trouble next() {
        return switch (draw.between(1, 12)) {
            case 1, 2, 3, 4 ->
                    new Trouble.Strike(
                            function(),
                            draw.chance(0.8),
                            draw.between(1, draw.of(6, 20)),
                            anyFault());
            case 5, 6 -> storm();
            case 7 -> mail();
            case 8, 9 ->
                    new Trouble.Ambush(
                            draw.between(1, 12),
                            draw.of(
                                    Doing.TAKE_SLOT,
                                    Doing.DELETE_UNATTACHED,
                                    Doing.END_INSTANCE,
                                    Doing.TAKE_ADDRESSES),
                            draw.between(0, 99));
            default ->
                    new Trouble.Deed(
                            draw.seconds(1, LAST_SECOND), draw.of(deeds()), draw.between(0, 99));
        };
    }

    private List<Doing> deeds() {
        List<Doing> deeds = new ArrayList<>(ORDINARY);
        if (setting.repair()) {
            deeds.addAll(DAMAGE);
        }
        if (setting.sweepEvery().isPresent()) {
            deeds.add(Doing.SWEEP);
        }
        return deeds;
    }

    private String function() {
        return draw.of("", "launch", "launch", "terminate", "sweep");
    }

    private Trouble storm() {
        Fault fault =
                draw.of(
                        new Fault.Throttle(),
                        new Fault.LoseRequest(),
                        new Fault.LoseAnswer(),
                        internalError(),
                        new Fault.Delay(draw.seconds(1, 20)));
        return new Trouble.Storm(
                draw.seconds(0, LAST_SECOND - 60),
                draw.seconds(10, 180),
                function(),
                draw.of(0.05, 0.2, 0.5, 0.9),
                fault,
                draw.seed());
    }

    private Trouble mail() {
        Mishap mishap =
                draw.of(
                        new Mishap.Lose(),
                        new Mishap.Duplicate(draw.seconds(0, 200)),
                        new Mishap.Delay(draw.seconds(1, 300)),
                        new Mishap.Scatter(draw.seconds(1, 60)));
        return new Trouble.Mail(
                draw.seconds(0, LAST_SECOND - 60),
                draw.seconds(60, 600),
                draw.of("", "launch", "terminate"),
                draw.of(0.2, 0.6, 1.0),
                mishap);
    }

    /** Without sweeps an event's three runs are all there is: one process may end. */
    private Fault anyFault() {
        boolean mayKill = setting.sweepEvery().isPresent() || !hasKilled;
        if (mayKill && draw.chance(0.5)) {
            hasKilled = true;
            return draw.of(
                    new Fault.KillBefore(),
                    new Fault.KillAfter(),
                    new Fault.KillAfter(),
                    new Fault.KillBefore());
        }
        return draw.of(
                new Fault.LoseAnswer(),
                new Fault.LoseAnswer(),
                new Fault.LoseRequest(),
                new Fault.Throttle(),
                internalError(),
                new Fault.Delay(draw.seconds(1, 40)));
    }

    private static Fault internalError() {
        return new Fault.Refuse(
                new Refusal(500, "InternalError", "An internal error has occurred"));
    }
}
