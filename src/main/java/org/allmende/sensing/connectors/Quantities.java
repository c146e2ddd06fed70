package org.allmende.sensing.connectors;

import java.util.List;
import java.util.Locale;
import org.allmende.sensing.Unit;
import org.allmende.sensing.connectors.Harvest.Quantity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What connectors measure, by the addresses under which the data pages know it. */
final class Quantities {

    static final Quantity LEVEL = of("W", "Wasserstand", "WaterLevel", "Zentimeter", "cm", "ucum:cm");
    static final Quantity DISCHARGE =
            of("Q", "Abfluss", "VolumeFlowRate", "Kubikmeter je Sekunde", "m³/s", "ucum:m3/s");
    static final Quantity WATER_TEMPERATURE =
            of("WT", "Wassertemperatur", "WaterTemperature", "Grad Celsius", "°C", "ucum:Cel");
    static final Quantity AIR = of("T", "Lufttemperatur", "AirTemperature", "Grad Celsius", "°C", "ucum:Cel");
    static final Quantity SPACES = new Quantity(
            "frei",
            "Freie Stellplätze",
            "urn:allmende:property:free-parking-spaces",
            new Unit("Anzahl", "", "ucum:1"),
            null);
    private static final Quantity FILL = of("F", "Füllstand", "FillLevel", "Prozent", "%", "ucum:%");

    private static final List<Quantity> NAMED = List.of(LEVEL, DISCHARGE, WATER_TEMPERATURE, AIR, SPACES, FILL);

    private Quantities() {}

    static Quantity of(String key, String name, String kind, String unit, String symbol, String ucum) {
        return new Quantity(
                key, name, "https://qudt.org/vocab/quantitykind/" + kind, new Unit(unit, symbol, ucum), null);
    }

    static Quantity with(Quantity it, @Nullable JsonNode about) {
        return new Quantity(it.key(), it.name(), it.definition(), it.unit(), about);
    }

    /** As somebody calls it. What has the name and the unit of something known is that. */
    static Quantity named(String name, String symbol) {
        return NAMED.stream()
                .filter(it -> it.name().equalsIgnoreCase(name)
                        && symbol.equals(it.unit().symbol()))
                .findFirst()
                .orElseGet(() -> new Quantity(
                        name,
                        name,
                        "urn:allmende:property:" + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-"),
                        new Unit(symbol, symbol, symbol),
                        null));
    }
}
