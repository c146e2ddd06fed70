package org.allmende.cases.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.cases.Attachment;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.CaseState;
import org.allmende.cases.CaseWork;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.cases.Letters;
import org.allmende.cases.OpenTasks;
import org.allmende.cases.Undo;
import org.allmende.cases.bpmn.Engine;
import org.allmende.cases.handover.Receipts;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.platform.files.FileState;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Outcome;
import org.allmende.services.Service;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FormRun;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a case on a clerk's page; works in the running transaction of its tenant. */
@Component
class CaseView {

    /** So many days a citizen has to answer, as the form proposes it. */
    private static final int ANSWER_DAYS = 14;

    private final Services services;
    private final Engine engine;
    private final OpenTasks openTasks;
    private final CaseActsView actsView;
    private final CaseWork work;
    private final Undo undo;
    private final CaseBlocks blocks;
    private final CaseIdentities identities;
    private final Entries entries;
    private final Attachments attachments;
    private final Letters letters;
    private final Files files;
    private final Accounts accounts;
    private final Receipts receipts;
    private final CaseCards cards;
    private final CaseStepsView stepsView;
    private final Clock clock;

    CaseView(
            Services services,
            Engine engine,
            OpenTasks openTasks,
            CaseActsView actsView,
            CaseWork work,
            Undo undo,
            CaseBlocks blocks,
            CaseIdentities identities,
            Entries entries,
            Attachments attachments,
            Letters letters,
            Files files,
            Accounts accounts,
            Receipts receipts,
            CaseCards cards,
            CaseStepsView stepsView,
            Clock clock) {
        this.services = services;
        this.engine = engine;
        this.openTasks = openTasks;
        this.actsView = actsView;
        this.work = work;
        this.undo = undo;
        this.blocks = blocks;
        this.identities = identities;
        this.entries = entries;
        this.attachments = attachments;
        this.letters = letters;
        this.files = files;
        this.accounts = accounts;
        this.receipts = receipts;
        this.cards = cards;
        this.stepsView = stepsView;
        this.clock = clock;
    }

    CasePage of(
            Page page,
            Staff staff,
            Case it,
            CasePages.Typed typed,
            @Nullable String error,
            @Nullable String done,
            @Nullable UUID batch) {
        long asOf = clock.millis();
        var service = service(it);
        var run = run(service, it);
        var due = CaseWords.due(page, it, today());
        var fee = service.fee(run);
        var standing = standing(it);
        return new CasePage(
                it.id().toString(),
                it.number().toString(),
                it.title(),
                CaseWords.state(page, it.state()),
                CaseWords.stateKind(it.state()),
                CaseWords.stateIcon(it.state()),
                GermanDates.moment(it.submitted()),
                CaseWords.applicant(page, it.applicant()),
                it.assignee() == null ? "" : accounts.getAccount(it.assignee()).name(),
                it.isAssignedTo(staff.account()),
                it.assignee() == null,
                due.text(),
                due.kind(),
                due.note(),
                actsView.of(page, staff, it),
                stepsView.of(page, it),
                process(page, it, service.pack()),
                sections(run, page.lang()),
                uploads(page, it),
                moments(page, staff, it),
                decisionLabels(page, it),
                service.pack().outcome().kind() != Outcome.Kind.NONE,
                fee.lines().stream()
                        .map(line -> new CasePage.Sum(
                                line.label().in(page.lang()), line.sum().in(page.lang())))
                        .toList(),
                fee.total().in(page.lang()),
                cards.fee(page, it, fee.total()),
                cards.keeping(
                        page, staff, it, service.pack().retention().reason().in(page.lang())),
                colleagues(staff, it),
                documents(page, it),
                cards.notification(page, it),
                taken(page, it),
                standing.tasks().stream()
                        .map(node -> new CasePage.Task(node.id(), node.name()))
                        .toList(),
                identity(page, it),
                work.isIdentityOpen(it),
                standing.canAsk(),
                standing.canDecide(),
                it.state() == CaseState.NOTICE_READY,
                today().plusDays(ANSWER_DAYS).toString(),
                typed.text(),
                typed.reason(),
                typed.outcome(),
                error,
                done,
                batch != null && undo.isPossible(staff, batch) ? back(it, batch) : null,
                blocks.list(staff, it),
                asOf);
    }

    /** The path that takes an act on this case back. */
    static String back(Case it, UUID batch) {
        return "/arbeitsplatz/rueckgaengig/%s?vorgang=%s".formatted(batch, it.id());
    }

    private String identity(Page page, Case it) {
        return identities
                .find(it.id())
                .map(known -> known.level() == null
                        ? page.t("cases.identity.seen", known.by(), when(known.at()))
                        : page.t(
                                "cases.identity.proven",
                                known.by(),
                                page.t("cases.identity.level."
                                        + known.level().name().toLowerCase(Locale.ROOT)),
                                when(known.at())))
                .orElse("");
    }

    /** Nothing can be asked or decided while the citizen's answer is awaited, or afterwards. */
    private OpenTasks.Standing standing(Case it) {
        return switch (it.state()) {
            case NEW, IN_REVIEW, ANSWERED -> openTasks.of(it);
            default -> new OpenTasks.Standing(false, false, List.of());
        };
    }

    LocalDate today() {
        return GermanDates.today(clock);
    }

    private @Nullable ProcessPlace process(Page page, Case it, ServicePackage pack) {
        return engine.findPosition(it.id())
                .map(position -> ProcessPlace.of(
                        page, it, engine.drawing(it.id()), position, entries.list(it.id()), pack.process()))
                .orElse(null);
    }

    private Service service(Case it) {
        return services.get(it.tenant(), it.service(), it.version());
    }

    private static FormRun run(Service service, Case it) {
        return service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
    }

    private static List<CasePage.Section> sections(FormRun run, String lang) {
        var sections = new ArrayList<CasePage.Section>();
        for (var step : run.steps()) {
            var lines = run.questions(step).stream()
                    .filter(question -> question.asks())
                    .map(question -> new CheckPage.Line(question.label().in(lang), run.show(question, lang)))
                    .filter(line -> !line.answer().isEmpty())
                    .toList();
            if (!lines.isEmpty()) {
                sections.add(new CasePage.Section(step.title().in(lang), lines));
            }
        }
        return sections;
    }

    private List<CasePage.Upload> uploads(Page page, Case it) {
        var ids = attachments.listOfCase(it.id()).stream().map(Attachment::file).toList();
        return files.list(ids).stream()
                .map(file -> new CasePage.Upload(
                        file.name(),
                        page.t("cases.form.kilobytes", Math.max(1, file.size() / 1024)),
                        page.t("cases.scan." + file.state().name().toLowerCase(Locale.ROOT)),
                        scanKind(file.state()),
                        file.state().released()
                                ? "/arbeitsplatz/vorgaenge/%s/datei/%s".formatted(it.id(), file.id())
                                : null))
                .toList();
    }

    private static String scanKind(FileState state) {
        return switch (state) {
            case OWN, CLEAN -> "success";
            case NOT_SCANNED, QUARANTINED -> "mute";
            case INFECTED -> "danger";
        };
    }

    private List<CasePage.Moment> moments(Page page, Staff staff, Case it) {
        var undoable = undo.list(staff, it.id()).stream().collect(Collectors.toMap(Undo.Undoable::entry, one -> one));
        var moments = new ArrayList<CasePage.Moment>();
        for (var entry : entries.list(it.id()).reversed()) {
            var who =
                    entry.actor() == null && (entry.kind() == Entry.Kind.ANSWERED || entry.kind() == Entry.Kind.STATED)
                            ? CaseWords.applicant(page, it.applicant())
                            : entry.actorName();
            var kind = switch (entry.kind()) {
                case NOTE -> "int";
                case ASKED, HEARD -> "msg";
                case ANSWERED, STATED -> "cit";
                default -> "sys";
            };
            var way = undoable.get(entry.id());
            var obstacle = way == null ? null : way.obstacle();
            moments.add(new CasePage.Moment(
                    kind,
                    icon(entry.kind()),
                    StatusView.initials(who),
                    who,
                    page.t("cases.entry." + entry.kind().name().toLowerCase(Locale.ROOT)),
                    when(entry.at()),
                    text(page, entry),
                    way == null || obstacle != null ? null : back(it, way.batch()),
                    obstacle == null ? "" : page.t("cases.undo." + ViewAddress.lower(obstacle))));
        }
        return moments;
    }

    private static String text(Page page, Entry entry) {
        var text = entry.text() == null ? "" : entry.text();
        return switch (entry.kind()) {
            case MARKED -> page.t("cases.mark." + (text.isEmpty() ? "none" : text.toLowerCase(Locale.ROOT)));
            case SET_ASIDE ->
                text.isEmpty()
                        ? page.t("cases.worklist.aside.over")
                        : page.t("cases.worklist.aside", GermanDates.shortly(LocalDate.parse(text), page.lang()));
            case UNDONE, QUESTION_WITHDRAWN -> page.t("cases.entry." + text.toLowerCase(Locale.ROOT));
            default -> text;
        };
    }

    private static String icon(Entry.Kind kind) {
        return switch (kind) {
            case SUBMITTED, READ_AT_COUNTER, SIGNED_AT_COUNTER -> "inbox";
            case NOTE -> "lock";
            case NOTICE_TEXT -> "edit";
            case MARKED -> "bookmark";
            case SET_ASIDE -> "schedule";
            case UNDONE, QUESTION_WITHDRAWN -> "undo";
            case ASKED, ANSWERED, HEARD, STATED -> "chat";
            case NOT_HEARD -> "lock";
            case PROPOSED, CONFIRMED, SENT_BACK -> "groups";
            case OBJECTED, OBJECTION_DECIDED -> "gavel";
            case OPINION_ASKED, OPINION_READ, OPINION_GIVEN, OPINION_OVERDUE, OPINION_WITHDRAWN -> "handshake";
            case VISIT_ARRANGED, VISIT_CHANGED, VISIT_CANCELLED, VISIT_RECORDED -> "location_on";
            case CORRECTION_PROPOSED, CORRECTED, CORRECTION_DISCARDED -> "edit";
            case HANDED_ON, TRANSFER_ASKED, TRANSFER_AGREED, TRANSFERRED, TRANSFER_ARRIVED -> "arrow_forward";
            case ANEW_PROPOSED, DECIDED_ANEW, ANEW_DISCARDED -> "gavel";
            case ANEW_READY -> "verified";
            case PARTIAL_PROPOSED, PARTLY_DECIDED, PARTIAL_DISCARDED -> "gavel";
            case PARTIAL_READY -> "verified";
            case PARTIAL_POSTED -> "mail";
            case TRANSFER_WITHDRAWN, TRANSFER_REFUSED -> "undo";
            case UNANSWERED, WENT_ON, REMINDED, RESUMED -> "schedule";
            case SUSPENDED -> "pause_circle";
            case PROLONGED -> "schedule";
            case WITHDRAWN -> "undo";
            case DEEMED_GRANTED -> "gavel";
            case TICKED_OFF -> "check";
            case IDENTITY_SEEN -> "id_card";
            case DECIDED -> "gavel";
            case NOTICE_READY, NOTICE_OPENED -> "verified";
            case SENT -> "mail";
            case HANDED_OVER, MOVED -> "sync";
            case POSTED, NOT_RETRIEVED -> "mail";
            case HELD, HOLD_LIFTED -> "inventory_2";
            case FEE_CHANGED, PAID, PAYMENT_REMINDED -> "payments";
            case CLAIMED, ASSIGNED, RELEASED, CLOSED -> "person";
        };
    }

    private static String when(Instant at) {
        return GermanDates.moment(at);
    }

    private Map<String, String> decisionLabels(Page page, Case it) {
        var labels = new LinkedHashMap<String, String>();
        decisions(it)
                .forEach(decision -> labels.put(decision.id(), decision.label().in(page.lang())));
        return labels;
    }

    List<Outcome.Decision> decisions(Case it) {
        return service(it).pack().outcome().decisions();
    }

    Optional<Outcome.Decision> findDecision(Case it, String id) {
        return service(it).pack().outcome().findDecision(id);
    }

    /** What the package computes, without any change. */
    int computedCents(Case it) {
        var service = service(it);
        return service.fee(run(service, it)).total().cents();
    }

    int feeCents(Case it) {
        var service = service(it);
        return cards.toPay(it, service.fee(run(service, it)).total()).cents();
    }

    boolean owns(Case it, UUID file) {
        return attachments.listOfCase(it.id()).stream()
                .anyMatch(attachment -> attachment.file().equals(file));
    }

    /** Who else works in the case's office. */
    List<CasePage.Colleague> colleagues(Staff staff, Case it) {
        return accounts.listColleagues(it.office()).stream()
                .map(account -> new CasePage.Colleague(
                        account.id().toString(),
                        account.name(),
                        StatusView.initials(account.name()),
                        it.isAssignedTo(account.id())))
                .toList();
    }

    private List<CasePage.Document> documents(Page page, Case it) {
        return letters.list(it.id()).stream()
                .map(letter -> new CasePage.Document(
                        page.t("cases.letter." + letter.kind().name().toLowerCase(Locale.ROOT)),
                        "/arbeitsplatz/vorgaenge/%s/brief/%s.pdf".formatted(it.id(), letter.path())))
                .toList();
    }

    private List<CasePage.Taken> taken(Page page, Case it) {
        return receipts.list(it.id()).stream()
                .map(one -> new CasePage.Taken(
                        page.t("cases.case.handover.taken", one.name(), GermanDates.moment(one.at())),
                        one.reference().isEmpty() ? "" : page.t("cases.case.handover.reference", one.reference())))
                .toList();
    }
}
