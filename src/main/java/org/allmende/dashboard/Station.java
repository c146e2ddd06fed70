package org.allmende.dashboard;

import java.util.List;
import org.allmende.sensing.Datastream;

/**
 * A place where something is measured that everybody may see.
 *
 * @param levels mildest first; its own, else those of the use case
 * @param demonstration whether its values are invented
 */
public record Station(Datastream datastream, UseCase useCase, List<Level> levels, Point point, boolean demonstration) {

    /** Degrees, WGS 84. */
    public record Point(double lon, double lat) {}

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

    public String path() {
        return "/%s/daten/%d".formatted(tenant(), id());
    }
}
