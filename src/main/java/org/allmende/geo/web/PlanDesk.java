package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.allmende.geo.Atlases;
import org.allmende.geo.LayerReading;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.PlanFiles;
import org.allmende.geo.Plans;
import org.allmende.geo.formats.GeoFile;
import org.allmende.geo.xplan.Finding;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.Report;
import org.allmende.geo.xplan.Rule;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Where the planners of a municipality bring plans, read what is wrong with them and show them to everybody. */
@Controller
class PlanDesk {

    static final String PATH = "/arbeitsplatz/plaene";
    private static final String LAYERS = "/arbeitsplatz/ebenen";
    /** What a repair may be proposed for. */
    private static final Set<Rule> REPAIRABLE =
            EnumSet.of(Rule.DIRECTION, Rule.GEOMETRY, Rule.OVERLAP, Rule.GAP, Rule.POINTS_APART, Rule.OUTSIDE);

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 1000;

    private final Regions regions;
    private final Atlases atlases;
    private final Plans plans;
    private final PlanFiles planFiles;
    private final Uploaded uploaded;
    private final Tenancy tenancy;
    private final Clock clock;

    /** A large plan takes memory while it is read: one after the other. */
    private final Semaphore reading = new Semaphore(1, true);

    PlanDesk(
            Regions regions,
            Atlases atlases,
            Plans plans,
            PlanFiles planFiles,
            Uploaded uploaded,
            Tenancy tenancy,
            Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.plans = plans;
        this.planFiles = planFiles;
        this.uploaded = uploaded;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View list(Page page, Staff staff, @RequestParam(required = false) @Nullable String erledigt) {
        var tooHeavy = PlanUploads.TOO_HEAVY.equals(erledigt) ? page.t("geo.desk.too-heavy") : null;
        return list(page, staff, "datei", tooHeavy, "geloescht".equals(erledigt) ? page.t("geo.desk.removed") : null);
    }

    private View list(Page page, Staff staff, String field, @Nullable String error, @Nullable String done) {
        var own = tenancy.as(staff.tenant(), plans::list);
        var rows = own.stream().map(plan -> row(page, plan)).toList();
        return page.show(
                "geo/desk",
                new PlanDeskPage(regions.current().get(staff.tenant()).name(), rows, looks(page), field, error, done));
    }

    private static Map<String, String> looks(Page page) {
        var looks = new LinkedHashMap<String, String>();
        for (var look : Look.choices()) {
            var key = look.name().toLowerCase(Locale.ROOT);
            looks.put(key, page.t("geo.look." + key));
        }
        return looks;
    }

    private static PlanDeskPage.Row row(Page page, Plan plan) {
        return new PlanDeskPage.Row(
                plan.name(),
                PlanRow.kind(page, plan),
                PATH + "/" + plan.id(),
                GermanDates.date(GermanDates.dayOf(plan.uploaded()), page.lang()),
                page.t("geo.state." + plan.state().key()),
                plan.state() == Plan.State.RELEASED ? "success" : "mute",
                summary(page, plan));
    }

    private static String summary(Page page, Plan plan) {
        return plan.errors() + plan.warnings() == 0
                ? page.t("geo.report.none")
                : page.t("geo.report.some", plan.errors(), plan.warnings());
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH)
    View upload(Page page, Staff staff, @RequestParam(required = false) @Nullable MultipartFile datei)
            throws IOException {
        if (datei == null || datei.isEmpty()) {
            return list(page, staff, "datei", page.t("geo.desk.missing"), null);
        }
        var report = new Report();
        reading.acquireUninterruptibly();
        try (var scanned = datei.getInputStream();
                var file = datei.getInputStream();
                var again = datei.getInputStream()) {
            var unsafe = uploaded.refusal(page, scanned);
            if (unsafe.isPresent()) {
                return list(page, staff, "datei", unsafe.get(), null);
            }
            var document = PlanArchive.read(file, report);
            if (document.plans().isEmpty()) {
                return list(page, staff, "datei", refusal(page, report), null);
            }
            var name = name(datei);
            var id = tenancy.as(staff.tenant(), () -> {
                try {
                    return plans.add(document, report, name, again, Plan.Origin.by(staff.account()));
                } catch (IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
            });
            return SeeOther.at(PATH + "/" + id);
        } catch (PlanArchive.TooLarge large) {
            return list(page, staff, "datei", page.t("geo.desk.too-large"), null);
        } catch (PlanArchive.Refused refused) {
            return list(page, staff, "datei", page.t("geo.desk.archive"), null);
        } finally {
            reading.release();
        }
    }

    /** Objects of any kind: GeoJSON, Shapefile, GeoPackage. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(LAYERS)
    View uploadLayer(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String beschreibung,
            @RequestParam(defaultValue = "") String zeichen,
            @RequestParam(required = false) @Nullable MultipartFile ebene)
            throws IOException {
        var called = clean(name, LONGEST_NAME);
        var look = Look.choices().stream()
                .filter(choice -> choice.name().equalsIgnoreCase(zeichen))
                .findFirst();
        if (called.isEmpty() || look.isEmpty()) {
            return list(page, staff, "name", page.t("geo.layer.name.missing"), null);
        }
        if (ebene == null || ebene.isEmpty()) {
            return list(page, staff, "ebene", page.t("geo.desk.missing"), null);
        }
        reading.acquireUninterruptibly();
        try (var file = ebene.getInputStream()) {
            var bytes = file.readAllBytes();
            var unsafe = uploaded.refusal(page, new ByteArrayInputStream(bytes));
            if (unsafe.isPresent()) {
                return list(page, staff, "ebene", unsafe.get(), null);
            }
            var read = LayerReading.of(called, clean(beschreibung, LONGEST_TEXT), look.get(), bytes);
            var id = tenancy.as(staff.tenant(), () -> {
                try {
                    return plans.add(
                            read, name(ebene), new ByteArrayInputStream(bytes), Plan.Origin.by(staff.account()));
                } catch (IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
            });
            return SeeOther.at(PATH + "/" + id);
        } catch (GeoFile.Refused refused) {
            return list(page, staff, "ebene", page.t("geo.layer.refused." + refused.reason()), null);
        } finally {
            reading.release();
        }
    }

    private static String clean(String typed, int longest) {
        var clean = typed.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip();
        return clean.substring(0, Math.min(longest, clean.length()));
    }

    private static String refusal(Page page, Report report) {
        return report.list().stream()
                .findFirst()
                .map(finding -> page.t("geo.desk.refused", new FindingWords(page).sentence(finding), finding.line()))
                .orElseGet(() -> page.t("geo.desk.archive"));
    }

    private static String name(MultipartFile file) {
        var name = Uploaded.name(file);
        return name.isEmpty() ? "xplan.gml" : name;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/{plan}")
    View report(
            Page page,
            Staff staff,
            @PathVariable String plan,
            @RequestParam(required = false) @Nullable String erledigt) {
        var found = find(staff, plan);
        var findings = tenancy.as(staff.tenant(), () -> plans.report(found.id()));
        boolean decides = staff.isOneOf(Role.LEAD, Role.ADMIN);
        boolean own = staff.account().equals(found.origin().uploader());
        var words = new FindingWords(page);
        return page.show(
                "geo/report",
                new ReportPage(
                        PlanRow.of(page, found, GermanDates.today(clock), found.path()),
                        found.file(),
                        page.t("geo.state." + found.state().key()),
                        summary(page, found),
                        found.errors() > 0 ? "danger" : found.warnings() > 0 ? "warning" : "success",
                        findings.stream().map(words::row).toList(),
                        PATH + "/" + found.id(),
                        decides && !own && found.state() == Plan.State.DRAFT && found.errors() == 0,
                        own && found.state() == Plan.State.DRAFT && found.errors() == 0,
                        decides && found.state() == Plan.State.RELEASED,
                        found.state() != Plan.State.RELEASED,
                        found.state() == Plan.State.DRAFT
                                && findings.stream().anyMatch(finding -> REPAIRABLE.contains(finding.rule())),
                        found.state() == Plan.State.RELEASED ? found.path() : "",
                        earlier(page, staff, found),
                        follows(page, staff, found),
                        draw(staff, found, findings),
                        done(page, erledigt)));
    }

    private static @Nullable String done(Page page, @Nullable String what) {
        if (what == null) {
            return null;
        }
        return switch (what) {
            case "freigegeben" -> page.t("geo.desk.released");
            case "zurueckgenommen" -> page.t("geo.desk.withdrawn");
            case "repariert" -> page.t("geo.desk.repaired");
            case "fassung" -> page.t("geo.desk.follows");
            default -> page.t("geo.desk.unchanged");
        };
    }

    /** Released plans of which a draft may be another version: value → name. */
    private Map<String, String> earlier(Page page, Staff staff, Plan draft) {
        var choices = new LinkedHashMap<String, String>();
        if (draft.state() == Plan.State.DRAFT) {
            tenancy.as(staff.tenant(), plans::list).stream()
                    .filter(plan -> plan.state() == Plan.State.RELEASED && plan.kind() == draft.kind())
                    .forEach(plan -> choices.put(
                            plan.id().toString(), "%s (%s)".formatted(plan.name(), PlanRow.kind(page, plan))));
        }
        return choices;
    }

    /** What the draft is to the version before, in a sentence; empty for the first. */
    private String follows(Page page, Staff staff, Plan plan) {
        var earlier = plan.origin().earlier();
        var relation = plan.origin().relation();
        return earlier == null || relation == null
                ? ""
                : tenancy.as(staff.tenant(), () -> plans.find(earlier))
                        .map(before -> page.t("geo.relation.is." + relation.key(), before.name()))
                        .orElse("");
    }

    /** Says of which plan a draft is another version. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{plan}/fassung")
    View follow(
            Staff staff,
            @PathVariable String plan,
            @RequestParam(defaultValue = "") String von,
            @RequestParam(defaultValue = "") String art) {
        var found = find(staff, plan);
        var relation = Arrays.stream(Plan.Relation.values())
                .filter(one -> one.key().equals(art))
                .findFirst();
        var earlier = id(von);
        boolean done = relation.isPresent()
                && earlier.isPresent()
                && tenancy.as(staff.tenant(), () -> plans.follow(found.id(), earlier.get(), relation.get()));
        return SeeOther.at("%s/%s?erledigt=%s".formatted(PATH, found.id(), done ? "fassung" : "nichts"));
    }

    /** The plan with what was found in it: each spot is a link to its line in the list. */
    private Drawing draw(Staff staff, Plan plan, List<Finding> findings) {
        return tenancy.as(staff.tenant(), () -> ReportDrawing.of(plans.features(plan), findings));
    }

    private Plan find(Staff staff, String plan) {
        return id(plan).flatMap(id -> tenancy.as(staff.tenant(), () -> plans.find(id)))
                .orElseThrow(NotFound::new);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    @Allowed({Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{plan}/freigeben")
    View release(Staff staff, @PathVariable String plan) {
        var found = find(staff, plan);
        boolean done = tenancy.as(staff.tenant(), () -> plans.release(found.id(), staff.account()));
        atlases.refresh();
        return SeeOther.at("%s/%s?erledigt=%s".formatted(PATH, found.id(), done ? "freigegeben" : "nichts"));
    }

    @Allowed({Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{plan}/zuruecknehmen")
    View withdraw(Staff staff, @PathVariable String plan) {
        var found = find(staff, plan);
        boolean done = tenancy.as(staff.tenant(), () -> plans.withdraw(found.id()));
        atlases.refresh();
        return SeeOther.at("%s/%s?erledigt=%s".formatted(PATH, found.id(), done ? "zurueckgenommen" : "nichts"));
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{plan}/loeschen")
    View remove(Staff staff, @PathVariable String plan) {
        var found = find(staff, plan);
        boolean done = tenancy.as(staff.tenant(), () -> plans.remove(found.id()));
        return SeeOther.at(done ? PATH + "?erledigt=geloescht" : "%s/%s?erledigt=nichts".formatted(PATH, found.id()));
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/{plan}/original")
    void original(Staff staff, @PathVariable String plan, HttpServletResponse response) throws IOException {
        var found = find(staff, plan);
        Download.send(
                response,
                found.file(),
                "application/octet-stream",
                out -> tenancy.run(staff.tenant(), () -> copy(found, out)));
    }

    private void copy(Plan plan, java.io.OutputStream out) {
        try {
            planFiles.copy(plan, out);
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
