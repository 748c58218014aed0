package io.github.multusnodes.infra.construct;

import java.util.List;

/** Which pods may have their addresses put on the node group's interfaces. */
public interface PodAccessProps extends GroupProps {

    /** Default: none. */
    default List<PodServiceAccount> podServiceAccounts() {
        return List.of();
    }

    /** A Kubernetes service account. */
    record PodServiceAccount(String namespace, String name) {}
}
