package io.github.multusnodes.infra.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The links of a machine as the kernel has them. */
record Links(Machine machine) {

    /**
     * Whether it is up, its MTU, its other names, its addresses, its routes, rules of its table.
     */
    String state(String link, int table) throws IOException, InterruptedException {
        List<String> state = new ArrayList<>();
        state.add(
                machine.shell("ip link show dev %s up".formatted(link)).isEmpty() ? "down" : "up");
        state.add("MTU " + machine.run("cat", "/sys/class/net/" + link + "/mtu").getFirst());
        names(link).forEach(state::add);
        machine.shell(
                        "ip -j address show dev %s".formatted(link)
                                + " | jq -r '.[].addr_info[] | \"\\(.local)/\\(.prefixlen)\"'")
                .forEach(state::add);
        for (String family : List.of("-4", "-6")) {
            machine.shell("ip %s route show table all type unicast dev %s".formatted(family, link))
                    .forEach(route -> state.add("route " + route.strip()));
            machine.shell("ip %s rule show table %d".formatted(family, table))
                    .forEach(rule -> state.add("rule " + rule.replaceFirst("^\\d+:\\s+", "")));
        }
        return String.join("; ", state);
    }

    List<String> names(String link) throws IOException, InterruptedException {
        return machine.shell("ip -j link show dev %s | jq -r '.[].altnames[]?'".formatted(link));
    }
}
