package io.github.multusnodes.simulator.wire.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.state.kubernetes.PodHistory;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.wire.Door.Answer;

import java.util.List;
import java.util.function.Function;

/**
 * Lists by pages. The token to go on with is the version of the list and the place in it.
 *
 * @param history knows which versions are too old to go on with
 */
record Page(PodHistory history, Arguments arguments) {

    <T> Answer of(String kind, List<T> all, Function<T, JsonObject> form) {
        long version = history.version();
        int from = 0;
        if (!arguments.text("continue").isEmpty()) {
            String[] token = token();
            version = Long.parseLong(token[0]);
            from = Math.min(all.size(), Integer.parseInt(token[1]));
            requireKnown(version);
        }
        int to = from + Math.min(all.size() - from, arguments.number("limit", all.size()));
        JsonArray items = Json.array();
        all.subList(from, to).forEach(one -> items.add(form.apply(one)));
        String next = to < all.size() ? version + "-" + to : "";
        return Arguments.json(200, KubernetesJson.list(kind, version, items, next));
    }

    private String[] token() {
        String token = arguments.text("continue");
        if (!token.matches("[0-9]{1,18}-[0-9]{1,9}")) {
            throw Refused.malformed("the parameter 'continue' is '" + token + "'");
        }
        return token.split("-", -1);
    }

    private void requireKnown(long version) {
        try {
            history.requireKnown(version);
        } catch (Refused tooOld) {
            throw tooOld.status() == 410 ? Refused.cannotContinue() : tooOld;
        }
    }
}
