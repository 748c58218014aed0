package io.github.multusnodes.simulator.wire.autoscaling;

import static io.github.multusnodes.simulator.wire.Api.Service.AUTO_SCALING;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.autoscaling.Refresh;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.time.Duration;
import java.util.List;

/** Actions on instance refreshes. */
final class RefreshActions {

    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final int USUAL_MIN_HEALTHY = 90;

    private final AutoScaling autoScaling;

    RefreshActions(AutoScaling autoScaling) {
        this.autoScaling = autoScaling;
    }

    void register(Api api) {
        api.with(AUTO_SCALING, "StartInstanceRefresh", this::start)
                .with(AUTO_SCALING, "DescribeInstanceRefreshes", this::describe)
                .with(AUTO_SCALING, "CancelInstanceRefresh", this::cancel);
    }

    private Xml start(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        String strategy = request.optional("Strategy").orElse("Rolling");
        Parameters given = request.structure("Preferences");
        Refresh.Preferences preferences =
                new Refresh.Preferences(
                        given.integer("MinHealthyPercentage").orElse(USUAL_MIN_HEALTHY),
                        given.integer("InstanceWarmup").map(Duration::ofSeconds),
                        given.bool("SkipMatching").orElse(false));
        request.done();
        if (!strategy.equals("Rolling")) {
            throw Refusal.of(
                    "ValidationError",
                    "The strategy '" + strategy + "' is not modelled: give Rolling");
        }
        int percentage = preferences.minHealthyPercentage();
        if (percentage < 0 || percentage > 100) {
            throw Refusal.of(
                    "ValidationError",
                    "MinHealthyPercentage " + percentage + " is invalid: give 0 to 100");
        }
        Refresh refresh = autoScaling.refreshes().start(group, preferences);
        return Xml.element("result").add("InstanceRefreshId", refresh.id());
    }

    private Xml describe(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        List<String> ids = request.members("InstanceRefreshIds");
        Page.Wanted wanted = Page.Wanted.autoScaling(request, USUAL, MOST);
        request.done();
        autoScaling.groups().require(group);
        List<Refresh> found =
                autoScaling.refreshes().of(group).stream()
                        .filter(refresh -> ids.isEmpty() || ids.contains(refresh.id()))
                        .toList();
        Page<Refresh> page = Page.of(found, wanted);
        return Xml.element("result")
                .addMembers("InstanceRefreshes", page.items(), RefreshActions::xml)
                .add("NextToken", page.nextToken());
    }

    private Xml cancel(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        request.done();
        return Xml.element("result")
                .add("InstanceRefreshId", autoScaling.refreshes().cancel(group).id());
    }

    private static Xml xml(Refresh refresh) {
        Refresh.Preferences preferences = refresh.preferences();
        return Xml.element("member")
                .add("InstanceRefreshId", refresh.id())
                .add("AutoScalingGroupName", refresh.group())
                .add("Status", refresh.status().wireName())
                .add("StartTime", refresh.start())
                .add("EndTime", refresh.end())
                .add("PercentageComplete", refresh.percentageComplete())
                .add("InstancesToUpdate", refresh.left().size())
                .add("Strategy", "Rolling")
                .add(
                        Xml.element("Preferences")
                                .add("MinHealthyPercentage", preferences.minHealthyPercentage())
                                .add(
                                        "InstanceWarmup",
                                        preferences.warmup().map(Duration::toSeconds))
                                .add("SkipMatching", preferences.skipMatching()));
    }
}
