package io.github.multusnodes.infra.config;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One object of the file. What is wrong in it is noted, and read as if it were absent. */
record Section(String path, ObjectReader json, Violations violations) {

    Section(String path, JsonObject json, List<String> known, Violations violations) {
        this(path, new ObjectReader(path, json, known, violations), violations);
    }

    Section section(String key, List<String> known) {
        return new Section(json.path(key), json.object(key, known), violations);
    }

    boolean has(String key) {
        return json.get(key).isPresent();
    }

    void add(String key, String value, String allowed, String advice) {
        violations.add(json.path(key), value, allowed, advice);
    }

    /** A text of one form; nothing where it is absent or has another. */
    Optional<String> text(String key, Forms form, String advice) {
        Optional<String> text = json.text(key, form.allowed(), advice);
        if (text.isPresent() && !form.pattern().matcher(text.get()).matches()) {
            add(key, Violation.quoted(text.get()), form.allowed(), advice);
            return Optional.empty();
        }
        return text;
    }

    String required(String key, Forms form, String advice) {
        if (!has(key)) {
            violations.missing(json.path(key), form.allowed(), advice);
        }
        return text(key, form, advice).orElse("");
    }

    /** One of the values; the fallback where it is absent or another. */
    String choice(String key, List<String> values, String fallback) {
        String allowed = String.join(", ", values);
        String advice = "Take one of them, or leave it out for " + fallback + ".";
        Optional<String> text = json.text(key, allowed, advice);
        if (text.isPresent() && !values.contains(text.get())) {
            add(key, Violation.quoted(text.get()), allowed, advice);
            return fallback;
        }
        return text.orElse(fallback);
    }

    int wholeNumber(String key, int min, int max, int fallback, String advice) {
        return json.wholeNumber(key, min, max, advice).orElse(fallback);
    }

    /** The texts of a list, each of one form; the others are left out. */
    List<String> texts(String key, Forms form, String advice) {
        List<String> texts = json.texts(key, "a list: " + form.allowed(), advice);
        for (int i = 0; i < texts.size(); i++) {
            if (!form.pattern().matcher(texts.get(i)).matches()) {
                String shown = Violation.quoted(texts.get(i));
                violations.add(json.path(key) + "[" + i + "]", shown, form.allowed(), advice);
            }
        }
        return texts.stream().filter(form.pattern().asMatchPredicate()).toList();
    }

    /** A map of texts, such as tags. */
    Map<String, String> map(String key, String advice) {
        Map<String, String> map = new LinkedHashMap<>();
        Section entries = entries(key, "an object of texts", advice);
        for (String name : entries.json.names()) {
            entries.json.text(name, "text", advice).ifPresent(value -> map.put(name, value));
        }
        return map;
    }

    /** Notes a key of the user's own that has not the form it needs. */
    void checkKey(String key, Forms form, String advice) {
        if (!form.pattern().matcher(key).matches()) {
            violations.add(
                    path,
                    "an object with the key " + Violation.quoted(key),
                    form.allowed(),
                    advice);
        }
    }

    /** An object whose keys are the user's own. */
    Section entries(String key, String allowed, String advice) {
        Optional<JsonValue> value = json.get(key);
        if (value.isPresent() && !value.get().isObject()) {
            add(key, value.get().toString(), allowed, advice);
        }
        JsonObject object =
                value.filter(JsonValue::isObject)
                        .map(JsonValue::asObject)
                        .orElseGet(JsonObject::new);
        return new Section(json.path(key), object, object.names(), violations);
    }

    /** Each object of a list; what is no object is noted. */
    void eachObject(String key, List<String> known, BiConsumer<Integer, Section> reader) {
        Optional<JsonValue> value = json.get(key);
        if (value.isEmpty()) {
            return;
        }
        String allowed = "an object with the keys " + String.join(", ", known);
        if (!value.get().isArray()) {
            add(key, value.get().toString(), "a list: " + allowed, "Write one item for each.");
            return;
        }
        int place = 0;
        for (JsonValue item : value.get().asArray()) {
            String path = json.path(key) + "[" + place + "]";
            if (item.isObject()) {
                reader.accept(place, new Section(path, item.asObject(), known, violations));
            } else {
                violations.add(path, item.toString(), allowed, "Write one object for each.");
            }
            place++;
        }
    }
}
