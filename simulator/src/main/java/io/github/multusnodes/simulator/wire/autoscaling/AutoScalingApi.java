package io.github.multusnodes.simulator.wire.autoscaling;

import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.wire.Api;

/** Every simulated action of Auto Scaling. */
public final class AutoScalingApi {

    private AutoScalingApi() {}

    /** Makes the API answer Auto Scaling's actions. */
    public static void register(Api api, AutoScaling autoScaling) {
        new GroupActions(autoScaling).register(api);
        new GroupListing(autoScaling).register(api);
        new InstanceActions(autoScaling).register(api);
        new HookActions(autoScaling).register(api);
        new WarmPoolActions(autoScaling).register(api);
        new RefreshActions(autoScaling).register(api);
    }
}
