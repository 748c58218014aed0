package io.github.multusnodes.settings;

import io.github.multusnodes.node.SweepPolicy;
import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a deployment's sweep is configured to do.
 *
 * @param settings whose nodes it looks after, and what they should have
 */
public record SweepSettings(Settings settings, SweepPolicy policy) {

    private static final String GROUPS = "MULTUS_AUTO_SCALING_GROUPS";
    private static final String LAUNCH_HOOK = "MULTUS_LAUNCH_HOOK";
    private static final String TERMINATE_HOOK = "MULTUS_TERMINATE_HOOK";
    private static final String SWEEP = "MULTUS_SWEEP";

    private static final String DRY_RUN = "dryRun";
    private static final String REPAIR = "repair";
    private static final String GRACE = "graceSeconds";
    private static final String LAUNCH_GRACE = "launchGraceSeconds";

    private static final int USUAL_GRACE = 60;
    private static final int LONGEST_GRACE = (int) Duration.ofDays(7).toSeconds();
    private static final int USUAL_LAUNCH_GRACE = 120;
    private static final int LONGEST_LAUNCH_GRACE = (int) Duration.ofHours(1).toSeconds();

    /** What Auto Scaling takes, but for the comma, which separates names here. */
    private static final Pattern GROUP_NAME = Pattern.compile("[ -+\\--9;-~]{1,255}");

    private static final Pattern HOOK_NAME = Pattern.compile("[A-Za-z0-9_/-]{1,255}");

    /**
     * Reads the settings from environment variables, those of launches included: a sweep ends
     * launches, and compares nodes with what a launch gives them.
     *
     * @throws InvalidSettingsException if anything is wrong, with everything that is
     */
    public static SweepSettings read(Map<String, String> environment) {
        Environment env = new Environment(environment);
        Violations violations = new Violations();
        Settings settings = Settings.read(env, violations);
        List<String> groups = groups(env, settings.nodeGroup(), violations);
        String launchHook = hook(env, LAUNCH_HOOK, "multus-launch", violations);
        String terminateHook = hook(env, TERMINATE_HOOK, "multus-terminate", violations);
        if (launchHook.equals(terminateHook)) {
            violations.add(
                    TERMINATE_HOOK,
                    Violation.quoted(terminateHook),
                    "another name than that of the launch hook",
                    "A group's hooks have different names; set the name of its terminate hook.");
        }
        ObjectReader sweep =
                JsonVariable.object(
                        env, SWEEP, List.of(DRY_RUN, REPAIR, GRACE, LAUNCH_GRACE), violations);
        SweepPolicy policy =
                new SweepPolicy(
                        groups,
                        launchHook,
                        terminateHook,
                        sweep.flag(DRY_RUN, false, "With true, nothing is changed."),
                        sweep.flag(REPAIR, false, "With true, nodes in service are mended."),
                        seconds(
                                sweep,
                                GRACE,
                                USUAL_GRACE,
                                LONGEST_GRACE,
                                "It counts from when a sweep first saw an interface unused."),
                        seconds(
                                sweep,
                                LAUNCH_GRACE,
                                USUAL_LAUNCH_GRACE,
                                LONGEST_LAUNCH_GRACE,
                                "It counts from an instance's launch; stay well below the timeout"
                                        + " of the launch hook."));
        InvalidSettingsException.throwIfAny(violations);
        return new SweepSettings(settings, policy);
    }

    private static Duration seconds(
            ObjectReader sweep, String key, int usual, int most, String advice) {
        return Duration.ofSeconds(sweep.wholeNumber(key, 0, most, advice).orElse(usual));
    }

    private static List<String> groups(Environment env, String fallback, Violations violations) {
        Optional<String> text = env.get(GROUPS);
        if (text.isEmpty()) {
            return List.of(fallback);
        }
        List<String> names = Arrays.stream(text.get().split(",", -1)).map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String path = GROUPS + "[" + i + "]";
            if (!GROUP_NAME.matcher(names.get(i)).matches()) {
                violations.add(
                        path,
                        Violation.quoted(names.get(i)),
                        "1 to 255 printable ASCII characters but , and :",
                        "Write the names of the Auto Scaling groups, with commas between them.");
            } else if (!seen.add(names.get(i))) {
                String shown = Violation.quoted(names.get(i)) + " again";
                violations.add(path, shown, "each group once", "Remove it.");
            }
        }
        return names;
    }

    private static String hook(
            Environment env, String name, String fallback, Violations violations) {
        String hook = env.get(name).orElse(fallback);
        if (!HOOK_NAME.matcher(hook).matches()) {
            violations.add(
                    name,
                    Violation.quoted(hook),
                    "1 to 255 of letters, digits, _ / and -",
                    "Set it to the hook's name, or leave it out for " + fallback + ".");
        }
        return hook;
    }
}
