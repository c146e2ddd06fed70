package org.allmende.cases;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.GermanDates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes personal data on time (Art. 5 (1) e GDPR): drafts that nobody went on with, and closed cases when the period that
 * their service declares has ended. Each goes in a transaction of its own, with its files and its place in the process;
 * what remains of a case is the audit log, which knows its id only, and {@link Figures}, which know that there was one.
 */
@Component
class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final Duration PAUSE = Duration.ofHours(1);

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Attachments attachments;
    private final Letters letters;
    private final Files files;
    private final Engine engine;
    private final Figures figures;
    private final Feedback feedback;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Retention(
            Tenancy tenancy,
            JdbcClient db,
            Attachments attachments,
            Letters letters,
            Files files,
            Engine engine,
            Figures figures,
            Feedback feedback,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.attachments = attachments;
        this.letters = letters;
        this.files = files;
        this.engine = engine;
        this.figures = figures;
        this.feedback = feedback;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Deletes the tenant's drafts whose last day has passed; gives their number. */
    int deleteDrafts(String tenant) {
        return each(tenant, """
                select id
                  from cases.draft
                 where tenant = platform.tenant() and expires < :today and id <> all (:failed)
                 limit 1
                   for update skip locked
                """, this::deleteDraft);
    }

    /** Deletes the tenant's cases whose last day has passed; gives their number. */
    int deleteCases(String tenant) {
        return each(tenant, """
                select id
                  from cases.case it
                 where tenant = platform.tenant() and delete_after < :today
                   and not exists (select
                                     from cases.demand
                                    where tenant = it.tenant and case_id = it.id and paid < cents)
                   and not exists (select from cases.legal_hold where tenant = it.tenant and case_id = it.id)
                   and id <> all (:failed)
                 order by delete_after
                 limit 1
                   for update of it skip locked
                """, this::deleteCase);
    }

    /** Deletes the comments on the tenant's services whose last day has passed. */
    void deleteComments(String tenant) {
        tenancy.run(tenant, feedback::deleteOld);
    }

    private interface Deletion {
        void delete(UUID id);
    }

    /** One that cannot be deleted is said to the operator, left for the next time, and holds up no other. */
    private int each(String tenant, String next, Deletion deletion) {
        int deleted = 0;
        var failed = new ArrayList<UUID>();
        while (true) {
            var tried = new AtomicReference<UUID>();
            try {
                if (!tenancy.as(tenant, () -> deleteNext(next, failed, tried, deletion))) {
                    return deleted;
                }
                deleted++;
            } catch (DataAccessException | UncheckedIOException broken) {
                if (tried.get() == null) {
                    throw broken;
                }
                LOG.error("{} of {} could not be deleted, although its time is over", tried.get(), tenant, broken);
                failed.add(tried.get());
            }
        }
    }

    private boolean deleteNext(String next, List<UUID> failed, AtomicReference<UUID> tried, Deletion deletion) {
        var id = db.sql(next)
                .param("today", today())
                .param("failed", failed.toArray(UUID[]::new))
                .query(UUID.class)
                .optional();
        id.ifPresent(one -> {
            tried.set(one);
            deletion.delete(one);
        });
        return id.isPresent();
    }

    /** Deletes a draft with its files; works in the running transaction of its tenant. */
    void deleteDraft(UUID id) {
        figures.keepDraft(id);
        attachments.listOfDraft(id).forEach(attachment -> files.delete(attachment.file()));
        db.sql("delete from cases.draft where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    private void deleteCase(UUID id) {
        figures.keepCase(id);
        events.publishEvent(new Case.Deleting(tenancy.tenant(), id));
        attachments.listOfCase(id).forEach(attachment -> files.delete(attachment.file()));
        letters.list(id).forEach(letter -> files.delete(letter.file()));
        engine.delete(id);
        db.sql("delete from cases.case where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
        audit.record("case.deleted", id, Map.of());
    }

    private LocalDate today() {
        return GermanDates.today(clock);
    }

    /** When it is done: every hour, by whichever instance comes first. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Due {

        @Bean
        DueWork deleteDrafts(Retention retention) {
            return DueWork.of(
                    "draft deletion",
                    PAUSE,
                    "select distinct tenant from cases.draft where expires < current_date",
                    retention::deleteDrafts);
        }

        @Bean
        DueWork deleteCases(Retention retention) {
            return DueWork.of(
                    "case deletion",
                    PAUSE,
                    "select distinct tenant from cases.case where delete_after < current_date",
                    retention::deleteCases);
        }

        @Bean
        DueWork deleteComments(Retention retention) {
            return DueWork.of(
                    "comment deletion",
                    PAUSE,
                    "select distinct tenant from cases.comment where delete_after < current_date",
                    retention::deleteComments);
        }
    }
}
