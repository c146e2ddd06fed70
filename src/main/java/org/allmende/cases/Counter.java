package org.allmende.cases;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Form;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The counter (Schalter): a clerk fills in with somebody who has come to the office. The draft is the clerk's own until it is
 * sent; its code is for the citizen, who finds it on the printed receipt.
 */
@Component
public class Counter {

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Drafts drafts;
    private final Retention retention;
    private final Services services;
    private final Audit audit;
    private final Clock clock;

    Counter(
            JdbcClient db,
            Tenancy tenancy,
            Drafts drafts,
            Retention retention,
            Services services,
            Audit audit,
            Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.retention = retention;
        this.services = services;
        this.audit = audit;
        this.clock = clock;
    }

    /** How the applicant has agreed to what was written down. */
    public enum Agreement {
        /** They have read it on the screen. */
        ON_SCREEN,
        /** They have signed a printout. */
        ON_PAPER
    }

    /**
     * Who sends an application from the counter.
     *
     * @param identitySeen whether the identity card was shown
     * @param shown hash of the answers that the applicant has agreed to
     */
    public record SignOff(Staff staff, Agreement agreement, boolean identitySeen, String shown) {}

    /** An application that a clerk has begun and not sent; applicant is empty as long as nobody is named. */
    public record Begun(Draft draft, String applicant) {}

    /** Begins an application in the clerk's own tenant. */
    public Draft begin(Staff staff, Service service, String lang, AccessCode code) {
        return tenancy.as(staff.tenant(), () -> {
            var draft =
                    drafts.begin(service.pack().name(), service.pack().version().toString(), lang, code);
            db.sql("""
                    insert into cases.counter (tenant, draft, account, name)
                    values (platform.tenant(), :draft, :account, :name)
                    """)
                    .param("draft", draft.id())
                    .param("account", staff.account())
                    .param("name", staff.name())
                    .update();
            audit.record("counter.begun", draft.id(), Map.of("service", draft.service()));
            return draft;
        });
    }

    /** Whether this clerk has begun the draft. */
    public boolean isOwn(Staff staff, UUID draft) {
        return tenancy.as(
                staff.tenant(),
                () -> db.sql("""
                        select count(*)
                          from cases.counter
                         where tenant = platform.tenant() and draft = :draft and account = :account
                        """)
                                .param("draft", draft)
                                .param("account", staff.account())
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    /** What this clerk has begun and not sent, the latest first. */
    public List<Begun> listBegun(Staff staff) {
        return tenancy.as(
                staff.tenant(),
                () -> db.sql("""
                        select d.id
                          from cases.counter c
                          join cases.draft d on d.tenant = c.tenant and d.id = c.draft
                         where c.tenant = platform.tenant() and c.account = :account and d.sent_as is null
                         order by d.changed desc
                         limit 20
                        """).param("account", staff.account()).query(UUID.class).list().stream()
                        .map(drafts::lock)
                        .map(draft -> new Begun(draft, applicant(draft)))
                        .toList());
    }

    private String applicant(Draft draft) {
        var run = services.get(draft.tenant(), draft.service(), draft.version())
                .run(Answers.parse(draft.answers()), GermanDates.today(clock));
        return List.of(Form.Role.GIVEN_NAMES, Form.Role.FAMILY_NAME).stream()
                .flatMap(role -> run.find(role).stream())
                .map(value -> String.valueOf(value.feel()))
                .reduce((given, family) -> given + " " + family)
                .orElse("");
    }

    /** Gives a begun application a new code, so that the clerk can go on with it at another desk. */
    public Optional<AccessCode> reopen(Staff staff, UUID draft) {
        if (!isOwn(staff, draft)) {
            return Optional.empty();
        }
        var code = AccessCode.next();
        return tenancy.as(staff.tenant(), () -> drafts.changeCode(draft, code) ? Optional.of(code) : Optional.empty());
    }

    /** Throws a begun application away with all that was typed; false if it is not this clerk's, or sent. */
    public boolean discard(Staff staff, UUID id) {
        return isOwn(staff, id)
                && tenancy.as(staff.tenant(), () -> {
                    if (drafts.lock(id).isSent()) {
                        return false;
                    }
                    retention.deleteDraft(id);
                    audit.record("counter.discarded", id, Map.of());
                    return true;
                });
    }
}
