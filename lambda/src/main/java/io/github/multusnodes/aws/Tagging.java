package io.github.multusnodes.aws;

import software.amazon.awssdk.services.ec2.model.Tag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tags in EC2's spelling, in a fixed order: a repeated request is the same request. */
final class Tagging {

    private Tagging() {}

    static List<Tag> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static Map<String, String> read(List<Tag> tags) {
        Map<String, String> read = new HashMap<>();
        tags.forEach(
                tag ->
                        read.put(
                                Part.required(tag.key(), "key of a tag"),
                                Part.required(tag.value(), "value of a tag")));
        return read;
    }
}
