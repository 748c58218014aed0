package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Actions on tags of anything. */
final class TagActions {

    private final Ec2 ec2;

    TagActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "CreateTags", this::create).with(EC2, "DeleteTags", this::delete);
    }

    private Xml create(Parameters request) {
        List<String> ids = ids(request);
        Map<String, String> tags = Tagging.tags(request.structures("Tag"));
        request.done();
        if (tags.isEmpty()) {
            throw missing("Tag");
        }
        ec2.tags().create(ids, tags);
        return Answers.done();
    }

    private Xml delete(Parameters request) {
        List<String> ids = ids(request);
        Map<String, Optional<String>> keys = new LinkedHashMap<>();
        request.structures("Tag")
                .forEach(tag -> keys.put(tag.required("Key"), tag.optional("Value")));
        request.done();
        if (keys.isEmpty()) {
            throw missing("Tag");
        }
        ec2.tags().delete(ids, keys);
        return Answers.done();
    }

    private static List<String> ids(Parameters request) {
        List<String> ids = request.list("ResourceId");
        if (ids.isEmpty()) {
            throw missing("ResourceId");
        }
        return ids;
    }

    private static Refusal missing(String name) {
        return Refusal.of("MissingParameter", "The request must contain the parameter " + name);
    }
}
