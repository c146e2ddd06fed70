package org.allmende.sensing.sta;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.allmende.sensing.Aggregate;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Observations;

/**
 * An extension: {@code Datastreams(1)/Observations?$aggregate=PT1H&$filter=…} gives for each interval how many there are, the
 * least, the greatest, the mean and the sum of the results that are numbers. {@code P1D} are German days.
 */
final class Aggregation {

    static final String OPTION = "$aggregate";
    private static final int MOST = 200_000;

    private Aggregation() {}

    static Optional<Answer> find(Request request, Address address, Datastreams datastreams, Observations observations) {
        var step = request.options().get(OPTION);
        if (step == null) {
            return Optional.empty();
        }
        var steps = address.steps();
        var id = steps.getFirst().id();
        if (steps.size() != 2
                || !steps.getFirst().name().equals("Datastreams")
                || !steps.get(1).name().equals("Observations")
                || id == null
                || !id.matches("\\d{1,7}")) {
            throw Refusal.bad("%s is for the Observations of one Datastream.", OPTION);
        }
        var rest = new LinkedHashMap<>(request.options());
        rest.remove(OPTION);
        var filter = Query.parse(rest).filter();
        var bounds = filter == null ? null : Ranges.bounds(filter);
        if (bounds == null || !bounds.isClosed()) {
            throw Refusal.bad("%s needs a $filter with the first and the last phenomenonTime.", OPTION);
        }
        var datastream = datastreams
                .find(Integer.parseInt(id))
                .filter(it -> it.isShownTo(request.tenant()))
                .orElseThrow(() -> Refusal.notFound("There is no such Datastream."));
        var length = length(step);
        if ((bounds.to() - bounds.from()) / (length.toNanos() / 1000) > MOST) {
            throw Refusal.bad("These are more than %d intervals.", MOST);
        }
        var sums = observations
                .sums(datastream, bounds.from(), bounds.to(), length)
                .orElseThrow(() -> Refusal.bad("For so long a time take whole hours or P1D."));
        return Optional.of(Answer.ok(to -> {
            var out = new JsonOut(to);
            out.open('{').name("value").open('[');
            sums.forEach(one -> write(one, out));
            out.close(']').close('}').flush();
        }));
    }

    private static void write(Aggregate it, JsonOut out) {
        out.open('{').name("phenomenonTime").interval(it.from(), it.to());
        out.name("count").number(it.count());
        out.name("min").number(it.low()).name("max").number(it.high());
        out.name("mean").number(decimal(it.mean()));
        out.name("sum").number(decimal(it.total())).close('}');
    }

    /** With nine decimals: beyond them stands what adding up in binary leaves behind. Very small and large numbers stay as they are. */
    private static double decimal(double number) {
        return Math.abs(number) >= 1e-3 && Math.abs(number) < 1e6 ? Math.rint(number * 1e9) / 1e9 : number;
    }

    private static Duration length(String text) {
        try {
            var length = Duration.parse(text);
            if (length.compareTo(Duration.ofSeconds(1)) >= 0 && length.compareTo(Duration.ofDays(366)) <= 0) {
                return length;
            }
        } catch (DateTimeException noDuration) {
            // answered below
        }
        throw Refusal.bad("%s is a duration such as PT15M, PT1H or P1D.", OPTION);
    }
}
