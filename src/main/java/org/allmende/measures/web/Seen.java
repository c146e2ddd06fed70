package org.allmende.measures.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Regions;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.ObservedProperty;
import org.allmende.sensing.Sensors;
import org.springframework.stereotype.Component;

/** The stations that a tenant can make rules for: its own first, then those that others show it. */
@Component
class Seen {

    private final Datastreams datastreams;
    private final Sensors sensors;
    private final Regions regions;
    private final Tenancy tenancy;

    Seen(Datastreams datastreams, Sensors sensors, Regions regions, Tenancy tenancy) {
        this.datastreams = datastreams;
        this.sensors = sensors;
        this.regions = regions;
        this.tenancy = tenancy;
    }

    /**
     * A station.
     *
     * @param definition of what it measures, and {@code measured} its name
     */
    record Station(int id, String name, String definition, String measured, String unit, boolean own) {}

    /** As they are to be shown. */
    record Stations(List<Station> all) {

        Set<Integer> ids() {
            return all.stream().map(Station::id).collect(Collectors.toSet());
        }

        /** Names by number. */
        Map<String, String> names() {
            return names(all);
        }

        /** Those that measure this, its own or the others'. */
        Map<String, String> names(String definition, boolean own) {
            return names(all.stream()
                    .filter(it -> it.definition().equals(definition) && it.own() == own)
                    .toList());
        }

        private static Map<String, String> names(List<Station> some) {
            var names = new LinkedHashMap<String, String>();
            some.forEach(it -> names.put(Integer.toString(it.id()), it.name()));
            return names;
        }

        /** What is measured, with its unit, by definition. */
        Map<String, String> properties() {
            var names = new LinkedHashMap<String, String>();
            all.stream()
                    .sorted(Comparator.comparing(Station::measured))
                    .forEach(it -> names.putIfAbsent(
                            it.definition(),
                            it.unit().isEmpty() ? it.measured() : "%s (%s)".formatted(it.measured(), it.unit())));
            return names;
        }

        String name(int id) {
            return all.stream()
                    .filter(it -> it.id() == id)
                    .map(Station::name)
                    .findFirst()
                    .orElse(Integer.toString(id));
        }

        /** A value with the unit of its station. */
        String unit(int id) {
            return all.stream()
                    .filter(it -> it.id() == id)
                    .map(Station::unit)
                    .findFirst()
                    .orElse("");
        }
    }

    Stations of(String tenant) {
        return tenancy.as(tenant, () -> {
            var properties = sensors.listProperties().stream()
                    .collect(Collectors.toMap(ObservedProperty::id, it -> it, (one, same) -> one));
            var all = new ArrayList<Station>();
            for (var it : datastreams.list()) {
                var property = properties.get(it.observedProperty());
                // its own are watched as they are measured, not as they are published
                boolean published = it.edition() && it.tenant().equals(tenant);
                if (property != null && it.isShownTo(tenant) && !published) {
                    all.add(station(tenant, it, property));
                }
            }
            var german = java.text.Collator.getInstance(java.util.Locale.GERMANY);
            all.sort(Comparator.comparing(Station::own)
                    .reversed()
                    .thenComparing(Station::name, german)
                    .thenComparingInt(Station::id));
            return new Stations(all);
        });
    }

    private Station station(String tenant, Datastream it, ObservedProperty property) {
        boolean own = it.tenant().equals(tenant);
        var name = it.described().name();
        var symbol = it.unit().symbol();
        return new Station(
                it.id(),
                own
                        ? name
                        : regions.current()
                                .find(it.tenant())
                                .map(other -> "%s (%s)".formatted(name, other.shortName()))
                                .orElse(name),
                property.definition(),
                property.described().name(),
                symbol == null ? "" : symbol,
                own);
    }
}
