package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The client tokens of requests that took effect. How long EC2 remembers one is not documented:
 * here for ever, so a retry after the thing was deleted answers with the thing as it was made.
 */
public final class ClientTokens {

    private static final int LONGEST = 64;

    private final Map<String, Made> made = new HashMap<>();

    /**
     * Makes something, unless a request with the same token did so before.
     *
     * @param parameters all that the request says beside its token
     * @return what this or the earlier request made
     * @throws Refusal if the token is malformed, or came with other parameters before
     */
    public <T> T once(
            String action,
            Optional<String> token,
            Map<String, String> parameters,
            Class<T> kind,
            Supplier<T> make) {
        if (token.isEmpty()) {
            return make.get();
        }
        requireWellFormed(token.get());
        Made earlier = made.get(action + " " + token.get());
        if (earlier != null) {
            if (!earlier.parameters().equals(parameters)) {
                throw Refusal.of(
                        "IdempotentParameterMismatch",
                        "Arguments on this idempotent request are inconsistent with arguments used"
                                + " in previous request(s).");
            }
            return kind.cast(earlier.thing());
        }
        T thing = make.get();
        made.put(action + " " + token.get(), new Made(parameters, thing));
        return thing;
    }

    private static void requireWellFormed(String token) {
        boolean ascii = token.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (token.length() > LONGEST || !ascii) {
            throw Refusal.of(
                    "InvalidParameterValue",
                    "Value ("
                            + token
                            + ") for parameter clientToken is invalid: give at most "
                            + LONGEST
                            + " ASCII characters");
        }
    }

    private record Made(Map<String, String> parameters, Object thing) {}
}
