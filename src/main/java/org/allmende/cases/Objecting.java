package org.allmende.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.deadlines.Course;
import org.allmende.cases.deadlines.Statutes;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.allmende.platform.time.Term;
import org.allmende.region.Regions;
import org.allmende.services.Land;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Value;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A citizen objects to a notice (§§ 68 ff. VwGO), from its page and with its code. The objection is a case of its own in the
 * office that has issued the notice (§ 70 (1) VwGO), with the process, the letters and the deadlines of the package
 * {@code widerspruch}. One that comes late is accepted, too: whether that is excused is for the office to say (§ 60 VwGO).
 */
@Component
public class Objecting {

    static final String SERVICE = "widerspruch";

    private final Tenancy tenancy;
    private final Cases cases;
    private final Objections objections;
    private final Announcements announcements;
    private final Entries entries;
    private final Letters letters;
    private final Attachments attachments;
    private final Files files;
    private final CaseClock caseClock;
    private final Services services;
    private final Regions regions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Objecting(
            Tenancy tenancy,
            Cases cases,
            Objections objections,
            Announcements announcements,
            Entries entries,
            Letters letters,
            Attachments attachments,
            Files files,
            CaseClock caseClock,
            Services services,
            Regions regions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.objections = objections;
        this.announcements = announcements;
        this.entries = entries;
        this.letters = letters;
        this.attachments = attachments;
        this.files = files;
        this.caseClock = caseClock;
        this.services = services;
        this.regions = regions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The period for an objection.
     *
     * @param law the provision that sets it
     */
    public record Time(LocalDate announced, LocalDate ends, String law, boolean late) {}

    /**
     * Until when somebody can object to the case's notice; empty where there is no notice yet, the law knows no objection, or
     * there is one already. Works in the running transaction of the case's tenant.
     */
    public Optional<Time> find(Case it) {
        if (!isAllowed(it)) {
            return Optional.empty();
        }
        return letters.find(it.id(), Letters.Kind.NOTICE)
                .filter(notice -> findAgainst(it, notice).isEmpty())
                .map(notice -> time(notice, announcements.announcement(it.id(), 0)));
    }

    /** The objection against the notice that holds. */
    public Optional<Objection> findAgainst(Case it, Letters.CaseLetter notice) {
        return objections.findAgainst(it.id()).filter(one -> one.notice() == notice.number());
    }

    /** The same for a partial notice of the case. */
    public Optional<Time> find(Case it, FurtherNotice<PartialNotice> partial) {
        if (!isAllowed(it) || objections.findAgainst(partial).isPresent()) {
            return Optional.empty();
        }
        return letters.findNotice(it.id(), partial.number())
                .map(letter -> time(letter, announcements.announcement(it.id(), partial.number())));
    }

    private boolean isAllowed(Case it) {
        var outcome =
                services.get(it.tenant(), it.service(), it.version()).pack().outcome();
        return Land.findByName(regions.current().land())
                .filter(outcome::allowsObjection)
                .isPresent();
    }

    /** The objections against the case's notices. */
    public List<Case> listFiled(Case it) {
        return tenancy.as(
                it.tenant(),
                () -> objections.listAgainst(it.id()).stream()
                        .flatMap(one -> cases.find(one.caseId()).stream())
                        .toList());
    }

    private Time time(Letters.CaseLetter notice, Optional<Announcements.Announcement> announcement) {
        var announced = announcement
                .flatMap(Announcements.Announcement::day)
                .or(() -> retrieved(notice))
                .orElse(today());
        boolean social = announcement.filter(Announcements.Announcement::social).isPresent();
        var rule = (social ? Statutes.OBJECTION_SOCIAL : Statutes.OBJECTION).on(announced);
        var course = Course.of(
                rule, announced, List.of(), announced, regions.current().workingDays());
        var ends = java.util.Objects.requireNonNull(course.due());
        return new Time(announced, ends, rule.law(), today().isAfter(ends));
    }

    /** Whoever gets it by post may have read it in the portal before; whoever objects before either knows it today. */
    private Optional<LocalDate> retrieved(Letters.CaseLetter notice) {
        return Optional.ofNullable(notice.firstOpened())
                .map(GermanDates::dayOf)
                .map(day -> Statutes.RETRIEVED
                        .on(day)
                        .term()
                        .lastDay(day, Term.Begin.EVENT, regions.current().workingDays()));
    }

    /**
     * Files the objection; gives its case, which the code of the first one opens as well. Empty when it is not possible, or has
     * been done before, as after a double click.
     */
    public Optional<Case> file(String tenant, UUID against, AccessCode code, String text, List<Received> received) {
        return tenancy.as(tenant, () -> {
            var first = cases.lock(against);
            return find(first).map(time -> file(first, null, time, code, text, received));
        });
    }

    /** The same against a partial notice. */
    public Optional<Case> file(
            String tenant,
            FurtherNotice<PartialNotice> partial,
            AccessCode code,
            String text,
            List<Received> received) {
        return tenancy.as(tenant, () -> {
            var first = cases.lock(partial.caseId());
            return find(first, partial).map(time -> file(first, partial, time, code, text, received));
        });
    }

    private Case file(
            Case first,
            @Nullable FurtherNotice<PartialNotice> partial,
            Time time,
            AccessCode code,
            String text,
            List<Received> received) {
        var notice = letters.findNotice(first.id(), partial == null ? 0 : partial.number())
                .orElseThrow();
        var pack = newest();
        var id = Ids.next();
        var planned = caseClock.plan(id, pack, today());
        var it = caseOf(first, notice, id, pack, text).due(caseClock.next(planned, List.of()));
        cases.add(it, code);
        caseClock.start(planned);
        objections.add(new Objection(
                id,
                first.id(),
                partial == null ? null : partial.id(),
                partial == null ? notice.number() : 1,
                time.announced(),
                time.ends(),
                time.late()));
        received.forEach(
                file -> attachments.addToCase(id, "answer", files.add(file).id()));
        entries.add(id, Entry.Kind.SUBMITTED, null, "", true, null);
        entries.add(first.id(), Entry.Kind.OBJECTED, null, "", true, null);
        audit.record("case.objected", first.id(), java.util.Map.of("objection", id.toString()));
        keep(first, pack.retention().closed());
        events.publishEvent(new Case.Submitted(it.tenant(), id));
        return it;
    }

    /** What is argued about must not be deleted meanwhile. */
    private void keep(Case first, Period atLeast) {
        var until = today().plus(atLeast);
        if (first.deleteAfter() != null && first.deleteAfter().isBefore(until)) {
            cases.change(first.keptUntil(until));
        }
    }

    private Case caseOf(Case first, Letters.CaseLetter notice, UUID id, ServicePackage pack, String text) {
        var version = pack.version().toString();
        var answers = services.get(first.tenant(), SERVICE, version)
                .run(answers(first, notice, text), today())
                .submitted();
        return new Case(
                first.tenant(),
                id,
                CaseNumber.next(first.number().prefix()),
                id,
                first.office(),
                SERVICE,
                version,
                first.portal(),
                first.lang(),
                pack.description().title().in("de") + ": " + first.title(),
                first.applicant(),
                first.email(),
                answers.json(),
                answers.hash(),
                CaseState.NEW,
                clock.instant(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null);
    }

    /** What the objection's form would hold; who writes is known from the first case. */
    private Answers answers(Case first, Letters.CaseLetter notice, String text) {
        var run = services.get(first.tenant(), first.service(), first.version())
                .run(Answers.parse(first.answers()), GermanDates.dayOf(first.submitted()));
        var answers = Answers.NONE
                .with("bescheid/nummer", new Value.Plain(first.number().toString()))
                .with(
                        "bescheid/leistung",
                        new Value.Plain(
                                notice.kind() == Letters.Kind.PARTIAL
                                        ? "Teilbescheid %d: %s".formatted(notice.number(), first.title())
                                        : first.title()))
                .with("bescheid/vom", new Value.Day(GermanDates.dayOf(notice.created())));
        if (!text.isBlank()) {
            answers = answers.with("widerspruch/begruendung", new Value.Plain(text));
        }
        answers = taken(answers, run, Form.Role.GIVEN_NAMES, "person/vornamen");
        answers = taken(answers, run, Form.Role.FAMILY_NAME, "person/familienname");
        answers = taken(answers, run, Form.Role.ADDRESS, "person/anschrift");
        return taken(answers, run, Form.Role.EMAIL, "person/email");
    }

    private static Answers taken(Answers answers, FormRun run, Form.Role role, String path) {
        return run.find(role).map(value -> answers.with(path, value)).orElse(answers);
    }

    private ServicePackage newest() {
        return services.listPackages().stream()
                .filter(pack -> pack.name().equals(SERVICE))
                .max(java.util.Comparator.comparing(ServicePackage::version))
                .orElseThrow();
    }

    private LocalDate today() {
        return GermanDates.today(clock);
    }
}
