package org.allmende.sensing.connectors;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.sensing.connectors.Harvest.Quantity;
import org.allmende.sensing.connectors.Harvest.Sample;
import org.allmende.sensing.connectors.Harvest.Station;
import org.allmende.sensing.connectors.Harvest.Unreadable;
import org.allmende.sensing.connectors.Harvest.Why;

/**
 * Observations of the Deutscher Wetterdienst, a file for each station (opendata.dwd.de, weather_reports/poi,
 * {@code 01049-BEOB.csv}): three lines of headings (parameter, unit, name in German), then a line for each hour, in UTC.
 */
final class Poi {

    private static final String MISSING = "---";

    /** By parameter. Amounts and means are those of the hour before. */
    private static final Map<String, Known> KNOWN = known();

    private record Known(String unit, Quantity quantity) {}

    private Poi() {}

    private static Map<String, Known> known() {
        var all = new LinkedHashMap<String, Known>();
        all.put("dry_bulb_temperature_at_2_meter_above_ground", new Known("Grad C", Quantities.AIR));
        add(
                all,
                "dew_point_temperature_at_2_meter_above_ground",
                "Grad C",
                "Taupunkt",
                "DewPointTemperature",
                "Grad Celsius",
                "°C",
                "Cel");
        add(
                all,
                "temperature_at_5_cm_above_ground",
                "Grad C",
                "Temperatur am Boden",
                "GroundTemperature",
                "Grad Celsius",
                "°C",
                "Cel");
        add(all, "relative_humidity", "%", "Luftfeuchte", "RelativeHumidity", "Prozent", "%", "%");
        add(
                all,
                "pressure_reduced_to_mean_sea_level",
                "hPa",
                "Luftdruck auf Meereshöhe",
                "AtmosphericPressure",
                "Hektopascal",
                "hPa",
                "hPa");
        add(all, "precipitation_amount_last_hour", "mm", "Niederschlag", "Precipitation", "Millimeter", "mm", "mm");
        add(
                all,
                "mean_wind_speed_during last_10_min_at_10_meters_above_ground",
                "km/h",
                "Wind",
                "WindSpeed",
                "Kilometer je Stunde",
                "km/h",
                "km/h");
        add(
                all,
                "mean_wind_direction_during_last_10 min_at_10_meters_above_ground",
                "Grad",
                "Windrichtung",
                "WindDirection",
                "Grad",
                "°",
                "deg");
        add(all, "maximum_wind_speed_last_hour", "km/h", "Windböen", "WindGust", "Kilometer je Stunde", "km/h", "km/h");
        add(
                all,
                "total_time_of_sunshine_during_last_hour",
                "min",
                "Sonnenschein",
                "SunshineDuration",
                "Minuten",
                "min",
                "min");
        add(
                all,
                "global_radiation_last_hour",
                "W/m2",
                "Globalstrahlung",
                "SolarIrradiance",
                "Watt je Quadratmeter",
                "W/m²",
                "W/m2");
        add(all, "cloud_cover_total", "%", "Bewölkung", "CloudCover", "Prozent", "%", "%");
        add(all, "horizontal_visibility", "km", "Sichtweite", "Visibility", "Kilometer", "km", "km");
        add(all, "total_snow_depth", "cm", "Schneehöhe", "SnowDepth", "Zentimeter", "cm", "cm");
        return all;
    }

    private static void add(
            Map<String, Known> all,
            String parameter,
            String unit,
            String name,
            String kind,
            String called,
            String symbol,
            String ucum) {
        all.put(parameter, new Known(unit, Quantities.of(kind, name, kind, called, symbol, "ucum:" + ucum)));
    }

    static void read(byte[] body, Connector.Settings settings, Harvest into) throws Unreadable {
        var lines = new String(body, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.size() < 3
                || !lines.get(0).startsWith("surface observations;")
                || !lines.get(1).contains(";Unit;")
                || settings.place() == null) {
            throw new Unreadable("The first line does not begin with \"surface observations\".");
        }
        var parameters = List.of(lines.get(0).split(";", -1));
        var units = List.of(lines.get(1).split(";", -1));
        var place = settings.place();
        var station = new Station(units.getFirst(), place.name(), place.lat(), place.lon());
        for (var line : lines.subList(3, lines.size())) {
            if (!line.isBlank()) {
                into.row();
                read(line, parameters, units, station, into);
            }
        }
    }

    private static void read(String line, List<String> parameters, List<String> units, Station station, Harvest into) {
        var cells = line.split(";", -1);
        var time = cells.length < 3
                ? null
                : Times.read(cells[0] + " " + cells[1], ZoneOffset.UTC).orElse(null);
        if (time == null) {
            into.refuse(Why.NO_TIME, line);
            return;
        }
        for (int i = 2; i < Math.min(cells.length, parameters.size()); i++) {
            var known = KNOWN.get(parameters.get(i));
            if (known == null || cells[i].strip().equals(MISSING) || cells[i].isBlank()) {
                continue;
            }
            if (i >= units.size() || !units.get(i).equals(known.unit())) {
                into.refuse(Why.UNIT, parameters.get(i) + ": " + (i < units.size() ? units.get(i) : ""));
            } else {
                into.add(new Sample(station, known.quantity(), time, Numbers.read(cells[i])), line);
            }
        }
    }
}
