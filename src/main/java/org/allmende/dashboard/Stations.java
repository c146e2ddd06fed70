package org.allmende.dashboard;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.allmende.region.Regions;
import org.allmende.sensing.Battery;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.ObservedProperty;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Thing;
import org.allmende.sensing.Things;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.editions.Terms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The public stations and how they are arranged, as they were known a few seconds ago: pages are made from memory. A datastream
 * whose property belongs to no use case, or whose thing has no place, is on no page; SensorThings has it nevertheless.
 */
@Component
public class Stations {

    private static final long PAUSE_MILLIS = 3_000;

    private final Regions regions;
    private final Datastreams datastreams;
    private final Things things;
    private final Sensors sensors;
    private final Arrangements arrangements;
    private final Clock clock;
    private final AtomicLong nextCheck = new AtomicLong();
    private volatile @Nullable Known known;

    /**
     * What is known at one moment.
     *
     * @param arrangement of the region
     * @param stations in German order of their names
     */
    public record Known(Arrangement arrangement, List<Station> stations) {

        public List<Station> of(UseCase useCase) {
            return stations.stream().filter(it -> it.useCase().equals(useCase)).toList();
        }

        /** The same with the stations of these tenants only. */
        public Known only(Set<String> tenants) {
            return new Known(
                    arrangement,
                    stations.stream()
                            .filter(it -> tenants.contains(it.tenant()))
                            .toList());
        }

        /** Where a datastream that is no longer public was linked, its edition is found. */
        public Optional<Station> find(String tenant, int datastream) {
            return stations.stream()
                    .filter(it -> it.tenant().equals(tenant))
                    .filter(it -> it.id() == datastream
                            || Terms.source(it.datastream()).equals(Optional.of(datastream)))
                    .findFirst();
        }
    }

    Stations(
            Regions regions,
            Datastreams datastreams,
            Things things,
            Sensors sensors,
            Arrangements arrangements,
            Clock clock) {
        this.regions = regions;
        this.datastreams = datastreams;
        this.things = things;
        this.sensors = sensors;
        this.arrangements = arrangements;
        this.clock = clock;
    }

    public Known current() {
        var it = known;
        if (it == null) {
            return refresh();
        }
        long now = clock.millis();
        long due = nextCheck.get();
        // whoever comes first after the pause reads; nobody waits for it
        return now < due || !nextCheck.compareAndSet(due, now + PAUSE_MILLIS) ? it : refresh();
    }

    /** The tenant and, for a county, its municipalities; nobody for an unknown slug. */
    public Set<String> around(String tenant) {
        return regions.current().tenants().values().stream()
                .filter(it -> it.slug().value().equals(tenant)
                        || (it.county() != null && it.county().value().equals(tenant)))
                .map(it -> it.slug().value())
                .collect(Collectors.toSet());
    }

    /** Reads them now; one after the other, so that what was read last is what is known. */
    public synchronized Known refresh() {
        var read = read();
        known = read;
        nextCheck.set(clock.millis() + PAUSE_MILLIS);
        return read;
    }

    private Known read() {
        var region = regions.current();
        var all = arrangements.list();
        var common = Arrangements.common(all, region.lead().slug().value());
        var definitions = sensors.listProperties().stream()
                .collect(Collectors.toMap(ObservedProperty::id, ObservedProperty::definition));
        Map<Long, Thing> byId = things.list().stream().collect(Collectors.toMap(Thing::id, it -> it));
        var found = new ArrayList<Station>();
        var shown = datastreams.list();
        var batteries = shown.stream()
                .filter(it -> Battery.PROPERTY.equals(definitions.get(it.observedProperty()))
                        && Battery.isPerCent(it)
                        && it.isShownTo(null))
                .collect(Collectors.toMap(Datastream::thing, it -> it, (one, same) -> one));
        for (var it : shown) {
            var thing = byId.get(it.thing());
            var point = thing == null ? null : point(thing);
            var useCase = common.ofProperty(definitions.getOrDefault(it.observedProperty(), ""))
                    .orElse(null);
            if (it.visibility() == Visibility.PUBLIC && point != null && useCase != null) {
                var own = all.getOrDefault(it.tenant(), common);
                var levels = own.levels(it, useCase);
                found.add(new Station(
                        it,
                        useCase,
                        levels.isEmpty() ? WaterMarks.of(it) : levels,
                        point,
                        isInvented(it.described()),
                        batteries.get(it.thing())));
            }
        }
        found.sort((one, other) -> compare(one.datastream(), other.datastream()));
        return new Known(common, List.copyOf(found));
    }

    private static int compare(Datastream one, Datastream other) {
        var german = java.text.Collator.getInstance(java.util.Locale.GERMANY);
        int names = german.compare(one.described().name(), other.described().name());
        return names != 0 ? names : Integer.compare(one.id(), other.id());
    }

    private static Station.@Nullable Point point(Thing thing) {
        for (var place : thing.places()) {
            var coordinates = place.geometry().path("coordinates");
            if (place.geometry().path("type").asString("").equals("Point") && coordinates.size() >= 2) {
                return new Station.Point(
                        coordinates.path(0).asDouble(), coordinates.path(1).asDouble());
            }
        }
        return null;
    }

    private static boolean isInvented(Described it) {
        var properties = it.properties();
        return properties != null && properties.path("demonstration").asBoolean(false);
    }
}
