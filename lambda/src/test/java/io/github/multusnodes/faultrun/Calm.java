package io.github.multusnodes.faultrun;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.state.ec2.Ip;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What must hold on a day without troubles, when readers see the truth and one herd has its subnets
 * for itself: nobody fights for an address, and those that are lowest are taken.
 */
final class Calm {

    private Calm() {}

    static boolean isOn(Case its) {
        Setting setting = its.setting();
        return its.troubles().isEmpty()
                && setting.herds().size() == 1
                && setting.herds().getFirst().pool() == 0
                && setting.scenario().mostLag().equals(Duration.ZERO);
    }

    static List<String> problems(Site site) {
        List<String> problems = new ArrayList<>();
        site.world().calls().of("CreateNetworkInterface").stream()
                .filter(call -> call.outcome().equals("InvalidIPAddress.InUse"))
                .map(RecordedCall::call)
                .forEach(call -> problems.add("a fight for an address: " + call));
        if (site.setting().addressing().ipv4().contains("lowest-free")) {
            site.grounds().networkSubnets().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .forEach(subnet -> problems.addAll(gaps(site, subnet)));
        }
        return problems;
    }

    /** One follows the other, but for ranges that are not ours; enough of them for any day. */
    private static List<String> gaps(Site site, String subnet) {
        List<NetworkInterface> its =
                site.truth()
                        .interfaces()
                        .filter(eni -> eni.subnetId().equals(subnet))
                        .sorted(Comparator.comparing(eni -> eni.primaryIp().orElseThrow()))
                        .toList();
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < Math.min(its.size(), 12); i++) {
            NetworkInterface before = its.get(i - 1);
            NetworkInterface eni = its.get(i);
            Ip next = before.primaryIp().orElseThrow().plus(1);
            while (site.truth().isForbidden(next)) {
                next = next.plus(1);
            }
            if (!next.equals(eni.primaryIp().orElseThrow())) {
                gaps.add("a gap between " + before.primaryIp() + " and " + eni.primaryIp());
            }
        }
        return gaps;
    }
}
