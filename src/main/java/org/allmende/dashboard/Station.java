package org.allmende.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.editions.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A place where something is measured that everybody may see.
 *
 * @param levels mildest first; its own, else those of the use case
 * @param demonstration whether its values are invented
 * @param battery where the charge of its battery is told, in per cent; null if nobody tells it
 */
public record Station(
        Datastream datastream,
        UseCase useCase,
        List<Level> levels,
        Point point,
        boolean demonstration,
        @Nullable Datastream battery) {

    /** Degrees, WGS 84. */
    public record Point(double lon, double lat) {}

    /** The same as it would be with another use case and other levels. */
    public Station as(UseCase other, List<Level> otherLevels) {
        return new Station(datastream, other, otherLevels, point, demonstration, battery);
    }

    /** How it is published, if not just as it is measured. */
    public Optional<Terms> terms() {
        return Terms.of(datastream);
    }

    /** So long after it was measured, at least, a value is told. */
    Duration lag() {
        return terms().map(it -> it.delay().plus(it.step().length())).orElse(Duration.ZERO);
    }

    public int id() {
        return datastream.id();
    }

    public String tenant() {
        return datastream.tenant();
    }

    public String name() {
        return datastream.described().name();
    }

    /** The symbol of its unit, empty for plain counts. */
    public String unit() {
        var symbol = datastream.unit().symbol();
        return symbol == null ? "" : symbol;
    }

    /** What it is called while no level is reached. */
    public Words normal() {
        return WaterMarks.normal(levels).orElseGet(useCase::normal);
    }

    public String path() {
        return "/%s/daten/%d".formatted(tenant(), id());
    }
}
