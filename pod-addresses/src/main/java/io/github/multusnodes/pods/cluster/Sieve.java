package io.github.multusnodes.pods.cluster;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonHandler;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonParser;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import java.io.IOException;
import java.io.Reader;
import java.util.Set;

/**
 * Reads JSON and keeps only members of wanted names while it does: of a pod, most is of no use
 * here, and a list of them would not fit into a small heap.
 */
final class Sieve extends JsonHandler<JsonArray, JsonObject> {

    private static final int BUFFER = 8192;

    private final Set<String> wanted;
    private JsonValue value = Json.NULL;

    private Sieve(Set<String> wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads one value, to the end of what there is.
     *
     * @throws ParseException if it is no JSON
     */
    static JsonValue read(Reader from, Set<String> wanted) throws IOException {
        Sieve sieve = new Sieve(wanted);
        new JsonParser(sieve).parse(from, BUFFER);
        return sieve.value;
    }

    @Override
    public void endNull() {
        value = Json.NULL;
    }

    @Override
    public void endBoolean(boolean its) {
        value = Json.value(its);
    }

    @Override
    public void endString(String its) {
        value = Json.value(its);
    }

    @Override
    public void endNumber(String its) {
        value = Json.parse(its);
    }

    @Override
    public JsonArray startArray() {
        return new JsonArray();
    }

    @Override
    public void endArrayValue(JsonArray array) {
        array.add(value);
    }

    @Override
    public void endArray(JsonArray array) {
        value = array;
    }

    @Override
    public JsonObject startObject() {
        return new JsonObject();
    }

    @Override
    public void endObjectValue(JsonObject object, String name) {
        if (wanted.contains(name)) {
            object.add(name, value);
        }
    }

    @Override
    public void endObject(JsonObject object) {
        value = object;
    }
}
