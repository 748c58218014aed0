package io.github.multusnodes.faultrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of a case, from its start until everything has come to rest. */
final class Trial {

    /** After this a group has noticed what was done to its instances. */
    private static final Duration UNNOTICED = Duration.ofMinutes(2);

    private Trial() {}

    static Ending run(Case its) {
        Site site = new Site(its.setting());
        Watch watch = new Watch(site);
        its.troubles().forEach(trouble -> trouble.arm(site));
        List<String> violations = new ArrayList<>();
        try {
            site.begin();
            site.runFor(Troubles.LAST);
            site.calm();
            site.runFor(UNNOTICED);
            violations.addAll(new Judge(site, watch).await());
            if (Calm.isOn(its)) {
                violations.addAll(Calm.problems(site));
            }
        } catch (RuntimeException thrown) {
            violations.add("the run broke off: " + thrown + " by " + thrown.getCause());
        }
        violations.addAll(0, watch.violations());
        Story story = new Story(site, watch);
        return new Ending(
                violations,
                story.fingerprint(),
                site.world().calls().all().size(),
                violations.isEmpty() ? List.of() : story.lines());
    }
}
