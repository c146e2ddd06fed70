package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.allmende.cases.Figure.Kind;
import org.allmende.region.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What came to the current tenant's offices and was decided there, month by month, and how much was left over. Read from the same
 * rows as {@link Figures}, so that it stays right when cases are deleted.
 */
@Component
public class Months {

    private final JdbcClient db;
    private final Regions regions;

    Months(JdbcClient db, Regions regions) {
        this.db = db;
        this.regions = regions;
    }

    /**
     * One month of one service, or of several together.
     *
     * @param open cases that were not decided at its end
     */
    public record Month(YearMonth month, Tally tally, int open) {

        public Month plus(Month other) {
            return new Month(month, tally.plus(other.tally), open + other.open);
        }

        /** As {@link Tally} tells numbers: not those of a few people. */
        public Optional<Integer> openTold() {
            return Tally.told(open);
        }
    }

    /** The months from the first to the last, by service. */
    public Map<String, List<Month>> list(YearMonth first, YearMonth last) {
        var figures = db.sql("""
                select service, '' as version, day, kind, detail, count(*)::int as count
                  from cases.case_figure
                 where tenant = platform.tenant() and day <= :to
                 group by service, day, kind, detail
                 union all
                select service, '', day, kind, detail, sum(count)::int
                  from cases.figure
                 where tenant = platform.tenant() and day <= :to and kind in ('RECEIVED', 'DECIDED', 'IN_TIME')
                 group by service, day, kind, detail
                """)
                .param("to", last.atEndOfMonth())
                .query(this::toFigure)
                .list();
        var services = new TreeMap<String, List<Month>>();
        for (var service : figures.stream().map(Figure::service).distinct().toList()) {
            var own =
                    figures.stream().filter(it -> it.service().equals(service)).toList();
            var months = new ArrayList<Month>();
            for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
                var now = month;
                months.add(new Month(
                        month,
                        Tally.of(own.stream()
                                .filter(it -> YearMonth.from(it.day()).equals(now))
                                .toList()),
                        open(own, month.atEndOfMonth())));
            }
            services.put(service, months);
        }
        return services;
    }

    private static int open(List<Figure> figures, LocalDate end) {
        return figures.stream()
                .filter(it -> !it.day().isAfter(end))
                .mapToInt(it -> switch (it.kind()) {
                    case RECEIVED -> it.count();
                    case DECIDED -> -it.count();
                    default -> 0;
                })
                .sum();
    }

    private Figure toFigure(ResultSet row, int number) throws SQLException {
        var day = row.getObject("day", LocalDate.class);
        var kind = Kind.valueOf(row.getString("kind"));
        return new Figure(
                row.getString("service"),
                row.getString("version"),
                day,
                kind,
                Figures.detail(regions.current(), kind, day, row.getString("detail")),
                row.getInt("count"));
    }
}
