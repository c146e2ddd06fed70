package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.cases.Figure.Kind;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The figures of the current tenant: what was begun in its portal, what its offices received and decided, what visitors of its
 * portal thought.
 *
 * <p>Nothing is counted beside the work itself: drafts and cases are the count as long as they are there, and are added to the
 * sums in the transaction that deletes them. So a figure can be traced, none is lost by a crash, and no row is written by all.
 */
@Component
public class Figures {

    private final JdbcClient db;
    private final Regions regions;

    Figures(JdbcClient db, Regions regions) {
        this.db = db;
        this.regions = regions;
    }

    /**
     * The figures of these days, both included, by service; of all services or of one. Services with none are missing.
     */
    public Map<String, Tally> list(LocalDate from, LocalDate to, @Nullable String service) {
        return db
                .sql("""
                select service, '' as version, day, kind, detail, sum(count)::int as count
                  from (select service, null::date as day, kind, detail, count(*) as count
                          from cases.draft_figure
                         where tenant = platform.tenant() and day between :from and :to
                           and (:service::text is null or service = :service)
                         group by service, kind, detail
                         union all
                        select service, day, kind, detail, count(*)
                          from cases.case_figure
                         where tenant = platform.tenant() and day between :from and :to
                           and (:service::text is null or service = :service)
                         group by service, day, kind, detail
                         union all
                        select service, null, kind, detail, sum(count)
                          from cases.figure
                         where tenant = platform.tenant() and day between :from and :to
                           and (:service::text is null or service = :service)
                         group by service, kind, detail) as found
                 group by service, day, kind, detail
                """)
                .param("from", from)
                .param("to", to)
                .param("service", service)
                .query(this::toFigure)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Figure::service,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.<Figure>toList(), Tally::of)));
    }

    /** Since when each version of a service has been used in this portal, the newest first. */
    public List<Since> listVersions(String service) {
        return db.sql("""
                select version, min(day) as day
                  from (select version, day from cases.draft_figure
                         where tenant = platform.tenant() and service = :service
                         union all
                        select version, day from cases.figure
                         where tenant = platform.tenant() and service = :service and kind = 'BEGUN') as used
                 group by version
                 order by day desc, version desc
                """).param("service", service).query(Since.class).list();
    }

    /** A version of a service and the first day on which somebody began an application with it. */
    public record Since(String version, LocalDate day) {}

    /** Adds what a draft counted for to the sums, before it is deleted. */
    void keepDraft(UUID id) {
        add(db.sql("""
                select service, version, day, kind, detail, 1 as count
                  from cases.draft_figure
                 where tenant = platform.tenant() and id = :id
                """).param("id", id).query(this::toFigure).list());
    }

    /** Adds what a case counted for to the sums, before it is deleted. */
    void keepCase(UUID id) {
        add(db.sql("""
                select service, version, day, kind, detail, 1 as count
                  from cases.case_figure
                 where tenant = platform.tenant() and id = :id
                """).param("id", id).query(this::toFigure).list());
    }

    void add(Collection<Figure> figures) {
        for (var figure : figures) {
            db.sql("""
                    insert into cases.figure (tenant, service, version, day, kind, detail, count)
                    values (platform.tenant(), :service, :version, :day, :kind, :detail, :count)
                        on conflict (tenant, service, version, day, kind, detail)
                        do update set count = figure.count + excluded.count
                    """)
                    .param("service", figure.service())
                    .param("version", figure.version())
                    .param("day", figure.day())
                    .param("kind", figure.kind().name())
                    .param("detail", figure.detail())
                    .param("count", figure.count())
                    .update();
        }
    }

    /** Of a decision, the working days since its case came. */
    static String detail(Region region, Kind kind, LocalDate day, String detail) {
        return kind == Kind.DECIDED && detail.contains("-")
                ? String.valueOf(region.workingDays().between(LocalDate.parse(detail), day))
                : detail;
    }

    /** A decision's detail is the day on which its case came, or already the working days that passed. */
    private Figure toFigure(ResultSet row, int number) throws SQLException {
        var day = row.getObject("day", LocalDate.class);
        var kind = Kind.valueOf(row.getString("kind"));
        var detail = row.getString("detail");
        if (day != null) {
            detail = detail(regions.current(), kind, day, detail);
        }
        return new Figure(
                row.getString("service"),
                row.getString("version"),
                day == null ? LocalDate.EPOCH : day,
                kind,
                detail,
                row.getInt("count"));
    }
}
