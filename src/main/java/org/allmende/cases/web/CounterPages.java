package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.Cases;
import org.allmende.cases.Counter;
import org.allmende.cases.CounterSheets;
import org.allmende.cases.Draft;
import org.allmende.cases.FormVersions;
import org.allmende.cases.IdentityNotSeen;
import org.allmende.cases.Sending;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.Identification;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The counter: a clerk fills in the citizen's form with the citizen beside them, shows it, sends it and prints the receipt.
 * The browser holds the draft's key as a citizen's would; without the clerk's log-in it opens nothing.
 */
@Controller
@RequestMapping(CounterPages.LIST)
class CounterPages {

    static final String LIST = "/arbeitsplatz/schalter";

    /** So many services are shown at once; whoever wants others searches. */
    private static final int SHOWN = 12;

    private final Tenancy tenancy;
    private final Counter counter;
    private final CounterSheets sheets;
    private final OpenDrafts open;
    private final FormPages forms;
    private final FormVersions versions;
    private final Sending sending;
    private final Cases cases;
    private final Services services;
    private final Regions regions;
    private final Keys keys;

    CounterPages(
            Tenancy tenancy,
            Counter counter,
            CounterSheets sheets,
            OpenDrafts open,
            FormPages forms,
            FormVersions versions,
            Sending sending,
            Cases cases,
            Services services,
            Regions regions,
            Keys keys) {
        this.tenancy = tenancy;
        this.counter = counter;
        this.sheets = sheets;
        this.open = open;
        this.forms = forms;
        this.versions = versions;
        this.sending = sending;
        this.cases = cases;
        this.services = services;
        this.regions = regions;
        this.keys = keys;
    }

    static String base(UUID draft) {
        return LIST + "/" + draft;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View list(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) String verworfen) {
        var wanted = q.strip().toLowerCase(Locale.GERMAN);
        var found = services.list(staff.tenant()).stream()
                .filter(service -> isOfOwnOffice(staff, service))
                .filter(service -> wanted.isEmpty() || isFound(service, wanted))
                .toList();
        var offered = found.stream()
                .limit(SHOWN)
                .map(service -> offered(service, page.lang()))
                .toList();
        var begun = counter.listBegun(staff).stream()
                .map(one -> new CounterPage.Begun(
                        one.draft().id().toString(),
                        title(one.draft(), page),
                        one.applicant(),
                        GermanDates.moment(one.draft().changed())))
                .toList();
        var done = verworfen == null ? null : page.t("cases.counter.discarded");
        return page.show("cases/counter", new CounterPage(q.strip(), offered, found.size() > SHOWN, begun, done));
    }

    private String title(Draft draft, Page page) {
        return services.get(draft.tenant(), draft.service(), draft.version())
                .pack()
                .description()
                .title()
                .in(page.lang());
    }

    /** Services for which one of the clerk's own offices decides. */
    private boolean isOfOwnOffice(Staff staff, Service service) {
        var kind = service.pack().responsibility().office();
        return regions.current().offices().getOrDefault(staff.tenant(), List.<Office>of()).stream()
                .anyMatch(office -> office.kind().equals(kind) && staff.worksIn(office.id()));
    }

    private static boolean isFound(Service service, String wanted) {
        var description = service.pack().description();
        var all = String.join(
                        " ",
                        service.pack().name(),
                        description.title().de(),
                        description.title().in("en"),
                        String.join(" ", description.words()))
                .toLowerCase(Locale.GERMAN);
        return Arrays.stream(wanted.split("\\s+")).allMatch(all::contains);
    }

    private static CounterPage.Offered offered(Service service, String lang) {
        var description = service.pack().description();
        return new CounterPage.Offered(
                service.pack().name(),
                description.title().in(lang),
                description.summary().in(lang),
                service.pack().documents().stream()
                        .map(document -> document.name().in(lang))
                        .collect(Collectors.joining(", ")));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View begin(Page page, Staff staff, @RequestParam(defaultValue = "") String leistung, HttpServletResponse response) {
        var service = services.find(staff.tenant(), leistung)
                .filter(one -> isOfOwnOffice(staff, one))
                .orElseThrow(NotFound::new);
        var code = AccessCode.next();
        var draft = counter.begin(staff, service, page.lang(), code);
        keys.openDraft(response, base(draft.id()), code);
        return SeeOther.at(base(draft.id()) + "/"
                + open.written(draft, service).run().first().id());
    }

    /** Goes on with what was begun, at this desk or another one. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/weiter")
    View goOn(Staff staff, @RequestParam UUID id, HttpServletResponse response) {
        var code = counter.reopen(staff, id).orElseThrow(NotFound::new);
        keys.openDraft(response, base(id), code);
        return SeeOther.at(base(id) + "/pruefen");
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/verwerfen")
    View discard(Staff staff, @RequestParam UUID id, HttpServletResponse response) {
        if (!counter.discard(staff, id)) {
            throw new NotFound();
        }
        keys.close(response, base(id));
        return SeeOther.at(LIST + "?verworfen");
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}/{step}")
    View step(Page page, Staff staff, @PathVariable UUID id, @PathVariable String step, HttpServletRequest request) {
        return in(staff, id, request, it -> forms.step(page, it, step, request));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{id}/{step}")
    View answer(Page page, Staff staff, @PathVariable UUID id, @PathVariable String step, HttpServletRequest request) {
        return in(staff, id, request, it -> forms.answer(page, it, step, request));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{id}/{step}/merken")
    ResponseEntity<String> remember(
            Page page, Staff staff, @PathVariable UUID id, @PathVariable String step, HttpServletRequest request) {
        var it = find(staff, id, request)
                .filter(draft -> !draft.isSent())
                .map(draft -> open.written(draft).asAtCounter());
        return forms.remember(page, it, step, request);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{id}/{step}/entfernen/{file}")
    View remove(
            Staff staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID file,
            HttpServletRequest request) {
        return in(staff, id, request, it -> forms.remove(it, step, file, request));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}/pruefen")
    View check(Page page, Staff staff, @PathVariable UUID id, HttpServletRequest request) {
        return whole(staff, id, request, it -> check(page, it, null, false, null));
    }

    private View check(
            Page page, Written it, Counter.@Nullable Agreement agreement, boolean seen, @Nullable String error) {
        return page.show(
                "cases/countercheck",
                new CounterCheckPage(
                        CheckPage.of(page, it, forms.officeName(it), null),
                        it.run().submitted().hash(),
                        it.service().pack().identification() != Identification.NONE,
                        seen,
                        agreement,
                        error));
    }

    /** What the citizen reads on the clerk's screen: their answers in large letters, and nothing of the office. */
    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}/pruefen/ansicht")
    View show(Page page, Staff staff, @PathVariable UUID id, HttpServletRequest request) {
        return whole(
                staff,
                id,
                request,
                it -> page.show("cases/counterview", CheckPage.of(page, it, forms.officeName(it), null)));
    }

    /** The same on paper, with a line to sign. */
    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}/pruefen/angaben.pdf")
    ResponseEntity<byte[]> sheet(Staff staff, @PathVariable UUID id, HttpServletRequest request) {
        var it = find(staff, id, request).filter(draft -> !draft.isSent()).orElseThrow(NotFound::new);
        return pdf(sheets.toSign(open.written(it).run(), it), "angaben.pdf");
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{id}/absenden")
    View send(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String zustimmung,
            @RequestParam(defaultValue = "false") boolean ausweis,
            @RequestParam(defaultValue = "") String stand,
            HttpServletRequest request,
            HttpServletResponse response) {
        return whole(staff, id, request, it -> {
            var agreement = Arrays.stream(Counter.Agreement.values())
                    .filter(one -> one.name().equals(zustimmung))
                    .findFirst();
            if (agreement.isEmpty()) {
                return check(page, it, null, ausweis, page.t("cases.counter.agreement.missing"));
            }
            var code = keys.find(request).orElseThrow();
            try {
                var sent = sending.sendAtCounter(id, code, new Counter.SignOff(staff, agreement.get(), ausweis, stand));
                if (sent.isEmpty()) {
                    return check(page, it, null, ausweis, page.t("cases.counter.changed"));
                }
            } catch (IdentityNotSeen notSeen) {
                return check(page, it, agreement.get(), false, page.t("cases.counter.identity.missing"));
            }
            keys.openCase(response, base(id), code);
            return SeeOther.at(base(id) + "/absenden");
        });
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}/absenden")
    View sent(Page page, Staff staff, @PathVariable UUID id, HttpServletRequest request) {
        var sent = find(staff, id, request).flatMap(this::findSent);
        if (sent.isEmpty()) {
            return SeeOther.at(LIST);
        }
        var it = sent.get();
        var office = regions.current().findOffice(it.tenant(), it.office()).orElseThrow();
        boolean own = staff.tenant().equals(it.tenant()) && staff.worksIn(it.office());
        return page.show(
                "cases/countersent",
                new CounterSentPage(
                        it.number().toString(),
                        it.title(),
                        CaseWords.applicant(page, it.applicant()),
                        keys.find(request).orElseThrow().inGroups(),
                        base(id) + "/absenden/eingang.pdf",
                        own ? "/arbeitsplatz/vorgaenge/" + it.id() : "",
                        office.name() + " " + regions.current().get(it.tenant()).shortName()));
    }

    /** The receipt with the code on it; the code is kept nowhere, so that this can be printed only now. */
    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}/absenden/eingang.pdf")
    ResponseEntity<byte[]> receipt(Staff staff, @PathVariable UUID id, HttpServletRequest request) {
        var it = find(staff, id, request).flatMap(this::findSent).orElseThrow(NotFound::new);
        var code = keys.find(request).orElseThrow(NotFound::new);
        var pdf = tenancy.as(it.tenant(), () -> sheets.receipt(it, code));
        return pdf(pdf, "eingang-%s.pdf".formatted(it.number()));
    }

    private Optional<Case> findSent(Draft draft) {
        var to = draft.sentTo();
        return to == null
                ? Optional.empty()
                : CaseNumber.parse(String.valueOf(draft.sentAs()))
                        .flatMap(number -> tenancy.as(to, () -> cases.find(number)));
    }

    private static ResponseEntity<byte[]> pdf(byte[] content, String name) {
        return FileAnswer.toShow(MediaType.APPLICATION_PDF, name).body(content);
    }

    private Optional<Draft> find(Staff staff, UUID id, HttpServletRequest request) {
        if (!counter.isOwn(staff, id)) {
            throw new NotFound();
        }
        return open.find(staff.tenant(), id, request);
    }

    /** The clerk's own draft under the form's version of now; without its key the clerk goes on from the list. */
    private View in(Staff staff, UUID id, HttpServletRequest request, Function<Written, View> work) {
        var found = find(staff, id, request);
        if (found.isEmpty()) {
            return SeeOther.at(LIST);
        }
        if (found.get().isSent()) {
            return SeeOther.at(base(id) + "/absenden");
        }
        var draft = versions.upToDate(found.get());
        if (!draft.isToldOfMoves()) {
            // whoever writes for somebody else goes on: new questions are asked, and what is put aside is on the check
            // page
            versions.markSeen(draft.tenant(), id);
        }
        return work.apply(open.written(draft).asAtCounter());
    }

    /** As {@link #in}, with all questions answered; else at the first that is not. */
    private View whole(Staff staff, UUID id, HttpServletRequest request, Function<Written, View> work) {
        return in(
                staff,
                id,
                request,
                it -> it.firstOpen()
                        .<View>map(open -> SeeOther.at(it.base() + "/" + open.id()))
                        .orElseGet(() -> work.apply(it)));
    }
}
