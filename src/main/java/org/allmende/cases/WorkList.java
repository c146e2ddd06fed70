package org.allmende.cases;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open cases of somebody's offices, the most urgent first. */
@Component
public class WorkList {

    /** Rows on one page. */
    public static final int PAGE = 25;

    /** Counting stops here: beyond it a number tells nobody anything. */
    static final int COUNTED = 100_000;

    private final JdbcClient db;
    private final Clock clock;

    WorkList(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A view of the list. */
    public enum View {
        ALL("true"),
        OVERDUE("rests_since is null and due < :today"),
        TODAY("rests_since is null and due = :today"),
        MINE("assignee = :account"),
        FREE("assignee is null"),
        RESTING("rests_since is not null");

        private final String condition;

        View(String condition) {
            this.condition = condition;
        }

        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked for.
     *
     * @param offices whose cases; {@code *} stands for all of the tenant
     * @param search words from the beginning of applicant, title or number; all of them must be found
     * @param page counted from 0
     */
    public record Query(
            Set<String> offices,
            UUID account,
            View view,
            @Nullable String service,
            @Nullable CaseState state,
            String search,
            int page) {}

    /** One page of the list. {@code next} tells whether another one follows. */
    public record Result(List<Case> cases, boolean next) {}

    /** How many open cases each view holds. */
    public record Counts(int all, int overdue, int today, int mine, int free, int resting) {

        public int of(View view) {
            return switch (view) {
                case ALL -> all;
                case OVERDUE -> overdue;
                case TODAY -> today;
                case MINE -> mine;
                case FREE -> free;
                case RESTING -> resting;
            };
        }
    }

    public Result find(Query query) {
        var words = SearchWords.of(query.search()).stream().limit(5).toList();
        var found = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            found.append("""
                       and id in (select case_id
                                    from cases.search_word
                                   where tenant = platform.tenant()
                                     and word >= :from%1$d and word < :to%1$d)
                    """.formatted(i));
        }
        var statement = db.sql("""
                select *
                  from cases.case
                 where tenant = platform.tenant()
                   and closed is null
                   and (:everyOffice or office = any(:offices))
                   and %s
                   and (:service::text is null or service = :service)
                   and (:state::text is null or state = :state)
                %s
                 order by rests_since is not null, due nulls last, submitted, id
                 limit %d offset :offset
                """.formatted(query.view().condition, found, PAGE + 1))
                .param("everyOffice", query.offices().contains("*"))
                .param("offices", query.offices().toArray(String[]::new))
                .param("account", query.account())
                .param("today", GermanDates.today(clock))
                .param("service", query.service())
                .param("state", query.state() == null ? null : query.state().name())
                .param("offset", query.page() * PAGE);
        for (int i = 0; i < words.size(); i++) {
            statement = statement.param("from" + i, words.get(i)).param("to" + i, words.get(i) + '\uffff');
        }
        var rows = statement.query(Cases::toCase).list();
        return new Result(rows.subList(0, Math.min(rows.size(), PAGE)), rows.size() > PAGE);
    }

    public Counts count(Set<String> offices, UUID account) {
        return db.sql("""
                select count(*)                                                                as "all",
                       count(*) filter (where rests_since is null and due < :today)            as overdue,
                       count(*) filter (where rests_since is null and due = :today)            as today,
                       count(*) filter (where assignee = :account)                             as mine,
                       count(*) filter (where assignee is null)                                as free,
                       count(*) filter (where rests_since is not null)                         as resting
                  from (select due, rests_since, assignee
                          from cases.case
                         where tenant = platform.tenant()
                           and closed is null
                           and (:everyOffice or office = any(:offices))
                         limit %d) open
                """.formatted(COUNTED))
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .param("account", account)
                .param("today", GermanDates.today(clock))
                .query((row, number) -> new Counts(
                        row.getInt("all"),
                        row.getInt("overdue"),
                        row.getInt("today"),
                        row.getInt("mine"),
                        row.getInt("free"),
                        row.getInt("resting")))
                .single();
    }
}
