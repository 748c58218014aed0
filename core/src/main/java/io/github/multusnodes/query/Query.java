package io.github.multusnodes.query;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** One request of the Query protocol: an action and its parameters, in the services' spelling. */
public final class Query {

    private final String action;
    private final StringBuilder form = new StringBuilder(256);
    private int filters;

    public Query(String action) {
        this.action = action;
        with("Action", action);
    }

    public String action() {
        return action;
    }

    /** A parameter; what is null is left out. */
    public Query with(String name, @Nullable Object value) {
        if (value != null) {
            if (!form.isEmpty()) {
                form.append('&');
            }
            form.append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** A list as EC2 takes it: {@code name.1}, {@code name.2} … */
    public Query withList(String name, Collection<?> values) {
        int place = 0;
        for (Object value : values) {
            place++;
            with(name + "." + place, value);
        }
        return this;
    }

    /** A list as Auto Scaling takes it. */
    public Query withMembers(String name, Collection<?> values) {
        return withList(name + ".member", values);
    }

    /** Narrows what EC2 lists. */
    public Query withFilter(String name, Collection<?> values) {
        filters++;
        return with("Filter." + filters + ".Name", name)
                .withList("Filter." + filters + ".Value", values);
    }

    /** Tags in a fixed order: a repeated request is the same request. */
    public Query withTags(String name, Map<String, String> tags) {
        int place = 0;
        for (Map.Entry<String, String> tag :
                tags.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            place++;
            with(name + "." + place + ".Key", tag.getKey());
            with(name + "." + place + ".Value", tag.getValue());
        }
        return this;
    }

    /** Tags of what is to be made. */
    public Query withTagsAtBirth(String resourceType, Map<String, String> tags) {
        return with("TagSpecification.1.ResourceType", resourceType)
                .withTags("TagSpecification.1.Tag", tags);
    }

    /** The request's body. */
    byte[] form(String version) {
        with("Version", version);
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }
}
