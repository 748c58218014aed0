package io.github.multusnodes.faultrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one seed gives.
 *
 * @param troubles in the order they were drawn
 */
record Case(long seed, Setting setting, List<Trouble> troubles) {

    Case {
        troubles = List.copyOf(troubles);
    }

    static Case of(long seed) {
        Draw draw = new Draw(seed);
        Setting setting = Setting.draw(seed, draw);
        return new Case(seed, setting, Troubles.draw(draw, setting));
    }

    /** The same with only some of its troubles, by their place from 0. */
    Case only(Set<Integer> places) {
        List<Trouble> fewer = new ArrayList<>();
        for (int i = 0; i < troubles.size(); i++) {
            if (places.contains(i)) {
                fewer.add(troubles.get(i));
            }
        }
        return new Case(seed, setting, fewer);
    }
}
