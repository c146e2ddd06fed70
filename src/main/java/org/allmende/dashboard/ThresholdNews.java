package org.allmende.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.dashboard.Threshold.Change;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.subscription.Subscribers;
import org.allmende.platform.subscription.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes to those who want to know when a station reaches a level, and when that is over. It reads what the pages show; how far it
 * has read and the letters are one transaction, so each change is told once, whenever the server dies.
 */
@Component
public class ThresholdNews {

    /** What thresholds are called among the subscribers. */
    public static final String KIND = "station";

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Stations stations;
    private final Histories histories;
    private final Subscribers subscribers;
    private final ThresholdLetters letters;
    private final Tenancy tenancy;
    private final JdbcClient db;

    ThresholdNews(
            Stations stations,
            Histories histories,
            Subscribers subscribers,
            ThresholdLetters letters,
            Tenancy tenancy,
            JdbcClient db) {
        this.stations = stations;
        this.histories = histories;
        this.subscribers = subscribers;
        this.letters = letters;
        this.tenancy = tenancy;
        this.db = db;
    }

    /** How it was when it was looked at last. */
    private record Standing(String topic, boolean reached, Instant looked) {}

    @Component
    static class Work {

        @Bean
        DueWork tellThresholds(ThresholdNews news) {
            return Subscribers.watch("threshold news", PAUSE, news::look);
        }
    }

    /** Looks at every level of the tenant that somebody wants to hear of. */
    public void look(String tenant) {
        Map<String, List<Subscription>> wanted = tenancy.as(
                tenant,
                () -> subscribers.listActive(KIND).stream()
                        .collect(Collectors.groupingBy(it -> it.wanted().topic())));
        var standings = tenancy.as(tenant, () -> standings(wanted.keySet().toArray(String[]::new)));
        var known = stations.current();
        wanted.forEach((topic, readers) -> Threshold.parse(topic)
                .flatMap(it -> known.find(tenant, it.station()).map(station -> new Look(it, station, readers)))
                .ifPresent(it -> look(it, Optional.ofNullable(standings.get(topic)))));
    }

    private record Look(Threshold threshold, Station station, List<Subscription> readers) {}

    private void look(Look at, Optional<Standing> before) {
        var level = at.threshold().level(at.station());
        double end = Threshold.end(level, at.station());
        if (before.isEmpty()) {
            // whoever has ordered it knows from the page how it is; what came after that is told
            var since = at.readers().stream()
                    .map(Subscription::since)
                    .min(Instant::compareTo)
                    .orElseThrow();
            boolean reached = histories.latest(at.station()).stream()
                    .filter(it -> !it.time().isAfter(since) && !Double.isNaN(it.result()))
                    .findFirst()
                    .filter(it -> level.isReachedBy(it.result()))
                    .isPresent();
            begin(at, reached, since);
            return;
        }
        var values = histories.since(at.station(), before.get().looked());
        if (!values.isEmpty()) {
            var changes = Threshold.changes(level, end, before.get().reached(), values);
            tenancy.run(at.station().tenant(), () -> {
                if (moveOn(before.get(), changes, values.getLast().time())) {
                    changes.forEach(change -> tell(at, level, end, change));
                }
            });
        }
    }

    private void tell(Look at, Level level, double end, Change change) {
        for (var reader : at.readers()) {
            var letter = letters.write(at.station(), level, end, change, reader.lang());
            subscribers.tell(reader, letter.subject(), letter.text());
        }
    }

    /** Of these levels; what nobody wants to hear of any more is forgotten, so that it begins anew should somebody ask again. */
    private Map<String, Standing> standings(String[] topics) {
        db.sql("delete from dashboard.threshold where tenant = :tenant and topic <> all (:topics)")
                .param("tenant", tenancy.tenant())
                .param("topics", topics)
                .update();
        return db
                .sql("select topic, reached, looked from dashboard.threshold where tenant = :tenant")
                .param("tenant", tenancy.tenant())
                .query(ThresholdNews::toStanding)
                .list()
                .stream()
                .collect(Collectors.toMap(Standing::topic, it -> it));
    }

    private void begin(Look at, boolean reached, Instant looked) {
        tenancy.run(
                at.station().tenant(),
                () -> db.sql("""
                insert into dashboard.threshold (tenant, topic, reached, looked)
                values (:tenant, :topic, :reached, :looked)
                on conflict (tenant, topic) do nothing
                """)
                        .param("tenant", at.station().tenant())
                        .param("topic", at.threshold().topic())
                        .param("reached", reached)
                        .param("looked", looked.atOffset(ZoneOffset.UTC))
                        .update());
    }

    /** False if somebody else has looked in the meantime. */
    private boolean moveOn(Standing from, List<Change> changes, Instant looked) {
        return db.sql("""
                update dashboard.threshold
                   set reached = :reached, looked = :looked
                 where tenant = :tenant and topic = :topic and looked = :before
                """)
                        .param(
                                "reached",
                                changes.isEmpty()
                                        ? from.reached()
                                        : changes.getLast().reached())
                        .param("looked", looked.atOffset(ZoneOffset.UTC))
                        .param("tenant", tenancy.tenant())
                        .param("topic", from.topic())
                        .param("before", from.looked().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Standing toStanding(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getString("topic"),
                row.getBoolean("reached"),
                row.getObject("looked", OffsetDateTime.class).toInstant());
    }
}
