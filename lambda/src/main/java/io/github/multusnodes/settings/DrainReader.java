package io.github.multusnodes.settings;

import io.github.multusnodes.drain.DrainSettings;
import io.github.multusnodes.drain.DrainSettings.OnTimeout;
import io.github.multusnodes.drain.DrainSettings.Unmanaged;
import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code MULTUS_DRAIN}: one JSON object. */
final class DrainReader {

    static final String DRAIN = "MULTUS_DRAIN";

    /** A lifecycle action waits for 48 hours at most ("Amazon EC2 Auto Scaling quotas"). */
    private static final int LONGEST = (int) Duration.ofDays(2).toSeconds();

    private static final List<String> KEYS =
            List.of(
                    "deleteEmptyDirData",
                    "unmanagedPods",
                    "timeoutSeconds",
                    "onTimeout",
                    "skipWaitForDeleteSeconds");

    private DrainReader() {}

    static DrainSettings read(Environment env, Violations violations) {
        return read(JsonVariable.object(env, DRAIN, KEYS, violations), violations);
    }

    private static DrainSettings read(ObjectReader json, Violations violations) {
        DrainSettings usual = DrainSettings.DEFAULT;
        return new DrainSettings(
                json.flag(
                        "deleteEmptyDirData",
                        usual.deleteEmptyDirData(),
                        "false waits for pods with emptyDir volumes until they end."),
                choice(json, "unmanagedPods", Unmanaged.class, usual.unmanaged(), violations),
                json.wholeNumber("timeoutSeconds", 0, LONGEST, "A hook waits 48 hours at most.")
                        .map(Duration::ofSeconds)
                        .orElse(usual.timeout()),
                choice(json, "onTimeout", OnTimeout.class, usual.onTimeout(), violations),
                json.wholeNumber(
                                "skipWaitForDeleteSeconds",
                                0,
                                LONGEST,
                                "It counts from the end of a pod's grace period.")
                        .map(Duration::ofSeconds)
                        .orElse(usual.skipWaitForDelete()));
    }

    private static <E extends Enum<E>> E choice(
            ObjectReader json, String key, Class<E> type, E fallback, Violations violations) {
        String allowed =
                Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
        String advice = "Take one of them, or leave it out for " + fallback.name() + ".";
        Optional<String> text = json.text(key, allowed, advice);
        Optional<E> chosen =
                Arrays.stream(type.getEnumConstants())
                        .filter(one -> text.filter(one.name()::equals).isPresent())
                        .findFirst();
        if (text.isPresent() && chosen.isEmpty()) {
            violations.add(json.path(key), Violation.quoted(text.get()), allowed, advice);
        }
        return chosen.orElse(fallback);
    }
}
