package io.github.multusnodes.handler;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import java.util.Locale;

/** What a sweep is asked for. Who asks for a dry run must not get another by a slip. */
final class SweepRequest {

    private static final String DRY_RUN = "dryRun";
    private static final int LONGEST_VALUE = 60;
    private static final String ADVICE = "; nothing was swept. Send {\"dryRun\": true} or {}.";

    private SweepRequest() {}

    /**
     * Whether only a dry run is asked for.
     *
     * @throws IllegalArgumentException if that cannot be told
     */
    static boolean isDryRun(String event) {
        JsonObject json = object(event);
        for (JsonObject.Member member : json) {
            String letters = member.getName().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
            boolean meant = letters.equals(DRY_RUN.toLowerCase(Locale.ROOT));
            if (meant && !(member.getName().equals(DRY_RUN) && member.getValue().isBoolean())) {
                throw new IllegalArgumentException(
                        "The event has \"%s\": %s"
                                        .formatted(cut(member.getName()), cut(member.getValue()))
                                + "; allowed: \"dryRun\" with true or false"
                                + ADVICE);
            }
        }
        return json.getBoolean(DRY_RUN, false);
    }

    private static String cut(Object value) {
        String shown = value.toString();
        return shown.length() <= LONGEST_VALUE ? shown : shown.substring(0, LONGEST_VALUE) + "...";
    }

    private static JsonObject object(String event) {
        try {
            JsonValue json = Json.parse(event);
            if (json.isObject()) {
                return json.asObject();
            }
            throw new IllegalArgumentException(
                    "The event is " + cut(json) + ", no object" + ADVICE);
        } catch (ParseException malformed) {
            throw new IllegalArgumentException(
                    "The event is no JSON (" + malformed.getMessage() + ")" + ADVICE, malformed);
        }
    }
}
