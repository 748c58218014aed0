package io.github.multusnodes.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** As many values at a time as EC2 takes in one filter. */
final class Chunks {

    private static final int MOST = 200;

    private Chunks() {}

    static List<List<String>> of(Collection<String> values) {
        List<String> all = values.stream().distinct().sorted().toList();
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            chunks.add(all.subList(from, Math.min(from + MOST, all.size())));
        }
        return chunks;
    }
}
