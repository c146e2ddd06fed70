package org.allmende.cases.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.Cases;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.cases.Hearing;
import org.allmende.cases.Hearings;
import org.allmende.cases.Letters;
import org.allmende.cases.Objecting;
import org.allmende.cases.Question;
import org.allmende.cases.Questions;
import org.allmende.cases.Withdrawing;
import org.allmende.cases.payment.Demand;
import org.allmende.cases.payment.Demands;
import org.allmende.cases.payment.OnlinePayments;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.Markup;
import org.allmende.platform.html.Page;
import org.allmende.platform.pdf.QrCode;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.Outcome;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts a case into a citizen's words. It is longer than 400 lines because everything that a citizen can read and do there is one page,
 * whose parts depend on each other.
 */
@Component
class StatusView {

    private static final Set<Entry.Kind> TALK =
            Set.of(Entry.Kind.ASKED, Entry.Kind.ANSWERED, Entry.Kind.HEARD, Entry.Kind.STATED, Entry.Kind.HANDED_ON);

    /** What the office writes and the timeline tells in full. */
    private static final Set<Entry.Kind> SAID =
            Set.of(Entry.Kind.PROLONGED, Entry.Kind.PARTLY_DECIDED, Entry.Kind.DECIDED_ANEW);

    private final Tenancy tenancy;
    private final Entries entries;
    private final Questions questions;
    private final Hearings hearings;
    private final Objecting objecting;
    private final Cases cases;
    private final Attachments attachments;
    private final Letters letters;
    private final Files files;
    private final Regions regions;
    private final Services services;
    private final Demands demands;
    private final OnlinePayments payments;
    private final StatusStepsView stepsView;
    private final Clock clock;

    StatusView(
            Tenancy tenancy,
            Entries entries,
            Questions questions,
            Hearings hearings,
            Objecting objecting,
            Cases cases,
            Attachments attachments,
            Letters letters,
            Files files,
            Regions regions,
            Services services,
            Demands demands,
            OnlinePayments payments,
            StatusStepsView stepsView,
            Clock clock) {
        this.tenancy = tenancy;
        this.entries = entries;
        this.questions = questions;
        this.hearings = hearings;
        this.objecting = objecting;
        this.cases = cases;
        this.attachments = attachments;
        this.letters = letters;
        this.files = files;
        this.regions = regions;
        this.services = services;
        this.demands = demands;
        this.payments = payments;
        this.stepsView = stepsView;
        this.clock = clock;
    }

    /** What is read from the database for one page, in one transaction. */
    private record Facts(
            List<Entry> entries,
            Optional<Question> question,
            Optional<Hearing> hearing,
            Optional<Objecting.Time> time,
            Optional<Case> objection,
            List<Letters.CaseLetter> letters,
            List<StatusPage.Upload> uploads,
            Optional<Demand> demand,
            StatusSteps steps) {}

    StatusPage of(Page page, Case it, String error, String typed) {
        return of(page, it, error, typed, "");
    }

    /** @param paid how a payment ended from which the citizen just comes back, empty for none */
    StatusPage of(Page page, Case it, String error, String typed, String paid) {
        var facts = tenancy.as(
                it.tenant(),
                () -> new Facts(
                        entries.list(it.id()),
                        questions.findOpen(it.id()),
                        hearings.findOpen(it.id()),
                        objecting.find(it),
                        letters.find(it.id(), Letters.Kind.NOTICE)
                                .flatMap(notice -> objecting.findAgainst(it, notice))
                                .flatMap(one -> cases.find(one.caseId())),
                        letters.list(it.id()),
                        uploads(page, it),
                        demands.find(it.id()),
                        stepsView.of(page, it)));
        var office = office(it);
        var path = CasePath.of(it);
        var notice = facts.letters().stream()
                .filter(letter -> letter.kind() == Letters.Kind.NOTICE)
                .reduce((first, last) -> last)
                .map(letter -> new StatusPage.Document(
                        page.t("cases.status.notice"),
                        page.t(
                                isCorrected(facts)
                                        ? "cases.status.notice.corrected"
                                        : letter.number() > 1
                                                ? "cases.status.notice.holds"
                                                : "cases.status.notice.text",
                                day(letter.created(), page)),
                        "%s/%s.pdf".formatted(path, letter.path()),
                        "verified"));
        var documents = new ArrayList<StatusPage.Document>();
        notice.ifPresent(documents::add);
        var replaced = facts.letters().stream()
                .filter(letter -> letter.kind() == Letters.Kind.NOTICE)
                .toList();
        for (int older = 0; older < replaced.size() - 1; older++) {
            documents.add(new StatusPage.Document(
                    page.t("cases.status.notice.old"),
                    page.t(
                            "cases.status.notice.replaced",
                            day(replaced.get(older).created(), page),
                            day(replaced.getLast().created(), page)),
                    "%s/%s.pdf".formatted(path, replaced.get(older).path()),
                    "history"));
        }
        facts.letters().stream()
                .filter(letter -> letter.kind() == Letters.Kind.HEARING)
                .reduce((first, last) -> last)
                .map(letter -> new StatusPage.Document(
                        page.t("cases.letter.hearing"),
                        page.t("cases.status.notice.text", day(letter.created(), page)),
                        path + "/anhoerung.pdf",
                        "chat"))
                .ifPresent(documents::add);
        facts.letters().stream()
                .filter(letter -> letter.kind() == Letters.Kind.PARTIAL)
                .map(letter -> new StatusPage.Document(
                        page.t("cases.partial.number", letter.number()),
                        page.t("cases.partial.document", day(letter.created(), page)),
                        "%s/%s.pdf".formatted(path, letter.path()),
                        "verified"))
                .forEach(documents::add);
        facts.letters().stream()
                .filter(letter -> letter.kind() == Letters.Kind.CORRECTION)
                .map(letter -> new StatusPage.Document(
                        page.t("cases.letter.correction"),
                        page.t("cases.status.correction.text", day(letter.created(), page)),
                        "%s/%s.pdf".formatted(path, letter.path()),
                        "edit"))
                .forEach(documents::add);
        documents.add(new StatusPage.Document(
                page.t("cases.status.receipt"),
                page.t("cases.status.receipt.text", day(it.submitted(), page)),
                path + "/eingang.pdf",
                "receipt_long"));
        return new StatusPage(
                it.number().toString(),
                title(it, page),
                GermanDates.date(GermanDates.dayOf(it.submitted()), page.lang()),
                office.name(),
                officer(facts.entries()),
                office.contact().phone(),
                office.contact().email(),
                turn(page, it, facts, error, typed),
                notice.orElse(null),
                readyText(page, it),
                writesNotice(it) ? null : done(page, it, facts.entries()),
                objecting(page, facts, error, typed),
                moments(page, it, facts),
                documents,
                facts.uploads(),
                talk(page, facts.entries()),
                path,
                it.state().isOpen(),
                Withdrawing.isPossible(it),
                FeedbackPages.path(it.portal(), it.service()),
                facts.demand().map(demand -> pay(page, it, demand, paid)).orElse(null),
                facts.steps());
    }

    private static boolean isCorrected(Facts facts) {
        return facts.letters().stream()
                .filter(letter -> letter.kind() == Letters.Kind.CORRECTION || letter.kind() == Letters.Kind.NOTICE)
                .reduce((first, last) -> last)
                .filter(letter -> letter.kind() == Letters.Kind.CORRECTION)
                .isPresent();
    }

    private StatusPage.Pay pay(Page page, Case it, Demand demand, String result) {
        var account = regions.current().findBankAccount(it.tenant());
        var state = demand.isOverdueOn(GermanDates.today(clock))
                ? "overdue"
                : demand.state().name().toLowerCase(Locale.ROOT);
        return new StatusPage.Pay(
                page.t("cases.pay.state." + state, demand.leftEuro().in(page.lang()), day(demand.due(), page)),
                demand.left() == 0,
                result.matches("paid|other_amount|waiting|not_paid|forged") ? page.t("cases.pay.result." + result) : "",
                demand.left() > 0 ? payments.findServiceName().orElse("") : "",
                account.map(one -> page.t("cases.pay.transfer", one.recipient(), one.iban(), it.number()))
                        .orElse(""));
    }

    private static String day(LocalDate day, Page page) {
        return GermanDates.date(day, page.lang());
    }

    SentPage sent(Page page, Case it, AccessCode code) {
        var received = GermanDates.date(GermanDates.dayOf(it.submitted()), page.lang());
        var path = CasePath.of(it);
        return new SentPage(
                it.number().toString(),
                code.inGroups(),
                page.t("cases.sent.received", received, GermanDates.time(it.submitted()), officeName(it)),
                officeName(it),
                due(page, it),
                path + "/eingang.pdf",
                path,
                page.url("/%s/antrag".formatted(it.portal())),
                it.email() != null,
                writesNotice(it),
                FeedbackPages.path(it.portal(), it.service()));
    }

    private String due(Page page, Case it) {
        return it.due() == null ? "" : GermanDates.date(it.due(), page.lang());
    }

    private Office office(Case it) {
        return regions.current().findOffice(it.tenant(), it.office()).orElseThrow();
    }

    private String officeName(Case it) {
        return office(it).name() + " " + regions.current().get(it.tenant()).shortName();
    }

    private String title(Case it, Page page) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .description()
                .title()
                .in(page.lang());
    }

    private static String officer(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.actor() != null && entry.kind() != Entry.Kind.RELEASED)
                .map(Entry::actorName)
                .reduce((first, last) -> last)
                .orElse("");
    }

    private StatusPage.@Nullable Turn turn(Page page, Case it, Facts facts, String error, String typed) {
        if (facts.hearing().isPresent()) {
            var hearing = facts.hearing().get();
            return turn(page, it, true, hearing.grounds(), List.of(), hearing.due(), error, typed);
        }
        return facts.question()
                .map(question ->
                        turn(page, it, false, question.text(), question.papers(), question.due(), error, typed))
                .orElse(null);
    }

    private StatusPage.Turn turn(
            Page page,
            Case it,
            boolean hearing,
            String text,
            List<String> papers,
            LocalDate due,
            String error,
            String typed) {
        var left = ChronoUnit.DAYS.between(GermanDates.today(clock), due);
        var phone = page.url("/%s/antrag?nummer=%s".formatted(it.portal(), it.number()));
        return new StatusPage.Turn(
                hearing,
                text,
                papers,
                GermanDates.shortly(due, page.lang()),
                left,
                error,
                typed,
                new Markup(QrCode.of(phone).svg(page.t("cases.status.phone"))),
                phone);
    }

    private static StatusPage.@Nullable Objecting objecting(Page page, Facts facts, String error, String typed) {
        if (facts.objection().isPresent()) {
            var there = facts.objection().get();
            return new StatusPage.Objecting(
                    page.t("cases.status.objected", there.number()), CasePath.of(there), "", "");
        }
        return facts.time()
                .map(time -> new StatusPage.Objecting(until(page, time), null, error, typed))
                .orElse(null);
    }

    /** Until when one can object, in words. */
    static String until(Page page, Objecting.Time time) {
        return page.t(
                time.late() ? "cases.status.object.late" : "cases.status.object.until",
                GermanDates.date(time.ends(), page.lang()),
                GermanDates.date(time.announced(), page.lang()),
                time.law());
    }

    private static String readyText(Page page, Case it) {
        if (it.feeCents() == null || it.feeCents() == 0) {
            return page.t("cases.status.ready.text");
        }
        var euro = java.text.NumberFormat.getCurrencyInstance(Locale.GERMANY).format(it.feeCents() / 100.0);
        return page.t("cases.status.ready.fee", euro);
    }

    private boolean writesNotice(Case it) {
        return services.get(it.tenant(), it.service(), it.version())
                        .pack()
                        .outcome()
                        .kind()
                != Outcome.Kind.NONE;
    }

    /** What the office wrote when it was done. */
    private static @Nullable String done(Page page, Case it, List<Entry> entries) {
        if (it.closed() == null) {
            return null;
        }
        return entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.DECIDED && entry.visible() && entry.text() != null)
                .map(entry -> String.valueOf(entry.text()))
                .reduce((first, last) -> last)
                .orElseGet(() -> page.t("cases.status.done.text"));
    }

    private List<StatusPage.Upload> uploads(Page page, Case it) {
        var ids = attachments.listOfCase(it.id()).stream()
                .map(org.allmende.cases.Attachment::file)
                .toList();
        return files.list(ids).stream()
                .map(file -> new StatusPage.Upload(
                        file.name(),
                        page.t(
                                "cases.files." + file.state().name().toLowerCase(Locale.ROOT),
                                Math.max(1, file.size() / 1024))))
                .toList();
    }

    private List<StatusPage.Moment> moments(Page page, Case it, Facts facts) {
        var moments = new ArrayList<StatusPage.Moment>();
        boolean letter = writesNotice(it);
        for (var entry : facts.entries()) {
            if (entry.kind() == Entry.Kind.DECIDED && !letter) {
                continue; // that it is done is said by the next one
            }
            if (entry.visible() || entry.kind() == Entry.Kind.CLAIMED) {
                var said = SAID.contains(entry.kind()) ? String.valueOf(entry.text()) : "";
                moments.add(moment(page, "done", "cases.moment." + key(entry), entry.at(), said));
            }
        }
        facts.hearing()
                .map(Hearing::due)
                .or(() -> facts.question().map(Question::due))
                .ifPresent(due -> moments.add(new StatusPage.Moment(
                        "now",
                        page.t("cases.moment.yourTurn"),
                        page.t("cases.moment.until", GermanDates.shortly(due, page.lang())),
                        due.toString(),
                        page.t("cases.moment.yourTurn.text"),
                        "help")));
        if (it.decided() == null && it.closed() == null && letter) {
            moments.add(next(page, "decision", it.restsSince() == null ? it.due() : null));
        }
        if (it.closed() == null) {
            moments.add(next(page, "certificate", letter || it.restsSince() != null ? null : it.due()));
        }
        return moments;
    }

    private static String key(Entry entry) {
        return entry.kind().name().toLowerCase(Locale.ROOT);
    }

    private static StatusPage.Moment moment(Page page, String state, String key, Instant at, String text) {
        var day = GermanDates.dayOf(at);
        return new StatusPage.Moment(
                state, page.t(key), GermanDates.shortly(day, page.lang()), day.toString(), text, "check");
    }

    private static StatusPage.Moment next(Page page, String key, @Nullable LocalDate day) {
        var when = day == null
                ? page.t("cases.moment." + key + ".when")
                : page.t("cases.moment.by", GermanDates.shortly(day, page.lang()));
        return new StatusPage.Moment(
                "next", page.t("cases.moment." + key), when, day == null ? "" : day.toString(), "", "");
    }

    private static List<StatusPage.Talk> talk(Page page, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.visible() && entry.text() != null && TALK.contains(entry.kind()))
                .map(entry -> new StatusPage.Talk(
                        entry.actor() == null,
                        initials(entry.actor() == null ? page.t("cases.status.you") : entry.actorName()),
                        entry.actor() == null ? page.t("cases.status.you") : entry.actorName(),
                        day(entry.at(), page) + ", " + GermanDates.time(entry.at()),
                        String.valueOf(entry.text())))
                .toList();
    }

    static String initials(String name) {
        var words = name.strip().split("\\s+", -1);
        var first = words[0].isEmpty() ? "" : words[0].substring(0, 1);
        return words.length == 1 ? first : first + words[words.length - 1].charAt(0);
    }

    private static String day(Instant at, Page page) {
        return GermanDates.date(GermanDates.dayOf(at), page.lang());
    }
}
