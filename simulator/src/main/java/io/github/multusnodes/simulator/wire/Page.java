package io.github.multusnodes.simulator.wire;

import io.github.multusnodes.simulator.state.Refusal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param nextToken present if more may follow
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {

    /**
     * Which page a request asks for.
     *
     * @param size at most so many items; absent means all
     * @param offset how many items come before it
     */
    public record Wanted(Optional<Integer> size, int offset) {

        /** EC2's {@code MaxResults} and {@code NextToken}. */
        public static Wanted ec2(Parameters request, int least, int most) {
            return read(request, "MaxResults", least, most);
        }

        /**
         * Auto Scaling's {@code MaxRecords} and {@code NextToken}; pages have a default size there.
         */
        public static Wanted autoScaling(Parameters request, int defaultSize, int most) {
            Wanted wanted = read(request, "MaxRecords", 1, most);
            return new Wanted(Optional.of(wanted.size().orElse(defaultSize)), wanted.offset());
        }

        private static Wanted read(Parameters request, String sizeName, int least, int most) {
            Optional<Integer> size = request.integer(sizeName);
            size.filter(given -> given < least || given > most)
                    .ifPresent(
                            given -> {
                                throw Refusal.of(
                                        "InvalidParameterValue",
                                        "Value ( "
                                                + given
                                                + " ) for parameter "
                                                + sizeName
                                                + " is invalid. Expecting a value"
                                                + " between "
                                                + least
                                                + " and "
                                                + most);
                            });
            return new Wanted(size, request.optional("NextToken").map(Wanted::decode).orElse(0));
        }

        private static int decode(String token) {
            try {
                return Integer.parseInt(
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException _) {
                throw Refusal.of("InvalidNextToken", "The token '" + token + "' is invalid");
            }
        }
    }

    /** The wanted page of a list. */
    public static <T> Page<T> of(List<T> all, Wanted wanted) {
        int from = Math.min(wanted.offset(), all.size());
        int to = wanted.size().map(size -> Math.min(from + size, all.size())).orElse(all.size());
        Optional<String> next = to < all.size() ? Optional.of(encode(to)) : Optional.empty();
        return new Page<>(List.copyOf(all.subList(from, to)), next);
    }

    private static String encode(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(offset).getBytes(StandardCharsets.UTF_8));
    }
}
