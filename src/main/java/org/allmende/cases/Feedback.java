package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.Figure.Kind;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What visitors of the current tenant's portal think of a service: whether a page helped, how content they are, what they
 * miss. Nothing is kept about who said it.
 */
@Component
public class Feedback {

    /** So long a comment may be. */
    public static final int LONGEST = 1000;

    /** So long a comment is kept. */
    public static final Period KEPT = Period.ofMonths(12);

    private final JdbcClient db;
    private final Figures figures;
    private final Audit audit;
    private final Clock clock;

    Feedback(JdbcClient db, Figures figures, Audit audit, Clock clock) {
        this.db = db;
        this.figures = figures;
        this.audit = audit;
        this.clock = clock;
    }

    /** The page about which somebody says something. */
    public enum Place {
        LEISTUNG,
        GESENDET,
        BESCHEID;

        public static Optional<Place> find(String path) {
            return Arrays.stream(values())
                    .filter(place -> place.path().equals(path))
                    .findFirst();
        }

        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something that a visitor misses. */
    public record Comment(UUID id, Place place, String text, LocalDate given) {}

    /** Counts that a page was helpful, or not. */
    public void rate(String service, String version, Place place, boolean helpful) {
        count(service, version, helpful ? Kind.HELPFUL : Kind.NOT_HELPFUL, place.path());
    }

    /** Counts how content somebody is with applying: one star to five. */
    public void rate(String service, String version, int stars) {
        if (stars < 1 || stars > 5) {
            throw new IllegalArgumentException("No such stars: " + stars);
        }
        count(service, version, Kind.STARS, String.valueOf(stars));
    }

    private void count(String service, String version, Kind kind, String detail) {
        figures.add(List.of(new Figure(service, version, GermanDates.today(clock), kind, detail, 1)));
    }

    /** Keeps what somebody misses, until {@link #KEPT} has passed. */
    public void comment(String service, Place place, String text) {
        var today = GermanDates.today(clock);
        db.sql("""
                insert into cases.comment (tenant, id, service, place, text, given, delete_after)
                values (platform.tenant(), :id, :service, :place, :text, :given, :deleteAfter)
                """)
                .param("id", Ids.next())
                .param("service", service)
                .param("place", place.name())
                .param("text", text.substring(0, Math.min(LONGEST, text.length())))
                .param("given", today)
                .param("deleteAfter", today.plus(KEPT))
                .update();
    }

    /** The newest comments about a service, of these days. */
    public List<Comment> list(String service, LocalDate from, LocalDate to, int limit) {
        return db.sql("""
                select id, place, text, given
                  from cases.comment
                 where tenant = platform.tenant() and service = :service and given between :from and :to
                 order by given desc, id desc
                 limit :limit
                """)
                .param("service", service)
                .param("from", from)
                .param("to", to)
                .param("limit", limit)
                .query(Feedback::toComment)
                .list();
    }

    /** Deletes a comment before its time, as when it names a person; the audit log says so. */
    public void delete(UUID id) {
        int deleted = db.sql("delete from cases.comment where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
        if (deleted > 0) {
            audit.record("comment.deleted", id, Map.of());
        }
    }

    /** Deletes the comments whose time is over. */
    void deleteOld() {
        db.sql("delete from cases.comment where tenant = platform.tenant() and delete_after < :today")
                .param("today", GermanDates.today(clock))
                .update();
    }

    private static Comment toComment(ResultSet row, int number) throws SQLException {
        return new Comment(
                row.getObject("id", UUID.class),
                Place.valueOf(row.getString("place")),
                row.getString("text"),
                row.getObject("given", LocalDate.class));
    }
}
