package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.LaunchTemplate;
import io.github.multusnodes.simulator.state.ec2.LaunchTemplates;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Actions on launch templates; each template has one version. */
final class LaunchTemplateActions {

    private static final Listing<LaunchTemplate> LISTING =
            new Listing<>(
                    "LaunchTemplateId",
                    new Filters<LaunchTemplate>()
                            .with("launch-template-name", its -> Stream.of(its.name()))
                            .withTags(LaunchTemplate::tags),
                    1,
                    200);

    private final Ec2 ec2;

    LaunchTemplateActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "CreateLaunchTemplate", this::create)
                .with(EC2, "DescribeLaunchTemplates", this::describe)
                .with(EC2, "DeleteLaunchTemplate", this::delete);
    }

    private Xml create(Parameters request) {
        String name = request.required("LaunchTemplateName");
        LaunchTemplate.Data data = data(request.structure("LaunchTemplateData"));
        Map<String, String> tags = Tagging.read(request, "launch-template");
        Optional<String> token = request.optional("ClientToken");
        Map<String, String> parameters = request.allBut("ClientToken");
        request.done();
        LaunchTemplate made =
                ec2.clientTokens()
                        .once(
                                "CreateLaunchTemplate",
                                token,
                                parameters,
                                LaunchTemplate.class,
                                () -> ec2.launchTemplates().create(name, data, tags));
        return Xml.element("result").add(xml("launchTemplate", made));
    }

    private static LaunchTemplate.Data data(Parameters data) {
        Map<String, Map<String, String>> tags =
                Tagging.readAll(data, Set.of("instance", "network-interface", "volume"));
        return new LaunchTemplate.Data(
                data.optional("ImageId"),
                data.optional("InstanceType"),
                data.list("SecurityGroupId"),
                tags.getOrDefault("instance", Map.of()),
                tags.getOrDefault("network-interface", Map.of()));
    }

    private Xml describe(Parameters request) {
        List<String> names = request.list("LaunchTemplateName");
        Page<LaunchTemplate> page = LISTING.page(request, ids -> seen(ids, names));
        return Xml.element("result")
                .addItems("launchTemplates", page.items(), its -> xml("item", its))
                .add("nextToken", page.nextToken());
    }

    private Stream<LaunchTemplate> seen(List<String> ids, List<String> names) {
        List<LaunchTemplate> all = ec2.launchTemplates().directory().seen(List.of()).toList();
        Stream.concat(ids.stream(), names.stream())
                .filter(wanted -> all.stream().noneMatch(its -> its.isCalled(wanted)))
                .findFirst()
                .ifPresent(
                        wanted -> {
                            throw LaunchTemplates.missing(wanted);
                        });
        boolean any = ids.isEmpty() && names.isEmpty();
        return all.stream()
                .filter(its -> any || ids.contains(its.id()) || names.contains(its.name()));
    }

    private Xml delete(Parameters request) {
        Optional<String> id = request.optional("LaunchTemplateId");
        Optional<String> name = request.optional("LaunchTemplateName");
        request.done();
        String wanted =
                id.or(() -> name)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                "MissingParameter",
                                                "The request must contain LaunchTemplateId or"
                                                        + " LaunchTemplateName"));
        return Xml.element("result")
                .add(xml("launchTemplate", ec2.launchTemplates().delete(wanted)));
    }

    private static Xml xml(String name, LaunchTemplate its) {
        Xml xml =
                Xml.element(name)
                        .add("launchTemplateId", its.id())
                        .add("launchTemplateName", its.name())
                        .add("createTime", Answers.time(its.created()))
                        .add("createdBy", "arn:aws:iam::" + Ec2.OWNER_ID + ":root")
                        .add("defaultVersionNumber", 1)
                        .add("latestVersionNumber", 1);
        return Tagging.add(xml, its.tags());
    }
}
