package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The open cases of somebody's offices.
 *
 * <p>With 100,000 of them a page must cost what it shows: an index gives the ids of the page in their order, and only these
 * rows are read. Counting stops early, since nobody works on the thousandth.
 */
@Component
public class WorkList {

    /** Rows on one page. */
    public static final int PAGE = 25;

    /** Counting stops here; one more means "more than that". */
    public static final int COUNTED = 999;

    private static final int WORDS = 5;

    private final JdbcClient db;
    private final Clock clock;

    WorkList(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Who asks.
     *
     * @param offices whose cases; {@code *} stands for all of the tenant
     */
    public record Desk(Set<String> offices, UUID account) {}

    /** A case as the list shows it. */
    public record Row(
            UUID id,
            CaseNumber number,
            String title,
            String applicant,
            CaseState state,
            Instant submitted,
            @Nullable LocalDate due,
            @Nullable String dueReason,
            boolean rests,
            @Nullable UUID assignee,
            @Nullable Mark mark,
            @Nullable LocalDate asideUntil) {}

    /** One page of the list. {@code next} tells whether another one follows. */
    public record Result(List<Row> rows, boolean next) {}

    /** @param page counted from 0 */
    public Result find(Desk desk, WorkView view, int page) {
        var sql = """
                select id, number, title, applicant, state, submitted, due, due_reason, rests_since, assignee, mark, aside_until
                  from cases.case
                 where tenant = platform.tenant()
                   and id = any(array(select id from cases.case
                                       where %s
                                       order by %s
                                       limit :rows offset :offset))
                 order by %s
                """.formatted(condition(desk, view), view.order().by, view.order().by);
        var rows = bind(db.sql(sql), desk, view)
                .param("rows", PAGE + 1)
                .param("offset", page * PAGE)
                .query(WorkList::toRow)
                .list();
        return new Result(rows.subList(0, Math.min(rows.size(), PAGE)), rows.size() > PAGE);
    }

    /** How many cases a view holds, up to {@link #COUNTED} and one. */
    public int count(Desk desk, WorkView view) {
        var sql = "select count(*) from (select from cases.case where %s limit :counted) counted"
                .formatted(condition(desk, view));
        return bind(db.sql(sql), desk, view)
                .param("counted", COUNTED + 1)
                .query(Integer.class)
                .single();
    }

    /** How many cases each of the given views holds, as {@link #count(Desk, WorkView)} does. */
    public Map<WorkView.Show, Integer> count(Desk desk) {
        var shows = WorkView.Show.values();
        var sql = IntStream.range(0, shows.length)
                .mapToObj(
                        i -> "(select count(*) from (select from cases.case where %s and %s limit :counted) counted%d)"
                                .formatted(openIn(desk), shows[i].condition, i))
                .collect(Collectors.joining(",\n", "select ", ""));
        return db.sql(sql)
                .param("offices", desk.offices().toArray(String[]::new))
                .param("account", desk.account())
                .param("today", GermanDates.today(clock))
                .param("counted", COUNTED + 1)
                .query((row, number) -> {
                    Map<WorkView.Show, Integer> counts = new EnumMap<>(WorkView.Show.class);
                    for (int i = 0; i < shows.length; i++) {
                        counts.put(shows[i], row.getInt(i + 1));
                    }
                    return counts;
                })
                .single();
    }

    private static String openIn(Desk desk) {
        return "tenant = platform.tenant() and closed is null"
                + (desk.offices().contains("*") ? "" : " and office = any(:offices)");
    }

    private static String condition(Desk desk, WorkView view) {
        var condition = new StringBuilder(openIn(desk))
                .append(" and ")
                .append(view.show().condition)
                .append(view.service() == null ? "" : " and service = :service")
                .append(view.state() == null ? "" : " and state = :state")
                .append(view.assignee() == null ? "" : " and assignee = :assignee")
                .append(view.mark() == null ? "" : " and mark = :mark");
        for (int i = 0; i < words(view).size(); i++) {
            condition.append("""

                       and id in (select case_id
                                    from cases.search_word
                                   where tenant = platform.tenant()
                                     and word >= :from%1$d and word < :to%1$d)
                    """.formatted(i));
        }
        return condition.toString();
    }

    private StatementSpec bind(StatementSpec statement, Desk desk, WorkView view) {
        var bound = statement
                .param("offices", desk.offices().toArray(String[]::new))
                .param("account", desk.account())
                .param("today", GermanDates.today(clock))
                .param("service", view.service())
                .param("state", view.state() == null ? null : view.state().name())
                .param("assignee", view.assignee())
                .param("mark", view.mark() == null ? null : view.mark().name());
        var words = words(view);
        for (int i = 0; i < words.size(); i++) {
            bound = bound.param("from" + i, words.get(i)).param("to" + i, words.get(i) + '\uffff');
        }
        return bound;
    }

    private static List<String> words(WorkView view) {
        return SearchWords.of(view.search()).stream().limit(WORDS).toList();
    }

    private static Row toRow(ResultSet row, int number) throws SQLException {
        var mark = row.getString("mark");
        return new Row(
                row.getObject("id", UUID.class),
                CaseNumber.parse(row.getString("number")).orElseThrow(),
                row.getString("title"),
                row.getString("applicant"),
                CaseState.valueOf(row.getString("state")),
                Objects.requireNonNull(Cases.instant(row, "submitted")),
                row.getObject("due", LocalDate.class),
                row.getString("due_reason"),
                row.getObject("rests_since") != null,
                row.getObject("assignee", UUID.class),
                mark == null ? null : Mark.valueOf(mark),
                row.getObject("aside_until", LocalDate.class));
    }
}
