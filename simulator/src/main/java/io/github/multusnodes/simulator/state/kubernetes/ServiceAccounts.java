package io.github.multusnodes.simulator.state.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The tokens of service accounts. For one thread: callers hold the world's lock. */
public final class ServiceAccounts {

    private final Supplier<Instant> now;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private int issued;

    ServiceAccounts(Supplier<Instant> now) {
        this.now = now;
    }

    /** Issues a token, as a kubelet has it issued for a pod. Those before it stay valid. */
    public String issue(ServiceAccount account, Duration valid) {
        String token = "token-" + ++issued + "-of-" + account.name();
        tokens.put(token, new Token(account, now.get().plus(valid)));
        return token;
    }

    /** From now on nobody is believed who shows the token. */
    public void revoke(String token) {
        tokens.computeIfPresent(token, (_, its) -> new Token(its.account(), Instant.EPOCH));
    }

    /** Whose token it is, if it is valid. */
    public Optional<ServiceAccount> holder(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(its -> now.get().isBefore(its.expires()))
                .map(Token::account);
    }

    /** Whose token it is or was. Needs no lock. */
    public Optional<ServiceAccount> owner(String token) {
        return Optional.ofNullable(tokens.get(token)).map(Token::account);
    }

    private record Token(ServiceAccount account, Instant expires) {}
}
