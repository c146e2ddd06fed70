package org.allmende.measures.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.measures.DryRun;
import org.allmende.measures.Firings;
import org.allmende.measures.Measure;
import org.allmende.measures.Outgoing;
import org.allmende.measures.Rosters;
import org.allmende.measures.Rule;
import org.allmende.measures.Rules;
import org.allmende.measures.Trial;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.TaskingCapability;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where staff see their rules, try them on history, and switch them on and off. */
@Controller
class RulePages {

    private static final String PATH = RuleForms.PATH;
    private static final int FIRINGS = 50;
    private static final int SHOWN = 30;

    private final Rules rules;
    private final Firings firings;
    private final Rosters rosters;
    private final DryRun dryRun;
    private final Actuators actuators;
    private final Outgoing outgoing;
    private final Seen seen;
    private final Regions regions;
    private final Tenancy tenancy;
    private final Clock clock;

    RulePages(
            Rules rules,
            Firings firings,
            Rosters rosters,
            DryRun dryRun,
            Actuators actuators,
            Outgoing outgoing,
            Seen seen,
            Regions regions,
            Tenancy tenancy,
            Clock clock) {
        this.rules = rules;
        this.firings = firings;
        this.rosters = rosters;
        this.dryRun = dryRun;
        this.actuators = actuators;
        this.outgoing = outgoing;
        this.seen = seen;
        this.regions = regions;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View list(Page page, Staff staff) {
        var stations = seen.of(staff.tenant());
        var rows = tenancy.as(
                staff.tenant(),
                () -> rules.list().stream().map(it -> row(page, it, stations)).toList());
        return page.show(
                "measures/rules",
                new RuleListPage(regions.current().get(staff.tenant()).name(), rows));
    }

    private RuleListPage.Row row(Page page, Rule it, Seen.Stations stations) {
        var all = it.definition().stations();
        var last = firings.list(it.id(), 1);
        return new RuleListPage.Row(
                PATH + "/" + it.id(),
                it.name(),
                page.t("measures.kind." + it.definition().kind().key()),
                page.t("measures.state." + it.state().key()),
                tone(it.state()),
                all.size() == 1 ? stations.name(all.getFirst()) : page.t("measures.stations", all.size()),
                last.isEmpty() ? "" : GermanDates.moment(last.getFirst().moment()));
    }

    private static String tone(Rule.State it) {
        return switch (it) {
            case DRAFT -> "mute";
            case ACTIVE -> "success";
            case PAUSED -> "warning";
        };
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/{rule}")
    View show(Page page, Staff staff, @PathVariable UUID rule, @RequestParam(defaultValue = "") String erledigt) {
        var done = switch (erledigt) {
            case "aktiv" -> page.t("measures.activated");
            case "pause" -> page.t("measures.paused");
            default -> null;
        };
        return show(page, staff, find(staff, rule), Map.of(), done);
    }

    private Rule find(Staff staff, UUID rule) {
        return tenancy.as(staff.tenant(), () -> rules.find(rule)).orElseThrow(NotFound::new);
    }

    private View show(Page page, Staff staff, Rule it, Map<String, String> errors, @Nullable String done) {
        var stations = seen.of(staff.tenant());
        var definition = it.definition();
        var trial = it.trial();
        var today = GermanDates.today(clock);
        var rows = tenancy.as(staff.tenant(), () -> firings.list(it.id(), FIRINGS)).stream()
                .map(one -> new RulePage.Row(
                        GermanDates.moment(one.moment()),
                        stations.name(one.datastream()),
                        one.value() == null ? "–" : value(page, stations, one.datastream(), one.value()),
                        one.ended() == null ? page.t("measures.lasts") : GermanDates.moment(one.ended())))
                .toList();
        return page.show(
                "measures/rule",
                new RulePage(
                        PATH + "/" + it.id(),
                        it.name(),
                        page.t("measures.kind." + definition.kind().key()),
                        page.t("measures.state." + it.state().key()),
                        tone(it.state()),
                        it.state() == Rule.State.ACTIVE,
                        it.isChanged(),
                        it.version(),
                        definition.stations().stream().map(stations::name).toList(),
                        definition.fires(),
                        definition.ends(),
                        measures(page, staff, definition.measures()),
                        definition.measures().contains(new Measure.Round()),
                        trial == null ? null : found(page, stations, trial),
                        rows,
                        definition.measures().stream().anyMatch(Measure.Webhook.class::isInstance)
                                ? tenancy.as(staff.tenant(), outgoing::key)
                                : null,
                        tenancy.as(staff.tenant(), () -> outgoing.list(it.id(), SHOWN)).stream()
                                .map(one -> line(page, one))
                                .toList(),
                        trial == null
                                ? today.minusYears(1).toString()
                                : GermanDates.dayOf(trial.from()).toString(),
                        trial == null
                                ? today.toString()
                                : GermanDates.dayOf(trial.to().minusMillis(1)).toString(),
                        errors,
                        done));
    }

    private static RulePage.Line line(Page page, Outgoing.Sent it) {
        var problem = it.problem();
        return new RulePage.Line(
                GermanDates.moment(it.created()),
                it.target(),
                page.t("measures.messages.state." + it.state().key()),
                switch (it.state()) {
                    case WAITING -> "info";
                    case DONE -> "success";
                    case FAILED -> "danger";
                },
                it.attempts() == 1
                        ? page.t("measures.messages.tries.one")
                        : page.t("measures.messages.tries.many", it.attempts()),
                problem == null ? "" : problem);
    }

    private List<String> measures(Page page, Staff staff, List<Measure> all) {
        var names = tenancy.as(staff.tenant(), rosters::list).stream()
                .collect(Collectors.toMap(Rosters.Roster::id, Rosters.Roster::name));
        var things = tenancy.as(staff.tenant(), actuators::list).stream()
                .collect(Collectors.toMap(TaskingCapability::id, TaskingCapability::thingName));
        return all.stream()
                .map(it -> switch (it) {
                    case Measure.Task task ->
                        page.t("measures.does.task", task.title(), names.getOrDefault(task.roster(), "–"));
                    case Measure.Letter letter -> page.t("measures.does.letter", letter.title(), letter.to());
                    case Measure.Public notice -> page.t("measures.does.notice", notice.text());
                    case Measure.Actuator act -> switched(page, act, things.getOrDefault(act.capability(), "–"));
                    case Measure.Webhook hook -> page.t("measures.does.hook", hook.url());
                    case Measure.Command command -> page.t("measures.does.command", command.topic(), command.payload());
                    case Measure.Round round -> page.t("measures.does.round");
                })
                .toList();
    }

    private static String switched(Page page, Measure.Actuator it, String thing) {
        var then = TaskingCapability.words(it.parameters());
        var back = it.back();
        return back == null
                ? page.t("measures.does.switch", thing, then)
                : page.t("measures.does.switchback", thing, then, TaskingCapability.words(back), it.minutes());
    }

    private static RulePage.Found found(Page page, Seen.Stations stations, Trial it) {
        var rows = it.moments().stream()
                .limit(SHOWN)
                .map(one -> {
                    var ended = one.ended();
                    return new RulePage.Row(
                            GermanDates.moment(one.began()),
                            stations.name(one.datastream()),
                            value(page, stations, one.datastream(), one.value()),
                            ended == null ? page.t("measures.lasts") : GermanDates.moment(ended));
                })
                .toList();
        return new RulePage.Found(
                page.t(
                        "measures.found",
                        it.count(),
                        GermanDates.date(GermanDates.dayOf(it.from()), page.lang()),
                        GermanDates.date(GermanDates.dayOf(it.to().minusMillis(1)), page.lang())),
                page.t("measures.looked", it.looked()),
                it.complete(),
                rows,
                it.count() - rows.size());
    }

    private static String value(Page page, Seen.Stations stations, int station, double value) {
        return (NumberFormat.getNumberInstance(Messages.locale(page.lang())).format(value) + " "
                        + stations.unit(station))
                .strip();
    }

    /** As if it had been active from one day to another, both included. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{rule}/probe")
    View attempt(
            Page page,
            Staff staff,
            @PathVariable UUID rule,
            @RequestParam(defaultValue = "") String von,
            @RequestParam(defaultValue = "") String bis) {
        var it = find(staff, rule);
        var from = day(von);
        var to = day(bis);
        if (from == null || to == null || to.isBefore(from) || from.plusYears(2).isBefore(to)) {
            return show(page, staff, it, Map.of(from == null ? "von" : "bis", page.t("measures.error.days")), null);
        }
        var trial = dryRun.run(
                it,
                from.atStartOfDay(GermanDates.BERLIN).toInstant(),
                to.plusDays(1).atStartOfDay(GermanDates.BERLIN).toInstant());
        tenancy.run(staff.tenant(), () -> rules.tried(rule, it.version(), trial));
        return SeeOther.at(PATH + "/" + rule + "#probe");
    }

    private static @Nullable LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text.strip());
            return day.getYear() < 1990 || day.getYear() > 2100 ? null : day;
        } catch (DateTimeException wrong) {
            return null;
        }
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{rule}/schalten")
    View turn(
            Page page,
            Staff staff,
            @PathVariable UUID rule,
            @RequestParam(defaultValue = "") String aktion,
            @RequestParam(defaultValue = "0") int version) {
        var it = find(staff, rule);
        if (aktion.equals("pausieren")) {
            tenancy.run(staff.tenant(), () -> rules.pause(rule));
            return SeeOther.at(PATH + "/" + rule + "?erledigt=pause");
        }
        if (!tenancy.as(staff.tenant(), () -> rules.activate(rule, version))) {
            return show(page, staff, it, Map.of("von", page.t("measures.error.untried")), null);
        }
        return SeeOther.at(PATH + "/" + rule + "?erledigt=aktiv");
    }
}
