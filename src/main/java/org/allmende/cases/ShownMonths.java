package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.cases.Figure.Kind;
import org.allmende.cases.Months.Month;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.PortalLink;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The monthly figures that a tenant shows to everybody, if it wants to. Nobody can be told from them, not by subtracting either:
 * only whole months, no number of one to four, and all others rounded to multiples of five.
 */
@Component
public class ShownMonths implements PortalLink {

    public static final int MONTHS = 12;

    private static final int STEP = 5;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Months months;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Kept> latest = new ConcurrentHashMap<>();
    private volatile Set<String> shown = Set.of();

    ShownMonths(Tenancy tenancy, JdbcClient db, Months months, Audit audit, Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.months = months;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One month of one service; what is empty stands for too few people to be told.
     *
     * @param days working days within which the middle one of the decisions came
     */
    public record Shown(
            YearMonth month,
            Optional<Integer> received,
            Optional<Integer> decided,
            Optional<Integer> days,
            Optional<Integer> open) {

        static Shown of(Month it) {
            return new Shown(
                    it.month(),
                    rounded(it.tally().count(Kind.RECEIVED)),
                    rounded(it.tally().count(Kind.DECIDED)),
                    it.tally().percentile(Kind.DECIDED, 50),
                    rounded(it.openTold()));
        }

        private static Optional<Integer> rounded(Optional<Integer> told) {
            return told.map(count -> (count + STEP / 2) / STEP * STEP);
        }

        boolean isNothing() {
            var nothing = Optional.of(0);
            return received.equals(nothing) && decided.equals(nothing) && open.equals(nothing);
        }
    }

    /** Whether everybody may see a tenant's figures; as quickly as a page needs it. */
    public boolean isShown(String tenant) {
        return shown.contains(tenant);
    }

    @Override
    public Optional<Link> of(String tenant) {
        return isShown(tenant)
                ? Optional.of(new Link("/%s/zahlen".formatted(tenant), "cases.shown.link"))
                : Optional.empty();
    }

    /** Other instances hear of a change within seconds. One look after the other, so that none puts back what was there before. */
    @Scheduled(initialDelay = 1_000, fixedDelay = 5_000)
    synchronized void look() {
        shown = Set.copyOf(db.sql("select tenant from cases.figures_shown")
                .query(String.class)
                .list());
    }

    /** Shows them from now on, or no longer; {@link Forbidden} for others than a lead of the tenant. */
    public void show(Staff staff, boolean wanted) {
        if (!staff.isOneOf(Role.LEAD)) {
            throw new Forbidden();
        }
        tenancy.run(staff.tenant(), () -> {
            int changed = wanted ? add(staff) : remove();
            if (changed > 0) {
                audit.record(wanted ? "figures.shown" : "figures.hidden", staff.tenant(), Map.of());
            }
        });
        look();
    }

    private int add(Staff staff) {
        return db.sql("""
                insert into cases.figures_shown (tenant, since, by_name)
                values (platform.tenant(), :now, :name)
                on conflict do nothing
                """)
                .param("now", Cases.utc(clock.instant()))
                .param("name", staff.name())
                .update();
    }

    private int remove() {
        return db.sql("delete from cases.figures_shown where tenant = platform.tenant()")
                .update();
    }

    /** The last twelve whole months of each service in which something happened, the newest first. */
    public Map<String, List<Shown>> list(String tenant) {
        var last = lastWhole();
        var services = new TreeMap<String, List<Shown>>();
        tenancy.as(tenant, () -> months.list(last.minusMonths(MONTHS - 1), last))
                .forEach((service, list) -> {
                    var told = list.reversed().stream().map(Shown::of).toList();
                    if (!told.stream().allMatch(Shown::isNothing)) {
                        services.put(service, told);
                    }
                });
        return services;
    }

    /** The same for a page that many look at: as it was at most a minute ago. */
    public Map<String, List<Shown>> listForEverybody(String tenant) {
        var now = clock.instant();
        return Objects.requireNonNull(latest.compute(
                        tenant,
                        (slug, kept) ->
                                kept != null && kept.at().plus(FRESH).isAfter(now) ? kept : new Kept(now, list(slug))))
                .services();
    }

    private record Kept(Instant at, Map<String, List<Shown>> services) {}

    /** The newest month of which something is shown. */
    public YearMonth lastWhole() {
        return YearMonth.from(GermanDates.today(clock)).minusMonths(1);
    }
}
