package org.allmende.cases.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allmende.cases.Announcements;
import org.allmende.cases.Case;
import org.allmende.cases.Cases;
import org.allmende.cases.Entries;
import org.allmende.cases.Posting;
import org.allmende.cases.Processes;
import org.allmende.cases.notification.NotificationRule.Basis;
import org.allmende.cases.notification.NotificationRule.Steps;
import org.allmende.cases.notification.NotificationRule.Way;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.allmende.region.Regions;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Brings notices to their citizens: in the portal for those who have agreed and can be told by e-mail, by post for all others, and for
 * those who have not come for it in time. Each step is a line of the audit chain.
 */
@Component
public class Notifications implements Announcements {

    /** So many letters a printer and a person handle at once. */
    public static final int MOST_PRINTED = 100;

    private static final String SELECT = """
            select n.*, l.created as provided, l.first_opened as retrieved
              from cases.notification n
              join cases.letter l on l.tenant = n.tenant and l.case_id = n.case_id
               and l.kind = case n.partial when 0 then 'NOTICE' else 'PARTIAL' end
               and l.number = case n.partial when 0 then n.notice else n.partial end
             where n.tenant = platform.tenant()
            """;

    /** The Sozialgesetzbuch and the acts that count as parts of it (§ 68 SGB I). */
    private static final Pattern SOCIAL_LAW = Pattern.compile("\\b(SGB|BAföG|WoGG|UhVorschG|UVG|BEEG|BKGG)\\b");

    /** Taxes and charges, which come under the AO directly or by the KAG of the Land (§ 4 KAG HE, § 12 KAG NW). */
    private static final Pattern TAX_LAW = Pattern.compile("\\b(H?KAG|AO|GewStG|GrStG)\\b");

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Cases cases;
    private final Entries entries;
    private final Processes processes;
    private final Services services;
    private final Regions regions;
    private final Audit audit;
    private final Clock clock;

    Notifications(
            Tenancy tenancy,
            JdbcClient db,
            Cases cases,
            Entries entries,
            Processes processes,
            Services services,
            Regions regions,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.cases = cases;
        this.entries = entries;
        this.processes = processes;
        this.services = services;
        this.regions = regions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The notice is there: it is provided, and whoever has agreed is told by e-mail in the same moment. */
    @ApplicationModuleListener(id = "cases.notify")
    void provide(Case.NoticeReady event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id()).filter(processes::writesNotice).ifPresent(it -> provide(it, 0)));
    }

    /** The same for a notice about a part. */
    @ApplicationModuleListener(id = "cases.notify-of-part")
    void provide(Case.PartReady event) {
        tenancy.run(event.tenant(), () -> cases.find(event.id()).ifPresent(it -> provide(it, event.partial())));
    }

    private void provide(Case it, int partial) {
        var way = goesByPost(it) ? Way.POST : Way.PORTAL;
        var today = GermanDates.today(clock);
        var added = db.sql("""
                insert into cases.notification (tenant, case_id, partial, office, basis, way, notified)
                values (platform.tenant(), :id, :partial, :office, :basis, :way, :notified)
                on conflict do nothing
                """)
                .param("id", it.id())
                .param("partial", partial)
                .param("office", it.office())
                .param("basis", basis(it).name())
                .param("way", way.name())
                .param("notified", way == Way.PORTAL ? today : null)
                .update();
        if (added == 1) {
            audit.record("notice.provided", it.id(), trace(partial, "way", way.name()));
            if (way == Way.PORTAL) {
                audit.record("notice.announced", it.id(), trace(partial));
            }
        }
    }

    private static Map<String, String> trace(int partial, String... more) {
        var trace = new HashMap<String, String>();
        for (int i = 0; i < more.length; i += 2) {
            trace.put(more[i], more[i + 1]);
        }
        if (partial > 0) {
            trace.put("partial", String.valueOf(partial));
        }
        return trace;
    }

    /** A new notice takes the place of the one before: it is brought to its citizen anew, once. */
    @ApplicationModuleListener(id = "cases.notify-again")
    void provideAgain(Case.NoticeReplaced event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id()).ifPresent(it -> {
                    provide(it, 0);
                    var way = goesByPost(it) ? Way.POST : Way.PORTAL;
                    var changed = db.sql("""
                            update cases.notification
                               set notice = :notice, way = :way, notified = :notified, posted = null, batch = null, batched = null,
                                   batched_by = null
                             where tenant = platform.tenant() and case_id = :id and partial = 0 and notice < :notice
                            """)
                            .param("id", it.id())
                            .param("notice", event.notice())
                            .param("way", way.name())
                            .param("notified", way == Way.PORTAL ? GermanDates.today(clock) : null)
                            .update();
                    if (changed == 1) {
                        audit.record(
                                "notice.provided",
                                it.id(),
                                Map.of("way", way.name(), "notice", String.valueOf(event.notice())));
                    }
                }));
    }

    private boolean hasAgreed(Case it) {
        var service = services.get(it.tenant(), it.service(), it.version());
        return service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()))
                .find(Form.Role.ELECTRONIC)
                .filter(answer -> Boolean.TRUE.equals(answer.feel()))
                .isPresent();
    }

    /** Social law and tax law have a notification of their own; what a service chiefly rests on stands first. */
    private Basis basis(Case it) {
        var law = services.get(it.tenant(), it.service(), it.version())
                .pack()
                .law()
                .getFirst()
                .provision();
        return SOCIAL_LAW.matcher(law).find()
                ? Basis.SGB_X
                : TAX_LAW.matcher(law).find() ? Basis.AO : Basis.VWVFG;
    }

    /** Works in the running transaction of the case's tenant; {@code partial} is 0 for the notice that ends the case. */
    public Optional<Notification> find(UUID caseId, int partial) {
        return db.sql("%s and n.case_id = :caseId and n.partial = :partial".formatted(SELECT))
                .param("caseId", caseId)
                .param("partial", partial)
                .query(Notifications::toNotification)
                .optional();
    }

    @Override
    public Optional<Announcement> announcement(UUID caseId, int partial) {
        return find(caseId, partial).map(it -> new Announcement(day(it), it.basis() == Basis.SGB_X));
    }

    /** The day on which the law takes it as notified here, as far as it is known. */
    public Optional<LocalDate> day(Notification it) {
        return it.day(regions.current().workingDays());
    }

    private boolean goesByPost(Case it) {
        return it.email() == null || !hasAgreed(it);
    }

    @Override
    public boolean isSocial(Case it) {
        return basis(it) == Basis.SGB_X;
    }

    /** The notices of these offices that are still to be printed and posted, the oldest first. */
    public List<Posting> listToPost(Set<String> offices) {
        return db.sql("""
                select case_id, partial
                  from cases.notification
                 where tenant = platform.tenant() and way = 'POST' and posted is null and batch is null
                   and (:everyOffice or office = any(:offices))
                 order by case_id, partial
                 limit 200
                """)
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .query(this::toPosting)
                .list();
    }

    private Posting toPosting(ResultSet row, int number) throws SQLException {
        var it = cases.find(row.getObject("case_id", UUID.class)).orElseThrow();
        return new Posting(it, row.getInt("partial"));
    }

    /**
     * Notices that are printed together.
     *
     * @param count how many of them are still to be posted
     */
    public record Batch(UUID id, Instant at, String by, int count) {}

    /** Takes what is to be posted for these offices into one batch, {@link #MOST_PRINTED} at most; gives how many. */
    public int print(Set<String> offices, String clerk) {
        return db.sql("""
                update cases.notification
                   set batch = :batch, batched = :now, batched_by = :clerk
                 where tenant = platform.tenant()
                   and (case_id, partial) in (select case_id, partial
                                                from cases.notification
                                               where tenant = platform.tenant()
                                                 and way = 'POST' and posted is null and batch is null
                                                 and (:everyOffice or office = any(:offices))
                                               order by case_id, partial
                                               limit :most
                                                 for update)
                """)
                .param("batch", Ids.next())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("clerk", clerk)
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .param("most", MOST_PRINTED)
                .update();
    }

    /** The batches of these offices of which something is still to be posted, the newest first. */
    public List<Batch> listBatches(Set<String> offices) {
        return db.sql("""
                select batch, batched, batched_by, count(*)::int as count
                  from cases.notification
                 where tenant = platform.tenant() and way = 'POST' and posted is null and batch is not null
                   and (:everyOffice or office = any(:offices))
                 group by batch, batched, batched_by
                 order by batched desc
                """)
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .query((row, number) -> new Batch(
                        row.getObject("batch", UUID.class),
                        row.getObject("batched", OffsetDateTime.class).toInstant(),
                        row.getString("batched_by"),
                        row.getInt("count")))
                .list();
    }

    /** What of a batch is these offices' and still to be posted, in the order in which it is printed. */
    public List<Posting> listOfBatch(UUID batch, Set<String> offices) {
        return db.sql("""
                select case_id, partial
                  from cases.notification
                 where tenant = platform.tenant() and batch = :batch and way = 'POST' and posted is null
                   and (:everyOffice or office = any(:offices))
                 order by case_id, partial
                """)
                .param("batch", batch)
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .query(this::toPosting)
                .list();
    }

    /** The notice was given to the post on this day; false if it was already, or is not to be. */
    public boolean post(UUID caseId, int partial, LocalDate day, Staff staff) {
        var posted = db.sql("""
                        update cases.notification
                           set posted = :day
                         where tenant = platform.tenant() and case_id = :id and partial = :partial
                           and way = 'POST' and posted is null
                        """)
                        .param("id", caseId)
                        .param("partial", partial)
                        .param("day", day)
                        .update()
                == 1;
        if (posted) {
            entries.addPosted(caseId, partial, staff, GermanDates.day(day));
            audit.record("notice.posted", caseId, trace(partial, "day", day.toString()));
        }
        return posted;
    }

    /** Whoever has not come for the notice in time gets it by post (§ 41 (2a) VwVfG: the provision ends). */
    void endUnretrieved(String tenant) {
        var today = GermanDates.today(clock);
        tenancy.run(
                tenant,
                () ->
                        db
                                .sql("""
                %s and n.way = 'PORTAL' and n.basis = 'VWVFG' and l.first_opened is null
                   and n.notified < :today
                   for update of n
                """.formatted(SELECT))
                                .param("today", today)
                                .query(Notifications::toNotification)
                                .list()
                                .stream()
                                .filter(one -> one.rule()
                                        .lastDay(one.steps())
                                        .filter(today::isAfter)
                                        .isPresent())
                                .forEach(one -> {
                                    db.sql("""
                                            update cases.notification
                                               set way = 'POST'
                                             where tenant = platform.tenant() and case_id = :id and partial = :partial
                                            """)
                                            .param("id", one.caseId())
                                            .param("partial", one.partial())
                                            .update();
                                    entries.addNotRetrieved(one.caseId());
                                    audit.record("notice.not-retrieved", one.caseId(), trace(one.partial()));
                                }));
    }

    private static Notification toNotification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getObject("case_id", UUID.class),
                row.getInt("partial"),
                Basis.valueOf(row.getString("basis")),
                Way.valueOf(row.getString("way")),
                new Steps(
                        GermanDates.dayOf(
                                row.getObject("provided", OffsetDateTime.class).toInstant()),
                        row.getObject("notified", LocalDate.class),
                        day(row.getObject("retrieved", OffsetDateTime.class)),
                        row.getObject("posted", LocalDate.class)));
    }

    private static @Nullable LocalDate day(@Nullable OffsetDateTime moment) {
        return moment == null ? null : GermanDates.dayOf(moment.toInstant());
    }

    /** What there is to do by itself. */
    @Configuration(proxyBeanMethods = false)
    static class Due {

        @Bean
        DueWork endProvisions(Notifications notifications) {
            return DueWork.of(
                    "unretrieved notices",
                    Duration.ofHours(1),
                    "select distinct tenant from cases.notification where notified < current_date - 10",
                    notifications::endUnretrieved);
        }
    }
}
