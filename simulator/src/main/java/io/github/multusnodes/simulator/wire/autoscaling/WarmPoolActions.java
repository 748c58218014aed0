package io.github.multusnodes.simulator.wire.autoscaling;

import static io.github.multusnodes.simulator.wire.Api.Service.AUTO_SCALING;

import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.autoscaling.Group;
import io.github.multusnodes.simulator.state.autoscaling.Member;
import io.github.multusnodes.simulator.state.autoscaling.WarmPool;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Optional;

/** Actions on warm pools. */
final class WarmPoolActions {

    private static final int MOST = 50;
    private static final int NO_MAXIMUM = -1;

    private final AutoScaling autoScaling;

    WarmPoolActions(AutoScaling autoScaling) {
        this.autoScaling = autoScaling;
    }

    void register(Api api) {
        api.with(AUTO_SCALING, "PutWarmPool", this::put)
                .with(AUTO_SCALING, "DescribeWarmPool", this::describe)
                .with(AUTO_SCALING, "DeleteWarmPool", this::delete);
    }

    private Xml put(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        Optional<Integer> minSize = request.integer("MinSize");
        Optional<Integer> maxPrepared = request.integer("MaxGroupPreparedCapacity");
        Optional<WarmPool.Keep> keep = request.optional("PoolState").map(WarmPool.Keep::ofWireName);
        Optional<Boolean> reuse = request.structure("InstanceReusePolicy").bool("ReuseOnScaleIn");
        request.done();
        Optional<WarmPool> present = autoScaling.groups().require(group).warmPool();
        WarmPool pool =
                new WarmPool(
                        minSize.or(() -> present.map(WarmPool::minSize)).orElse(0),
                        maxPrepared
                                .or(() -> present.flatMap(WarmPool::maxPrepared))
                                .filter(most -> most != NO_MAXIMUM),
                        keep.or(() -> present.map(WarmPool::keep)).orElse(WarmPool.Keep.STOPPED),
                        reuse.or(() -> present.map(WarmPool::reuseOnScaleIn)).orElse(false),
                        false);
        autoScaling.groupRules().putWarmPool(group, pool);
        return Xml.element("result");
    }

    private Xml describe(Parameters request) {
        String name = request.required("AutoScalingGroupName");
        Page.Wanted wanted = Page.Wanted.autoScaling(request, MOST, MOST);
        request.done();
        Group group = autoScaling.groups().require(name);
        List<Member> pooled =
                autoScaling
                        .members()
                        .allSeen()
                        .filter(member -> member.group().equals(name) && member.inPool())
                        .toList();
        Page<Member> page = Page.of(pooled, wanted);
        Xml result = Xml.element("result");
        group.warmPool().ifPresent(pool -> result.add(configuration(pool)));
        return result.addMembers("Instances", page.items(), InstanceXml::inGroup)
                .add("NextToken", page.nextToken());
    }

    private Xml delete(Parameters request) {
        String group = request.required("AutoScalingGroupName");
        boolean force = request.bool("ForceDelete").orElse(false);
        request.done();
        autoScaling.groupRules().deleteWarmPool(group, force);
        return Xml.element("result");
    }

    /** The {@code WarmPoolConfiguration} of a pool. */
    static Xml configuration(WarmPool pool) {
        Xml xml =
                Xml.element("WarmPoolConfiguration")
                        .add("MaxGroupPreparedCapacity", pool.maxPrepared())
                        .add("MinSize", pool.minSize())
                        .add("PoolState", pool.keep().wireName())
                        .add(
                                Xml.element("InstanceReusePolicy")
                                        .add("ReuseOnScaleIn", pool.reuseOnScaleIn()));
        return pool.deleting() ? xml.add("Status", "PendingDelete") : xml;
    }
}
