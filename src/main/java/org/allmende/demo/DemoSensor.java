package org.allmende.demo;

import java.time.Instant;
import java.util.Locale;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Battery;
import org.allmende.sensing.Unit;

/**
 * An invented sensor. What it measures at a moment depends on nothing but its number and the moment, so that a load that was
 * stopped goes on, and the same demo comes about everywhere.
 *
 * @param number tells it from all others
 * @param river how far down the river it is, from 0 on; of water only, negative for brooks that had no flood
 */
record DemoSensor(Kind kind, String name, int number, int river, double longitude, double latitude) {

    private static final double HOURS_OF_YEAR = 8766;

    /** The flood begins on 3 February, each year again. */
    private static final int FLOOD_DAY = 34;

    @SuppressWarnings("ImmutableEnumChecker") // units are records of texts
    enum Kind {
        WATER(
                "Pegel",
                "Wasserstand",
                "https://qudt.org/vocab/quantitykind/WaterLevel",
                new Unit("Zentimeter", "cm", "ucum:cm")),
        AIR(
                "Wetterstation",
                "Lufttemperatur",
                "https://qudt.org/vocab/quantitykind/AirTemperature",
                new Unit("Grad Celsius", "°C", "ucum:Cel")),
        BIN(
                "Container",
                "Füllstand",
                "https://qudt.org/vocab/quantitykind/FillLevel",
                new Unit("Prozent", "%", "ucum:%")),
        PARKING(
                "Parkplatz",
                "Freie Stellplätze",
                "urn:allmende:property:free-parking-spaces",
                new Unit("Anzahl", "", "ucum:1")),
        LAMP(
                "Straßenlaternen",
                "Leistung",
                "https://qudt.org/vocab/quantitykind/ActivePower",
                new Unit("Watt", "W", "ucum:W")),
        WIFI("WLAN", "Geräte im WLAN", "urn:allmende:property:wifi-clients", new Unit("Anzahl", "", "ucum:1")),
        BATTERY("Batterie", "Batterie", Battery.PROPERTY, new Unit("Prozent", "%", "ucum:%"));

        private final String thing;
        private final String property;
        private final String definition;
        private final Unit unit;

        Kind(String thing, String property, String definition, Unit unit) {
            this.thing = thing;
            this.property = property;
            this.definition = definition;
            this.unit = unit;
        }

        String thing() {
            return thing;
        }

        String property() {
            return property;
        }

        String definition() {
            return definition;
        }

        Unit unit() {
            return unit;
        }

        /** As other software may look for it. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is usual at this gauge in summer, in centimetres: from here its stages are counted. */
    double usual() {
        return 60 + number % 7 * 15;
    }

    double at(Instant moment) {
        double hours = moment.getEpochSecond() / 3600.0;
        var local = moment.atZone(GermanDates.BERLIN);
        double clock = local.getHour() + local.getMinute() / 60.0;
        double winter = Math.cos(2 * Math.PI * (hours - 15 * 24) / HOURS_OF_YEAR);
        return switch (kind) {
            case WATER -> Math.rint(level(hours, winter, local.getDayOfYear() * 24 + clock));
            case AIR ->
                rounded(9.5 - 9.5 * winter - 4 * Math.cos((clock - 3) / 12 * Math.PI) + 9 * drift(hours, 60) - 4.5);
            case BIN -> bin(hours);
            case PARKING -> parking(clock, local.getDayOfWeek().getValue(), hours);
            case LAMP -> lamp(clock, winter, hours);
            case WIFI -> wifi(clock, local.getDayOfWeek().getValue(), hours);
            case BATTERY -> Math.rint((number % 2 == 0 ? 14 : 82) - 2 * drift(hours, 200));
        };
    }

    private double level(double hours, double winter, double hourOfYear) {
        double usual = usual() + 25 * winter + 30 * drift(hours, 90) + 3 * drift(hours, 3);
        double since = hourOfYear - (FLOOD_DAY * 24 + 5 + 5.0 * river);
        if (river < 0 || since < 0) {
            return usual;
        }
        // rises within a day and a half and falls for the rest of the week
        double wave = since < 36 ? Math.pow(Math.sin(since / 36 * Math.PI / 2), 2) : Math.exp(-(since - 36) / 40);
        return usual + (240 + number % 5 * 20) * wave;
    }

    private double bin(double hours) {
        double period = 150 + number % 6 * 24;
        double part = (hours + number * 31) % period / period;
        return Math.rint(Math.min(100, 4 + 92 * part + 4 * drift(hours, 10) * part));
    }

    private double parking(double clock, int dayOfWeek, double hours) {
        double all = 40 + number % 5 * 30;
        double rush = Math.exp(-Math.pow((clock - 11.5) / 3.2, 2)) + 0.7 * Math.exp(-Math.pow((clock - 17) / 2, 2));
        double taken = (dayOfWeek > 6 ? 0.25 : dayOfWeek == 6 ? 0.8 : 0.75) * rush + 0.15 * drift(hours, 2);
        return Math.rint(all * (1 - Math.clamp(taken, 0, 0.98)));
    }

    private double lamp(double clock, double winter, double hours) {
        double dusk = 19.5 - 2.8 * winter;
        double dawn = 6 + 1.7 * winter;
        double full = 900 + number % 9 * 140;
        if (clock > dawn && clock < dusk) {
            return 0;
        }
        // dimmed from eleven to five
        return Math.rint(full * (clock >= 23 || clock < 5 ? 0.5 : 1) * (0.98 + 0.04 * drift(hours, 1)));
    }

    /** Nobody at night, a few in the morning, many on a Saturday. */
    private double wifi(double clock, int dayOfWeek, double hours) {
        double day = Math.exp(-Math.pow((clock - 14) / 4, 2));
        double many = 25 + number % 4 * 10;
        return Math.rint(many * day * (dayOfWeek == 6 ? 1.4 : dayOfWeek == 7 ? 0.5 : 1) * (0.5 + drift(hours, 1)));
    }

    /** Between 0 and 1, smooth over so many hours. */
    private double drift(double hours, double span) {
        double place = hours / span;
        long left = (long) Math.floor(place);
        double part = place - left;
        double smooth = part * part * (3 - 2 * part);
        return chance(left) * (1 - smooth) + chance(left + 1) * smooth;
    }

    private double chance(long place) {
        long mixed = (place * 0x9E3779B97F4A7C15L) ^ (number * 0xC2B2AE3D27D4EB4FL);
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        return ((mixed ^ (mixed >>> 32)) >>> 11) * 0x1.0p-53;
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }
}
