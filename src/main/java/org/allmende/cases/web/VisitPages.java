package org.allmende.cases.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.visit.SiteVisit;
import org.allmende.cases.visit.SiteVisits;
import org.allmende.cases.visit.VisitCalendar;
import org.allmende.cases.visit.Visiting;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** The site visits of a case: arrange, change, cancel, write down. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/ortstermin")
class VisitPages {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private static final List<Integer> LENGTHS = List.of(30, 60, 90, 120, 180, 240, 480);
    private static final int LONGEST = 500;
    private static final int MOST_DAYS = 730;

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final Visiting visiting;
    private final SiteVisits visits;
    private final VisitCalendar calendar;
    private final Files files;
    private final SentFiles sentFiles;
    private final Audit audit;
    private final Clock clock;

    VisitPages(
            Tenancy tenancy,
            CasePages casePages,
            Visiting visiting,
            SiteVisits visits,
            VisitCalendar calendar,
            Files files,
            SentFiles sentFiles,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.visiting = visiting;
        this.visits = visits;
        this.calendar = calendar;
        this.files = files;
        this.sentFiles = sentFiles;
        this.audit = audit;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View list(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, new VisitsPage.Typed("", "10:00", "60", "", "", ""), Map.of(), "");
    }

    private View show(
            Page page, Staff staff, UUID id, VisitsPage.Typed typed, Map<String, String> errors, String wrong) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            var lengths = new LinkedHashMap<String, String>();
            LENGTHS.forEach(minutes -> lengths.put(String.valueOf(minutes), length(page, minutes)));
            return page.show(
                    "cases/visits",
                    new VisitsPage(
                            path(id),
                            "/arbeitsplatz/vorgaenge/" + id,
                            it.number().toString(),
                            it.closed() == null,
                            visits.list(id).reversed().stream()
                                    .map(one -> line(page, it, one))
                                    .toList(),
                            lengths,
                            typed,
                            errors,
                            wrong));
        });
    }

    private static String path(UUID id) {
        return "/arbeitsplatz/vorgaenge/%s/ortstermin".formatted(id);
    }

    private static String length(Page page, int minutes) {
        return minutes % 60 == 0 ? page.t("cases.visit.hours", minutes / 60) : page.t("cases.visit.minutes", minutes);
    }

    private VisitsPage.Line line(Page page, Case it, SiteVisit visit) {
        var plan = visit.plan();
        var result = visit.result();
        var state = visit.cancelled() != null
                ? "cancelled"
                : result != null ? "recorded" : visit.isAheadAt(clock.instant()) ? "ahead" : "over";
        return new VisitsPage.Line(
                visit.id().toString(),
                GermanDates.moment(plan.at()) + "–" + GermanDates.time(plan.ends()),
                plan.place(),
                plan.who(),
                plan.hint(),
                page.t("cases.visit.state." + state),
                switch (state) {
                    case "ahead" -> "success";
                    case "over" -> "warning";
                    default -> "mute";
                },
                state.equals("cancelled") ? "close" : "event_available",
                visit.cancelled() == null ? "" : visit.cancelled(),
                new VisitsPage.Typed(
                        GermanDates.dayOf(plan.at()).toString(),
                        GermanDates.time(plan.at()),
                        String.valueOf(plan.lasts().toMinutes()),
                        plan.place(),
                        plan.who(),
                        plan.hint()),
                result == null ? "" : result.text(),
                result == null ? "" : page.t("cases.visit.recorded", result.by(), GermanDates.moment(result.at())),
                result == null ? List.of() : recordFiles(page, it, visit.id(), result.files()),
                visit.cancelled() == null && result == null && it.closed() == null);
    }

    private List<OpinionsPage.ReplyFile> recordFiles(Page page, Case it, UUID visit, List<UUID> ids) {
        return files.list(ids).stream()
                .map(file -> new OpinionsPage.ReplyFile(
                        file.name(),
                        page.t("cases.scan." + file.state().name().toLowerCase(Locale.ROOT)),
                        file.state().released() ? path(it.id()) + "/%s/datei/%s".formatted(visit, file.id()) : null))
                .toList();
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View arrange(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String dauer,
            @RequestParam(defaultValue = "") String ort,
            @RequestParam(defaultValue = "") String teilnehmer,
            @RequestParam(defaultValue = "") String hinweis) {
        var typed = new VisitsPage.Typed(tag, zeit, dauer, ort, teilnehmer, hinweis);
        return planned(page, staff, id, typed, "", plan -> visiting.arrange(staff, id, plan));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{visit}")
    View change(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @PathVariable UUID visit,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String dauer,
            @RequestParam(defaultValue = "") String ort,
            @RequestParam(defaultValue = "") String teilnehmer,
            @RequestParam(defaultValue = "") String hinweis) {
        var typed = new VisitsPage.Typed(tag, zeit, dauer, ort, teilnehmer, hinweis);
        return planned(page, staff, id, typed, visit.toString(), plan -> visiting.change(staff, id, visit, plan));
    }

    private interface Planned {
        void with(SiteVisit.Plan plan);
    }

    private View planned(Page page, Staff staff, UUID id, VisitsPage.Typed typed, String visit, Planned act) {
        var errors = new LinkedHashMap<String, String>();
        var plan = plan(page, typed, errors);
        if (plan == null) {
            return show(page, staff, id, typed, errors, visit);
        }
        try {
            act.with(plan);
        } catch (ActRefused refused) {
            return show(page, staff, id, typed, Map.of("tag", ActWords.of(page, refused)), visit);
        }
        return SeeOther.at(path(id));
    }

    private SiteVisit.@Nullable Plan plan(Page page, VisitsPage.Typed typed, Map<String, String> errors) {
        var day = CasePages.date(typed.day());
        var time = time(typed.time());
        var at = day == null || time == null
                ? null
                : day.atTime(time).atZone(GermanDates.BERLIN).toInstant();
        if (at == null
                || day == null
                || !at.isAfter(clock.instant())
                || day.isAfter(casePages.today().plusDays(MOST_DAYS))) {
            errors.put("tag", page.t("cases.visit.day.missing"));
        }
        var minutes = LENGTHS.stream()
                .filter(one -> typed.minutes().equals(String.valueOf(one)))
                .findFirst();
        if (minutes.isEmpty()) {
            errors.put("dauer", page.t("cases.visit.length.missing"));
        }
        ActWords.require(page, errors, "ort", typed.place(), LONGEST, "cases.visit.place.missing");
        ActWords.require(page, errors, "teilnehmer", typed.who(), LONGEST, "cases.visit.who.missing");
        if (typed.hint().length() > LONGEST) {
            errors.put("hinweis", page.t("cases.act.text.long", LONGEST));
        }
        return !errors.isEmpty() || at == null
                ? null
                : new SiteVisit.Plan(
                        at,
                        Duration.ofMinutes(minutes.orElseThrow()),
                        typed.place().strip(),
                        typed.who().strip(),
                        typed.hint().strip());
    }

    private static @Nullable LocalTime time(String typed) {
        try {
            return LocalTime.parse(typed.strip());
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{visit}/absagen")
    View cancel(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @PathVariable UUID visit,
            @RequestParam(defaultValue = "") String grund) {
        return told(
                page,
                staff,
                id,
                visit,
                "grund",
                grund,
                "cases.visit.why.missing",
                LONGEST,
                () -> visiting.cancel(staff, id, visit, grund.strip()));
    }

    /** What came of it, with photographs or plans. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{visit}/protokoll")
    View record(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @PathVariable UUID visit,
            @RequestParam(defaultValue = "") String protokoll,
            @RequestParam(required = false) List<MultipartFile> datei) {
        tenancy.as(staff.tenant(), () -> casePages.find(staff, id));
        return told(
                page,
                staff,
                id,
                visit,
                "protokoll",
                protokoll,
                "cases.visit.record.missing",
                CasePages.LONGEST,
                () -> visiting.record(staff, id, visit, protokoll.strip(), sentFiles.receive(staff.tenant(), datei)));
    }

    private View told(
            Page page,
            Staff staff,
            UUID id,
            UUID visit,
            String field,
            String text,
            String missing,
            int longest,
            Runnable act) {
        var error = ActWords.flaw(page, text, longest, missing);
        if (error == null) {
            try {
                act.run();
                return SeeOther.at(path(id));
            } catch (ActRefused refused) {
                error = ActWords.of(page, refused);
            } catch (FileRefused refused) {
                error = page.t(refused.messageKey(), refused.arguments().toArray());
            }
        }
        var typed = new VisitsPage.Typed("", "", "", "", "", text);
        return show(page, staff, id, typed, Map.of(field, error), visit.toString());
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{visit}.ics")
    ResponseEntity<byte[]> ics(Staff staff, @PathVariable UUID id, @PathVariable UUID visit) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            return ics(it, calendar.ics(it, visits.find(id, visit).orElseThrow(CaseNotFound::new)));
        });
    }

    static ResponseEntity<byte[]> ics(Case it, byte[] content) {
        return FileAnswer.toKeep(CALENDAR, VisitCalendar.fileName(it)).body(content);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{visit}/datei/{file}")
    ResponseEntity<InputStreamResource> file(
            Staff staff, @PathVariable UUID id, @PathVariable UUID visit, @PathVariable UUID file) {
        return tenancy.as(staff.tenant(), () -> {
            casePages.find(staff, id);
            if (visits.find(id, visit)
                    .map(SiteVisit::result)
                    .filter(result -> result.files().contains(file))
                    .isEmpty()) {
                throw new CaseNotFound();
            }
            audit.record("case.file-opened", id, Map.of("file", file.toString()));
            return casePages.content(file);
        });
    }
}
