package org.allmende.geo.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.allmende.geo.Atlases;
import org.allmende.geo.LayingOpen;
import org.allmende.geo.Life.Step;
import org.allmende.geo.Plan;
import org.allmende.geo.Plan.Standing;
import org.allmende.geo.PlanSteps;
import org.allmende.geo.Plans;
import org.allmende.geo.PublicationLog;
import org.allmende.geo.PublicationLog.Result;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.WorkingDays;
import org.allmende.region.PlanStatements;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where a municipality says what has happened to a plan: laid open, decided, in force, repealed (§§ 3, 10 BauGB). */
@Controller
class LifeDesk {

    private static final String PATH = "/arbeitsplatz/plaene/{plan}/leben";
    private static final int SHOWN = 30;
    private static final int MOST = 100_000;
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private final Regions regions;
    private final Atlases atlases;
    private final Plans plans;
    private final PlanSteps steps;
    private final PublicationLog log;
    private final PlanStatements statements;
    private final Tenancy tenancy;
    private final Clock clock;

    LifeDesk(
            Regions regions,
            Atlases atlases,
            Plans plans,
            PlanSteps steps,
            PublicationLog log,
            PlanStatements statements,
            Tenancy tenancy,
            Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.plans = plans;
        this.steps = steps;
        this.log = log;
        this.statements = statements;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View show(
            Page page,
            Staff staff,
            @PathVariable String plan,
            @RequestParam(required = false) @Nullable String erledigt) {
        var done = erledigt == null
                ? null
                : page.t(
                        switch (erledigt) {
                            case "gesagt" -> "geo.life.said";
                            case "zurueck" -> "geo.life.undone";
                            default -> "geo.desk.unchanged";
                        });
        return show(page, staff, find(staff, plan), null, done);
    }

    private View show(Page page, Staff staff, Plan plan, @Nullable String error, @Nullable String done) {
        var today = GermanDates.today(clock);
        var standing = plan.standingOn(today);
        var first = today.plusDays(1);
        boolean before = standing != Standing.IN_FORCE && standing != Standing.ENDED;
        var checks = tenancy.as(staff.tenant(), () -> log.list(plan.id(), MOST));
        var last = plan.steps().isEmpty() ? null : plan.steps().getLast();
        return page.show(
                "geo/life",
                new LifeDeskPage(
                        PlanRow.of(page, plan, today, plan.path()),
                        "/arbeitsplatz/plaene/" + plan.id(),
                        plan.path(),
                        staff.isOneOf(Role.CLERK, Role.LEAD)
                                ? statements
                                        .findExtractPath(
                                                plan.tenant(), plan.id().toString())
                                        .orElse("")
                                : "",
                        PlanHistory.phases(page, plan, today),
                        staff.isOneOf(Role.LEAD, Role.ADMIN),
                        before && plan.kind() != Plan.Kind.LAYER,
                        before && standing != Standing.DECIDED && plan.kind() != Plan.Kind.LAYER,
                        before,
                        standing != Standing.ENDED,
                        first.toString(),
                        page.t(
                                "geo.life.period",
                                GermanDates.date(first, page.lang()),
                                GermanDates.date(LayingOpen.on(first).lastDay(first, calendar()), page.lang()),
                                LayingOpen.on(first).law()),
                        last == null
                                ? null
                                : new LifeDeskPage.Last(
                                        last.number(),
                                        page.t(
                                                "geo.life.last",
                                                page.t("geo.step." + last.kind().key()),
                                                GermanDates.date(last.day(), page.lang()))),
                        error,
                        done,
                        proof(page, checks),
                        isProven(checks) ? "success" : "warning",
                        checks.stream().limit(SHOWN).map(row -> row(page, row)).toList()));
    }

    /** The calendar of the place where the region is governed. */
    private WorkingDays calendar() {
        return regions.current().workingDays();
    }

    private static LifeDeskPage.Check row(Page page, PublicationLog.Row row) {
        var look = row.look();
        return new LifeDeskPage.Check(
                GermanDates.moment(look.at()),
                look.address(),
                page.t("geo.check." + look.result().key(), look.status()),
                look.result() == Result.READABLE ? "success" : "danger",
                look.sha256().substring(0, Math.min(16, look.sha256().length())));
    }

    private static boolean isProven(List<PublicationLog.Row> checks) {
        return PublicationLog.isWhole(checks)
                && checks.stream().allMatch(row -> row.look().result() == Result.READABLE);
    }

    private static String proof(Page page, List<PublicationLog.Row> checks) {
        if (checks.isEmpty()) {
            return "";
        }
        long readable = checks.stream()
                .filter(row -> row.look().result() == Result.READABLE)
                .count();
        var longest = Duration.ZERO;
        for (int i = 1; i < checks.size(); i++) {
            var between = Duration.between(
                    checks.get(i).look().at(), checks.get(i - 1).look().at());
            longest = between.compareTo(longest) > 0 ? between : longest;
        }
        return page.t(
                "geo.check.proof",
                checks.size(),
                readable,
                longest.toMinutes(),
                page.t(PublicationLog.isWhole(checks) ? "geo.check.whole" : "geo.check.broken"));
    }

    /** The whole log, for whoever has to prove it. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/protokoll.csv")
    ResponseEntity<byte[]> protocol(Staff staff, @PathVariable String plan) {
        var found = find(staff, plan);
        var csv = new StringBuilder("nummer;zeit;adresse;ergebnis;status;sha256;kette\n");
        for (var row :
                tenancy.as(staff.tenant(), () -> log.list(found.id(), MOST)).reversed()) {
            var look = row.look();
            csv.append("%d;%s;%s;%s;%d;%s;%s%n"
                    .formatted(
                            row.number(),
                            look.at(),
                            look.address(),
                            look.result().key(),
                            look.status(),
                            look.sha256(),
                            row.chain()));
        }
        return FileAnswer.toKeep(FileAnswer.CSV, "veroeffentlichung-%s.csv".formatted(found.id()))
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Says what has happened.
     *
     * @param schritt what: {@code laid-open}, {@code decided}, {@code in-force}, {@code repealed}
     * @param tag the day, as 2026-12-01
     * @param bis last day of the period, when it is longer than the law asks for
     */
    @Allowed({Role.LEAD, Role.ADMIN})
    @PostMapping(PATH)
    View say(
            Page page,
            Staff staff,
            @PathVariable String plan,
            @RequestParam(defaultValue = "") String schritt,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String bis) {
        var found = find(staff, plan);
        var kind = Arrays.stream(Step.Kind.values())
                .filter(one -> one.key().equals(schritt))
                .findFirst()
                .orElseThrow(NotFound::new);
        var day = day(tag);
        if (day == null) {
            return show(page, staff, found, page.t("geo.life.no-day"), null);
        }
        LocalDate until = null;
        if (kind == Step.Kind.LAID_OPEN) {
            var least = LayingOpen.on(day).lastDay(day, calendar());
            until = bis.isBlank() ? least : day(bis);
            if (until == null || until.isBefore(least)) {
                return show(
                        page,
                        staff,
                        found,
                        page.t(
                                "geo.life.too-short",
                                GermanDates.date(least, page.lang()),
                                LayingOpen.on(day).law()),
                        null);
            }
        }
        var end = until;
        boolean said = tenancy.as(staff.tenant(), () -> steps.add(found.id(), kind, day, end));
        atlases.refresh();
        return SeeOther.at(
                "/arbeitsplatz/plaene/%s/leben?erledigt=%s".formatted(found.id(), said ? "gesagt" : "nichts"));
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            var day = typed.length() == 10 ? LocalDate.parse(typed) : null;
            return day == null || day.isBefore(EARLIEST) ? null : day;
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    /** Takes back what was said last. */
    @Allowed({Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/zurueck")
    View undo(Staff staff, @PathVariable String plan, @RequestParam(defaultValue = "") String nummer) {
        var found = find(staff, plan);
        boolean undone = nummer.matches("\\d{1,6}")
                && tenancy.as(staff.tenant(), () -> steps.undo(found.id(), Integer.parseInt(nummer)));
        atlases.refresh();
        return SeeOther.at(
                "/arbeitsplatz/plaene/%s/leben?erledigt=%s".formatted(found.id(), undone ? "zurueck" : "nichts"));
    }

    /** Only what everybody sees has a life. */
    private Plan find(Staff staff, String plan) {
        try {
            var id = UUID.fromString(plan);
            return tenancy.as(staff.tenant(), () -> plans.find(id))
                    .filter(one -> one.state() == Plan.State.RELEASED)
                    .orElseThrow(NotFound::new);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
