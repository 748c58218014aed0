package io.github.multusnodes.simulator.state.kubernetes;

import java.util.Set;

/**
 * Whom pods may act as.
 *
 * @param permissions what its roles allow, in every namespace
 */
public record ServiceAccount(String namespace, String name, Set<Permission> permissions) {

    public ServiceAccount {
        permissions = Set.copyOf(permissions);
    }

    /** One that may list and watch pods, and create events. */
    public static ServiceAccount ofAgent(String namespace, String name) {
        return new ServiceAccount(
                namespace,
                name,
                Set.of(
                        new Permission("list", "pods"),
                        new Permission("watch", "pods"),
                        new Permission("create", "events")));
    }

    /** Its name as a user. */
    public String user() {
        return "system:serviceaccount:" + namespace + ":" + name;
    }
}
