package org.allmende.sensing;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What observations are about. An observation that does not say so is about the place of its thing (OGC 18-088 §10.3); the
 * feature is made of the place when the first one comes, and stands in the datastream, not in each observation.
 */
@Component
class Subjects {

    /** A datastream is known to belong to a thing without a place. */
    private static final long NOWHERE = 0;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Datastreams datastreams;
    private final Set<Pair> known = ConcurrentHashMap.newKeySet();

    private record Pair(int datastream, long feature) {}

    Subjects(JdbcClient db, Tenancy tenancy, Datastreams datastreams) {
        this.db = db;
        this.tenancy = tenancy;
        this.datastreams = datastreams;
    }

    /** The datastream with what it needs to take the observation. */
    Datastream ready(Datastream it, NewObservation one) {
        var said = said(one);
        if (said != null) {
            link(it, said);
            return it;
        }
        return it.featureNow() != null ? it : tenancy.as(it.tenant(), () -> find(it));
    }

    /** What is written with the observation: nothing if it goes without saying. */
    @Nullable
    Long featureOf(Datastream it, NewObservation one) {
        var said = said(one);
        var feature = said != null ? said : it.featureNow();
        return feature == null || feature == NOWHERE || feature.equals(it.feature()) ? null : feature;
    }

    private static @Nullable Long said(NewObservation one) {
        return one.further() == null ? null : one.further().feature();
    }

    private void link(Datastream it, long feature) {
        var pair = new Pair(it.id(), feature);
        if (known.contains(pair)) {
            return;
        }
        boolean linked = tenancy.as(it.tenant(), () -> {
            int found = db.sql("""
                    insert into sensing.datastream_feature (tenant, datastream, feature)
                    select tenant, :datastream, id from sensing.feature where id = :feature and tenant = platform.tenant()
                    on conflict (tenant, datastream, feature) do update set feature = excluded.feature
                    """)
                    .param("datastream", it.id())
                    .param("feature", feature)
                    .update();
            if (found > 0) {
                // not before: a change set may come to nothing
                tenancy.afterCommit(() -> known.add(pair));
            }
            return found > 0;
        });
        if (!linked) {
            throw new ObservationRefused("There is no FeatureOfInterest %d.".formatted(feature));
        }
    }

    /** Forgets what it knows of a feature that is no more. */
    void forget(long feature) {
        known.removeIf(pair -> pair.feature() == feature);
    }

    private record Row(@Nullable Long feature, @Nullable Long featureNow) {}

    private record Place(long id, @Nullable Long feature) {}

    private Datastream find(Datastream it) {
        var row = db.sql("""
                select feature, feature_now
                  from sensing.datastream
                 where id = :id and tenant = platform.tenant()
                   for update
                """).param("id", it.id()).query(Row.class).optional();
        if (row.isEmpty()) {
            throw new ObservationRefused("There is no Datastream %d.".formatted(it.id()));
        }
        var first = row.get().feature();
        var now = row.get().featureNow();
        if (now == null) {
            var place = placeOf(it.thing());
            now = place.isEmpty() ? Long.valueOf(NOWHERE) : Long.valueOf(featureOf(place.get()));
            if (now != NOWHERE) {
                first = first == null ? now : first;
                write(it.id(), now);
            }
        }
        var ready = it.withFeatureNow(first, now);
        datastreams.remember(it, ready);
        return ready;
    }

    private Optional<Place> placeOf(long thing) {
        return db.sql("""
                select l.id, l.feature
                  from sensing.thing_location tl
                  join sensing.location l on l.tenant = tl.tenant and l.id = tl.location
                 where tl.thing = :thing and tl.tenant = platform.tenant()
                 order by l.encoding_type in ('application/vnd.geo+json', 'application/geo+json') desc, l.id
                 limit 1
                   for update of l
                """).param("thing", thing).query(Place.class).optional();
    }

    private long featureOf(Place place) {
        return place.feature() != null
                ? place.feature()
                : db.sql("""
                with made as (insert into sensing.feature (tenant, name, description, encoding_type, geometry)
                              select tenant, name, description, encoding_type, geometry
                                from sensing.location
                               where id = :place and tenant = platform.tenant()
                              returning id)
                update sensing.location
                   set feature = made.id
                  from made
                 where location.id = :place and tenant = platform.tenant()
                returning made.id
                """).param("place", place.id()).query(Long.class).single();
    }

    private void write(int datastream, long feature) {
        db.sql("""
                update sensing.datastream
                   set feature = coalesce(feature, :feature), feature_now = :feature
                 where id = :id and tenant = platform.tenant()
                """).param("id", datastream).param("feature", feature).update();
        db.sql("""
                insert into sensing.datastream_feature (tenant, datastream, feature)
                values (platform.tenant(), :id, :feature)
                on conflict do nothing
                """).param("id", datastream).param("feature", feature).update();
    }
}
