package io.github.multusnodes.simulator.wire.kubernetes;

import io.github.multusnodes.simulator.state.kubernetes.Permission;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.state.kubernetes.ServiceAccount;
import io.github.multusnodes.simulator.state.kubernetes.ServiceAccounts;
import io.github.multusnodes.simulator.wire.RestRequest;

/**
 * Who may ask what: a service account what its roles allow, whoever comes with a token of EKS
 * everything.
 */
record Access(Tokens tokens, ServiceAccounts accounts) {

    private static final String BEARER = "Bearer ";

    /** Who calls, whether or not the cluster believes it. */
    String caller(RestRequest request) {
        String authorization = request.authorization();
        return accounts.owner(token(authorization))
                .map(its -> request.sender().isEmpty() ? its.user() : request.sender())
                .orElseGet(() -> Tokens.caller(authorization));
    }

    /**
     * @throws Refused if the cluster does not know the caller, or does not let it
     */
    void check(RestRequest request) {
        String token = token(request.authorization());
        if (accounts.owner(token).isEmpty()) {
            tokens.check(request.authorization());
            return;
        }
        ServiceAccount account = accounts.holder(token).orElseThrow(Refused::unauthorized);
        Permission needed = Route.of(request).needs();
        if (!needed.resource().isEmpty() && !account.permissions().contains(needed)) {
            throw Refused.forbidden(
                    account.user(), needed, Route.names(request).getOrDefault("namespace", ""));
        }
    }

    private static String token(String authorization) {
        return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
    }
}
