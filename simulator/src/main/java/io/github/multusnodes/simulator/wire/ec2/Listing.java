package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How one kind of thing is listed: by ids, by filters, page by page.
 *
 * @param ids the parameter that lists ids
 * @param least the smallest page that may be asked for
 * @param most the largest
 */
record Listing<T>(String ids, Filters<T> filters, int least, int most) {

    /** Pages as nearly all of EC2's lists have them. */
    static <T> Listing<T> of(String ids, Filters<T> filters) {
        return new Listing<>(ids, filters, 5, 1000);
    }

    /**
     * Reads the whole request and answers the page it asks for.
     *
     * @param seen the things of some ids, or all if there are none
     */
    Page<T> page(Parameters request, Function<List<String>, Stream<T>> seen) {
        List<String> wanted = request.list(ids);
        Predicate<T> condition = filters.read(request);
        Page.Wanted page = Page.Wanted.ec2(request, least, most);
        request.done();
        if (!wanted.isEmpty() && page.size().isPresent()) {
            throw Refusal.of(
                    "InvalidParameterCombination",
                    "The parameter " + ids + " cannot be used with the parameter MaxResults");
        }
        return Page.of(seen.apply(wanted).filter(condition).toList(), page);
    }
}
