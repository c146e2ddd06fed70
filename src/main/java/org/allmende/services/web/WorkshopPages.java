package org.allmende.services.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.Land;
import org.allmende.services.Law;
import org.allmende.services.LightDraft;
import org.allmende.services.LightDrafts;
import org.allmende.services.PackageRefused;
import org.allmende.services.ServicePackage;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.Option;
import org.allmende.services.form.Question;
import org.allmende.services.web.WorkshopPage.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * Where a clerk describes a simple service, sheet by sheet, from an empty page until it is online: the author writes and hands in,
 * the Kompetenzcenter publishes it and lets the municipalities offer it.
 */
@Controller
class WorkshopPages {

    static final String LIST = "/arbeitsplatz/werkstatt";
    private static final String DRAFT = LIST + "/{tenant}/{id}";

    private final Tenancy tenancy;
    private final LightDrafts drafts;
    private final WorkshopRelease release;
    private final Regions regions;

    WorkshopPages(Tenancy tenancy, LightDrafts drafts, WorkshopRelease release, Regions regions) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.release = release;
        this.regions = regions;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(LIST)
    View list(Page page, Staff staff) {
        var own = tenancy.as(staff.tenant(), drafts::list);
        return page.show(
                "services/workshops",
                new WorkshopListPage(
                        own.stream().map(it -> row(page, it)).toList(),
                        staff.isOneOf(Role.COMPETENCE_CENTER)
                                ? handedIn(staff).map(it -> row(page, it)).toList()
                                : List.of()));
    }

    /** What waits in the other tenants. */
    private Stream<LightDrafts.Stored> handedIn(Staff staff) {
        return regions.current().tenants().values().stream()
                .map(tenant -> tenant.slug().value())
                .filter(tenant -> !tenant.equals(staff.tenant()))
                .flatMap(tenant -> tenancy.as(tenant, drafts::listHandedIn).stream());
    }

    private WorkshopListPage.Row row(Page page, LightDrafts.Stored it) {
        var title = it.draft().get("texts.title.de");
        return new WorkshopListPage.Row(
                title.isEmpty() ? page.t("services.workshop.untitled") : title,
                regions.current().get(it.tenant()).shortName(),
                path(it) + "/" + (it.state() == LightDrafts.State.WRITING ? Sheet.WAS : Sheet.PRUEFEN).word(),
                it.state(),
                GermanDates.date(GermanDates.dayOf(it.changed()), page.lang()));
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(LIST)
    View begin(Staff staff) {
        var origin = regions.current().get(staff.tenant()).name();
        var id = tenancy.as(staff.tenant(), () -> drafts.begin(origin));
        return SeeOther.at("%s/%s/%s/%s".formatted(LIST, staff.tenant(), id, Sheet.WAS.word()));
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(DRAFT + "/{sheet}")
    View show(
            Page page,
            Staff staff,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String sheet,
            @RequestParam(required = false) @Nullable String pruefen,
            @RequestParam(defaultValue = "") String erledigt) {
        var it = Sheet.find(sheet).orElseThrow(NotFound::new);
        return show(page, staff, find(staff, tenant, id), it, pruefen != null, null, erledigt);
    }

    /** Keeps the sheet, whole or not, and goes where the button says. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(DRAFT + "/{sheet}")
    View write(
            Page page,
            Staff staff,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String sheet,
            @RequestParam(defaultValue = "0") int stand,
            @RequestParam(defaultValue = "") String weiter,
            HttpServletRequest request) {
        var it = Sheet.find(sheet).orElseThrow(NotFound::new);
        var stored = find(staff, tenant, id);
        LightDraft written;
        try {
            written = it == Sheet.TEXT
                    ? LightDraft.parse(
                            Optional.ofNullable(request.getParameter("text")).orElse(""))
                    : stored.draft().with(posted(request));
        } catch (PackageRefused broken) {
            return show(page, staff, stored, it, false, sentences(broken), "");
        }
        var act = weiter.split(":", 2);
        var changed = act.length < 2 ? written : changed(written, act[0], act[1]);
        if (!tenancy.as(tenant, () -> drafts.keep(id, changed, stand))) {
            return show(page, staff, stored.with(written), it, false, page.t("services.workshop.conflict"), "");
        }
        return SeeOther.at(path(stored) + "/" + onward(it, weiter, changed));
    }

    private static Map<String, List<String>> posted(HttpServletRequest request) {
        var posted = new LinkedHashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> posted.put(name, Arrays.asList(values)));
        return posted;
    }

    private static LightDraft changed(LightDraft draft, String act, String path) {
        return switch (act) {
            case "hinzu" -> draft.add(path);
            case "weg" -> draft.remove(path);
            case "hoch" -> draft.raise(path);
            default -> draft;
        };
    }

    /** After a change within the sheet back to where it was made. */
    private static String onward(Sheet sheet, String weiter, LightDraft draft) {
        var act = weiter.split(":", 2);
        if (act.length == 2) {
            var list = act[1];
            return sheet.word() + "#" + (act[0].equals("hinzu") ? list + "." + (draft.count(list) - 1) : list);
        }
        return Sheet.find(weiter).orElse(sheet.next()).word();
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(DRAFT + "/abgeben")
    View handIn(Page page, Staff staff, @PathVariable String tenant, @PathVariable UUID id) {
        var stored = find(staff, tenant, id);
        if (!stored.draft().read().findings().isEmpty()) {
            return show(page, staff, stored, Sheet.PRUEFEN, true, null, "");
        }
        release.handIn(staff, stored);
        return SeeOther.at(path(stored) + "/pruefen?erledigt=abgegeben");
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(DRAFT + "/loeschen")
    View remove(Staff staff, @PathVariable String tenant, @PathVariable UUID id) {
        release.remove(staff, find(staff, tenant, id));
        return SeeOther.at(LIST);
    }

    /** Publishes it and lets the chosen tenants offer it. */
    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping(DRAFT + "/veroeffentlichen")
    View publish(
            Page page,
            Staff staff,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> wo) {
        var stored = find(staff, tenant, id);
        try {
            int offering = release.publish(page, staff, stored, wo);
            return SeeOther.at(path(stored) + "/pruefen?erledigt=" + offering);
        } catch (PackageRefused refused) {
            return show(page, staff, stored, Sheet.PRUEFEN, true, sentences(refused), "");
        }
    }

    private static String sentences(PackageRefused refused) {
        return refused.problems().stream()
                .map(problem -> (problem.message() + " " + problem.fix()).strip())
                .collect(joining(" "));
    }

    /** Own ones, and for the Kompetenzcenter those of others that were handed in. */
    private LightDrafts.Stored find(Staff staff, String tenant, UUID id) {
        boolean own = staff.tenant().equals(tenant);
        if (!own && !staff.isOneOf(Role.COMPETENCE_CENTER)) {
            throw new Forbidden();
        }
        return tenancy.as(tenant, () -> drafts.find(id))
                .filter(it -> own || it.state() != LightDrafts.State.WRITING)
                .orElseThrow(NotFound::new);
    }

    private static String path(LightDrafts.Stored it) {
        return "%s/%s/%s".formatted(LIST, it.tenant(), it.id());
    }

    private View show(
            Page page,
            Staff staff,
            LightDrafts.Stored it,
            Sheet sheet,
            boolean checked,
            @Nullable String message,
            String done) {
        var reading = checked || sheet == Sheet.PRUEFEN ? it.draft().read() : null;
        var findings = reading == null ? List.<LightDraft.Finding>of() : reading.findings();
        var service = reading == null ? Optional.<ServicePackage>empty() : reading.service();
        var path = path(it);
        var errors = findings.stream()
                .filter(finding -> Sheet.of(finding.path()) == sheet)
                .collect(toMap(
                        LightDraft.Finding::path,
                        finding -> words(page, finding),
                        (first, second) -> first,
                        LinkedHashMap::new));
        return page.show(
                "services/workshop",
                new WorkshopPage(
                        path,
                        sheet,
                        it.draft(),
                        it.revision(),
                        it.state(),
                        it.service(),
                        staff.isOneOf(Role.COMPETENCE_CENTER),
                        errors,
                        offices(),
                        laws(),
                        findings.stream()
                                .map(finding -> new WorkshopPage.Problem(
                                        "%s/%s?pruefen#%s"
                                                .formatted(
                                                        path,
                                                        Sheet.of(finding.path()).word(),
                                                        finding.path()),
                                        where(page, finding.path()) + ": " + words(page, finding)))
                                .distinct()
                                .toList(),
                        service.map(pack -> outline(page, pack)).orElse(List.of()),
                        service.map(pack -> release.places(page, pack)).orElse(Map.of()),
                        sheet == Sheet.TEXT ? it.draft().yaml() : null,
                        message,
                        done(page, done)));
    }

    /** Keys of the file mean nothing on a sheet. */
    private static String words(Page page, LightDraft.Finding finding) {
        return finding.message().matches("(„[^“]*“|Der (deutsche|englische) Text) fehlt\\.")
                ? page.t("services.workshop.missing")
                : (finding.message() + " " + finding.fix()).strip();
    }

    /** What the sheet calls a path. */
    private static String where(Page page, String path) {
        var keys = path.split("\\.", -1);
        var at = keys.length > 1 && keys[1].matches("\\d+") ? Integer.parseInt(keys[1]) + 1 : 0;
        return switch (keys[0]) {
            case "texts" ->
                keys.length > 1 && keys[1].matches("title|summary|about|applicants|duration|words")
                        ? page.t("services.workshop." + keys[1])
                        : page.t("services.workshop.what");
            case "law" -> at == 0 ? page.t("services.workshop.law") : page.t("services.workshop.law.one", at);
            case "documents" -> page.t("services.workshop.paper", at);
            case "steps" ->
                keys.length > 3
                        ? page.t("services.workshop.question", at, Integer.parseInt(keys[3]) + 1)
                        : page.t("services.workshop.step", Math.max(at, 1));
            case "responsible", "place" -> page.t("services.workshop.decides");
            case "catalogue" -> page.t("services.workshop.found");
            case "fee" -> page.t("services.workshop.fee");
            case "outcome" -> page.t("services.workshop.result");
            case "retention", "retention-reason" -> page.t("services.workshop.retention");
            default -> page.t("services.workshop.sheet.text");
        };
    }

    private static @Nullable String done(Page page, String done) {
        if (done.equals("abgegeben")) {
            return page.t("services.workshop.handedIn");
        }
        return done.matches("\\d{1,3}") ? page.t("services.workshop.online", Integer.parseInt(done)) : null;
    }

    private static List<WorkshopPage.Outline> outline(Page page, ServicePackage pack) {
        return pack.form().steps().stream()
                .filter(step -> !step.ends())
                .map(step -> new WorkshopPage.Outline(
                        step.title().in(page.lang()),
                        step.questions().stream()
                                .map(question -> new WorkshopPage.Asked(
                                        question.label().in(page.lang()),
                                        page.t("services.question."
                                                + question.type().word()),
                                        options(question, page.lang())))
                                .toList()))
                .toList();
    }

    private static String options(Question question, String lang) {
        var options = switch (question.type()) {
            case ChoiceType choice -> choice.options();
            case ChoicesType choices -> choices.options();
            default -> List.<Option>of();
        };
        return options.stream().map(option -> option.label().in(lang)).collect(joining(" · "));
    }

    /** Kinds of office that somebody in the region has, by their most usual name. */
    private Map<String, String> offices() {
        return regions.current().offices().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Office::name))
                .collect(toMap(Office::kind, Office::name, (first, second) -> first, LinkedHashMap::new));
    }

    private Map<String, String> laws() {
        var laws = new LinkedHashMap<String, String>();
        laws.put(Law.FEDERAL, "Bund");
        Land.findByName(regions.current().land()).ifPresent(land -> laws.put(land.name(), land.german()));
        return laws;
    }
}
