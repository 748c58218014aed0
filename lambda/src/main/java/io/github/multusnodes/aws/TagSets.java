package io.github.multusnodes.aws;

import io.github.multusnodes.query.Element;
import io.github.multusnodes.query.Query;

import java.util.HashMap;
import java.util.Map;

/** Tags in EC2's spelling. */
final class TagSets {

    private TagSets() {}

    static Query add(String id, Map<String, String> tags) {
        return new Query("CreateTags").with("ResourceId.1", id).withTags("Tag", tags);
    }

    /** Takes a tag away, whatever its value. */
    static Query remove(String id, String key) {
        return new Query("DeleteTags").with("ResourceId.1", id).with("Tag.1.Key", key);
    }

    static Map<String, String> of(Element tagged) {
        Map<String, String> tags = new HashMap<>();
        for (Element tag : tagged.items("tagSet")) {
            tags.put(tag.required("key"), tag.text("value"));
        }
        return tags;
    }
}
