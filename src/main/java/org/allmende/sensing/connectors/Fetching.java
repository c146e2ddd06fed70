package org.allmende.sensing.connectors;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.platform.outbound.Addresses;
import org.allmende.platform.outbound.Fetch;
import org.allmende.sensing.connectors.Connector.Problem;
import org.allmende.sensing.connectors.Harvest.Unreadable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a source and reads what it says; stores nothing. */
@Component
public class Fetching {

    static final Fetch.Limits LIMITS = new Fetch.Limits(Duration.ofSeconds(20), 8 << 20);

    private final Fetch fetch;
    private final Clock clock;
    private final Fetch.Limits limits;

    @org.springframework.beans.factory.annotation.Autowired
    Fetching(Fetch fetch, Clock clock) {
        this(fetch, clock, LIMITS);
    }

    Fetching(Fetch fetch, Clock clock, Fetch.Limits limits) {
        this.fetch = fetch;
        this.clock = clock;
        this.limits = limits;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** There was something in it. */
        record Found(Harvest harvest, Fetch.Answer answer) implements Outcome {}

        /** It is as it was (304). */
        record Unchanged() implements Outcome {}

        /** {@code after}: how long the source wants to be left alone, null if it does not say. */
        record Failed(
                Problem problem,
                String detail,
                @Nullable Duration after,
                @Nullable Harvest harvest) implements Outcome {}
    }

    /** Validators are those of the answer before, null if there was none. */
    public Outcome fetch(Connector.Draft it, @Nullable String tag, @Nullable String modified) {
        try {
            var headers = new LinkedHashMap<>(headers());
            if (tag != null) {
                headers.put("If-None-Match", tag);
            }
            if (modified != null) {
                headers.put("If-Modified-Since", modified);
            }
            var answer = fetch.get(it.url(), headers, limits);
            if (answer.status() == 304) {
                return new Outcome.Unchanged();
            }
            return answer.status() == 200 ? read(it, answer) : refused(answer);
        } catch (Unreadable other) {
            return new Outcome.Failed(Problem.UNREADABLE, String.valueOf(other.getMessage()), null, null);
        } catch (IOException failed) {
            return new Outcome.Failed(problem(failed), Harvest.plain(String.valueOf(failed.getMessage())), null, null);
        }
    }

    private static Problem problem(IOException failed) {
        return failed instanceof Addresses.Refused
                ? Problem.CLOSED_NETWORK
                : failed instanceof Fetch.TooLarge ? Problem.TOO_LARGE : Problem.ofConnecting(failed);
    }

    private static Map<String, String> headers() {
        return Map.of("User-Agent", "Allmende", "Accept", "*/*");
    }

    private static Outcome refused(Fetch.Answer answer) {
        var status = String.valueOf(answer.status());
        if (answer.status() / 100 == 3) {
            var to = Harvest.plain(answer.header("location").orElse(""));
            return new Outcome.Failed(Problem.MOVED, to, null, null);
        }
        var after = answer.header("retry-after")
                .filter(it -> it.matches("\\d{1,6}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .orElse(null);
        return new Outcome.Failed(Problem.STATUS, status, after, null);
    }

    private Outcome read(Connector.Draft it, Fetch.Answer answer) throws Unreadable, IOException {
        if (answer.body().length == 0) {
            return new Outcome.Failed(Problem.EMPTY, "", null, null);
        }
        var now = clock.instant();
        var harvest = new Harvest(now);
        var moment = slot(now, it.every());
        var settings = it.settings();
        switch (it.kind()) {
            case PEGELONLINE -> Pegelonline.read(answer.body(), settings, harvest);
            case DWD -> Poi.read(answer.body(), settings, harvest);
            case PARKING -> Parking.read(answer.body(), settings, moment, harvest);
            case DATEX -> Datex.read(answer.body(), described(settings.describedAt()), settings, moment, harvest);
            case CSV -> Table.read(answer.body(), settings, moment, harvest);
            case THINGS_STACK, CHIRPSTACK -> throw new IllegalArgumentException("A line is not fetched from.");
        }
        if (harvest.samples().isEmpty()) {
            var problem = harvest.refused().isEmpty() ? Problem.EMPTY : Problem.NOTHING_USABLE;
            return new Outcome.Failed(problem, "", null, harvest);
        }
        return new Outcome.Found(harvest, answer);
    }

    /** Values without a time are of the beginning of the interval, so that an answer that is read twice in it gives the same. */
    private static Instant slot(Instant now, Duration every) {
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), every.toSeconds()) * every.toSeconds());
    }

    private byte @Nullable [] described(@Nullable URI at) throws IOException, Unreadable {
        if (at == null) {
            return null;
        }
        var answer = fetch.get(at, headers(), limits);
        if (answer.status() != 200) {
            throw new Unreadable("%s: HTTP %d".formatted(at, answer.status()));
        }
        return answer.body();
    }

    /** The beginning of a table, to say what its columns are. */
    public Table table(URI url) throws IOException, Unusable {
        var answer = fetch.get(url, headers(), limits);
        try {
            if (answer.status() != 200) {
                throw new Unusable("HTTP " + answer.status());
            }
            return Table.parse(answer.body());
        } catch (Unreadable other) {
            throw new Unusable(String.valueOf(other.getMessage()));
        }
    }

    /** The answer is no table. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** The values of a gauge since a moment, for what was missed. */
    Harvest since(URI at, Harvest.Sample newest) throws IOException {
        var harvest = new Harvest(clock.instant());
        var answer = fetch.get(at, headers(), limits);
        try {
            if (answer.status() == 200) {
                Pegelonline.readMore(answer.body(), newest, harvest);
            }
        } catch (Unreadable other) {
            // what is missing stays missing; the newest value is there
            harvest.refuse(Harvest.Why.NO_NUMBER, String.valueOf(other.getMessage()));
        }
        return harvest;
    }
}
