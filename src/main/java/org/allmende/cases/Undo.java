package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way back from an act, for a day: the case is put back to how it was, if nothing has happened since to what the act
 * changed. Nothing disappears: history and audit log tell both, the act and that it was undone.
 */
@Component
public class Undo {

    public static final Duration OPEN = Duration.ofDays(1);

    /** What the history calls the acts that have a way back. */
    private static final Map<String, Entry.Kind> REVERSIBLE = Map.of(
            "case.claimed", Entry.Kind.CLAIMED,
            "case.released", Entry.Kind.RELEASED,
            "case.assigned", Entry.Kind.ASSIGNED,
            "case.noted", Entry.Kind.NOTE,
            "case.asked", Entry.Kind.ASKED,
            "case.decided", Entry.Kind.DECIDED,
            "case.confirmed", Entry.Kind.CONFIRMED,
            "case.marked", Entry.Kind.MARKED,
            "case.set-aside", Entry.Kind.SET_ASIDE);

    /** A decision is taken back as long as nobody outside of the office knows of it. */
    private static final Set<Entry.Kind> DECISION = Set.of(Entry.Kind.DECIDED, Entry.Kind.CONFIRMED);

    private static final ScopedValue<UUID> BATCH = ScopedValue.newInstance();

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Cases cases;
    private final Entries entries;
    private final Questions questions;
    private final Proposals proposals;
    private final Engine engine;
    private final CaseClock caseClock;
    private final Audit audit;
    private final Clock clock;

    Undo(
            Tenancy tenancy,
            JdbcClient db,
            Cases cases,
            Entries entries,
            Questions questions,
            Proposals proposals,
            Engine engine,
            CaseClock caseClock,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.cases = cases;
        this.entries = entries;
        this.questions = questions;
        this.proposals = proposals;
        this.engine = engine;
        this.caseClock = caseClock;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why an act cannot be undone. */
    public enum Obstacle {
        /** It is done already. */
        UNDONE,
        /** More than a day has passed. */
        LATE,
        /** The case has moved on since. */
        MOVED_ON,
        /** The citizen has answered the question. */
        ANSWERED,
        /** The decision stands: its notice is made, or its word is in the portal. */
        KNOWN
    }

    /** An act of the last day; {@code obstacle} says why it cannot be undone, null when it can. */
    public record Undoable(
            UUID batch, UUID caseId, UUID entry, @Nullable Obstacle obstacle) {}

    /** What came of it: the cases that are as they were, and those that are not. */
    public record Undone(List<UUID> done, Map<UUID, Obstacle> left) {}

    /** What an act changes in a case and what can be put back: column and value, an absent one is null. */
    private record Place(Map<String, String> values) {

        static Place of(Case it, Map<String, String> tray) {
            var values = new HashMap<>(tray);
            values.put("state", it.state().name());
            if (it.assignee() != null) {
                values.put("assignee", it.assignee().toString());
            }
            return new Place(values);
        }

        static Place parse(String json) {
            var values = new HashMap<String, String>();
            JsonMapper.shared()
                    .readTree(json)
                    .properties()
                    .forEach(one -> values.put(one.getKey(), one.getValue().asString()));
            return new Place(values);
        }

        String json() {
            return JsonMapper.shared().writeValueAsString(values);
        }

        @Nullable
        String get(String column) {
            return values.get(column);
        }
    }

    private record Kept(
            UUID id,
            UUID batch,
            UUID caseId,
            UUID account,
            Instant at,
            UUID entry,
            String kind,
            Place before,
            Place after,
            boolean undone) {}

    /** Runs acts that are undone together; gives the name by which they are. */
    public UUID together(Runnable acts) {
        var batch = Ids.next();
        ScopedValue.where(BATCH, batch).run(acts);
        return batch;
    }

    /** How a case lies on its office's desk: what {@link Tray} changes. */
    Map<String, String> tray(UUID caseId) {
        return db.sql("select mark, aside_until from cases.case where tenant = platform.tenant() and id = :id")
                .param("id", caseId)
                .query((row, number) -> {
                    var values = new HashMap<String, String>();
                    for (var column : List.of("mark", "aside_until")) {
                        if (row.getString(column) != null) {
                            values.put(column, row.getString(column));
                        }
                    }
                    return values;
                })
                .single();
    }

    /** Remembers how the case was before an act, in the act's transaction and after it; nothing if there is no way back. */
    void remember(Staff staff, String action, Case before, Map<String, String> trayBefore) {
        var kind = REVERSIBLE.get(action);
        if (kind == null) {
            return;
        }
        var after = cases.find(before.id()).orElseThrow(CaseNotFound::new);
        db.sql("delete from cases.undo where tenant = platform.tenant() and case_id = :case and at < :over")
                .param("case", before.id())
                .param("over", Cases.utc(clock.instant().minus(OPEN)))
                .update();
        db.sql("""
                insert into cases.undo (tenant, id, batch, case_id, account, at, entry, kind, before, after)
                select tenant, :id, :batch, case_id, :account, :at, id, kind, :before::json, :after::json
                  from cases.entry
                 where tenant = platform.tenant() and case_id = :case and kind = :kind and actor = :account
                 order by at desc, id desc
                 limit 1
                """)
                .param("id", Ids.next())
                .param("batch", BATCH.isBound() ? BATCH.get() : Ids.next())
                .param("case", before.id())
                .param("account", staff.account())
                .param("at", Cases.utc(clock.instant()))
                .param("kind", kind.name())
                .param("before", Place.of(before, trayBefore).json())
                .param("after", Place.of(after, tray(before.id())).json())
                .update();
    }

    /** The acts on a case that this person did in the last day, or may undo as lead. */
    public List<Undoable> list(Staff staff, UUID caseId) {
        return find("case_id", caseId).stream()
                .filter(kept -> mayUndo(staff, kept))
                .map(kept -> new Undoable(kept.batch(), caseId, kept.entry(), obstacle(kept)))
                .filter(one -> one.obstacle() != Obstacle.UNDONE && one.obstacle() != Obstacle.LATE)
                .toList();
    }

    /** The act by which the case was decided, if this person can take that back now. */
    public Optional<UUID> findDecision(Staff staff, UUID caseId) {
        return find("case_id", caseId).stream()
                .filter(kept -> DECISION.contains(Entry.Kind.valueOf(kept.kind())))
                .filter(kept -> mayUndo(staff, kept) && obstacle(kept) == null)
                .map(Kept::batch)
                .findFirst();
    }

    /** Whether at least one act of the batch can be undone by this person now. */
    public boolean isPossible(Staff staff, UUID batch) {
        return find("batch", batch).stream().anyMatch(kept -> mayUndo(staff, kept) && obstacle(kept) == null);
    }

    /** Puts back what can be put back. {@link CaseNotFound} when this person has no such act. */
    public Undone undo(Staff staff, UUID batch) {
        var mine = tenancy.as(
                staff.tenant(),
                () -> find("batch", batch).stream()
                        .filter(kept -> mayUndo(staff, kept))
                        .toList());
        if (mine.isEmpty()) {
            throw new CaseNotFound();
        }
        var done = new ArrayList<UUID>();
        var left = new HashMap<UUID, Obstacle>();
        for (var kept : mine) {
            // each case by itself, as the act was
            tenancy.as(staff.tenant(), () -> undo(staff, kept))
                    .ifPresentOrElse(why -> left.put(kept.caseId(), why), () -> done.add(kept.caseId()));
        }
        return new Undone(List.copyOf(done), Map.copyOf(left));
    }

    /** Undoes one act on one case; gives what stood in the way. */
    private Optional<Obstacle> undo(Staff staff, Kept kept) {
        var it = cases.lock(kept.caseId());
        var now = find("id", kept.id()).stream().findFirst();
        var obstacle = now.isEmpty() ? Obstacle.UNDONE : obstacle(now.get());
        if (obstacle != null || !staff.worksIn(it.office())) {
            return Optional.of(obstacle == null ? Obstacle.MOVED_ON : obstacle);
        }
        var before = kept.before();
        var assignee = before.get("assignee");
        var kind = Entry.Kind.valueOf(kept.kind());
        if (kind == Entry.Kind.ASKED) {
            questions.findOpen(it.id()).ifPresent(question -> questions.withdraw(question.id()));
            engine.complete(it.id(), Processes.QUESTION, Map.of());
            caseClock.neverWaited(it.id());
        }
        if (kind == Entry.Kind.DECIDED) {
            proposals.remove(it.id());
        } else if (kind == Entry.Kind.CONFIRMED) {
            proposals.setStands(it.id(), null);
        }
        if (kind == Entry.Kind.NOTE) {
            entries.remove(it.id(), kept.entry());
        } else {
            cases.change(it.putBack(
                            CaseState.valueOf(Objects.requireNonNull(before.get("state"))),
                            assignee == null ? null : UUID.fromString(assignee),
                            kind == Entry.Kind.ASKED ? null : it.restsSince())
                    .due(caseClock.count(it.id())));
            putBackTray(it.id(), before);
        }
        entries.add(
                it.id(),
                kind == Entry.Kind.ASKED ? Entry.Kind.QUESTION_WITHDRAWN : Entry.Kind.UNDONE,
                staff.account(),
                staff.name(),
                kind == Entry.Kind.ASKED,
                kind.name());
        db.sql("update cases.undo set undone = :now where tenant = platform.tenant() and id = :id")
                .param("now", Cases.utc(clock.instant()))
                .param("id", kept.id())
                .update();
        audit.record("case.undone", it.id(), Map.of("act", kept.kind()));
        return Optional.empty();
    }

    private void putBackTray(UUID caseId, Place before) {
        var aside = before.get("aside_until");
        db.sql("""
                update cases.case
                   set mark = :mark, aside_until = :aside
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", caseId)
                .param("mark", before.get("mark"))
                .param("aside", aside == null ? null : LocalDate.parse(aside))
                .update();
    }

    /** Who did it, or leads the office. */
    private static boolean mayUndo(Staff staff, Kept kept) {
        return kept.account().equals(staff.account()) || staff.isOneOf(Role.LEAD);
    }

    private @Nullable Obstacle obstacle(Kept kept) {
        if (kept.undone()) {
            return Obstacle.UNDONE;
        }
        if (kept.at().plus(OPEN).isBefore(clock.instant())) {
            return Obstacle.LATE;
        }
        var it = cases.find(kept.caseId()).orElseThrow(CaseNotFound::new);
        if (kept.kind().equals(Entry.Kind.NOTE.name())) {
            return null;
        }
        if (kept.kind().equals(Entry.Kind.ASKED.name())
                && questions.findOpen(it.id()).isEmpty()) {
            return Obstacle.ANSWERED;
        }
        if (it.decided() != null && DECISION.contains(Entry.Kind.valueOf(kept.kind()))) {
            return Obstacle.KNOWN;
        }
        return Place.of(it, tray(it.id())).equals(kept.after()) ? null : Obstacle.MOVED_ON;
    }

    private List<Kept> find(String column, UUID value) {
        return db.sql("""
                select id, batch, case_id, account, at, entry, kind, before, after, undone is not null as undone
                  from cases.undo
                 where tenant = platform.tenant()
                   and %s = :value
                 order by at desc, id
                """.formatted(column))
                .param("value", value)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("batch", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getObject("account", UUID.class),
                        Objects.requireNonNull(Cases.instant(row, "at")),
                        row.getObject("entry", UUID.class),
                        row.getString("kind"),
                        Place.parse(row.getString("before")),
                        Place.parse(row.getString("after")),
                        row.getBoolean("undone")))
                .list();
    }
}
