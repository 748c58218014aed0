package io.github.multusnodes.infra.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network interface of the machine, with a network of its own: a DHCP server and a gateway, as
 * the subnet of an ENI has.
 *
 * @param slot the PCI slot, and so the number in the link's name
 * @param network the network's number: its block is 10.0.{@code network}.0/24
 */
record Nic(int slot, int network, String mac) {

    String link() {
        return "ens" + slot;
    }

    String block() {
        return "10.0.%d.0/24".formatted(network);
    }

    String block6() {
        return "2001:db8:0:%d::/64".formatted(network);
    }

    /** The address that DHCP gives. */
    String address() {
        return "10.0.%d.15".formatted(network);
    }

    String gateway() {
        return "10.0.%d.1".formatted(network);
    }

    Nic withMac(String other) {
        return new Nic(slot, network, other);
    }

    String id() {
        return "nic" + slot;
    }

    Map<String, Object> backend() {
        Map<String, Object> backend = new LinkedHashMap<>();
        backend.put("type", "user");
        backend.put("id", "net" + slot);
        backend.put("net", block());
        backend.put("host", gateway());
        backend.put("dns", "10.0.%d.2".formatted(network));
        backend.put("dhcpstart", address());
        backend.put("ipv6", false);
        return backend;
    }

    Map<String, Object> device() {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("driver", "virtio-net-pci");
        device.put("id", id());
        device.put("netdev", "net" + slot);
        device.put("mac", mac);
        device.put("addr", "0x" + Integer.toHexString(slot));
        return device;
    }

    /** The same as an option of the command line: the first value bare, the others named. */
    static String option(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(
                        value ->
                                value.getKey().equals("type") || value.getKey().equals("driver")
                                        ? value.getValue().toString()
                                        : value.getKey() + "=" + written(value.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String written(Object value) {
        return value instanceof Boolean on ? (on ? "on" : "off") : value.toString();
    }
}
