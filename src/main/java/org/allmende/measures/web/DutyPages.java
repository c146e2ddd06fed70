package org.allmende.measures.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.measures.DutyTask;
import org.allmende.measures.DutyTasks;
import org.allmende.measures.Rosters;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Accounts;
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
import org.springframework.web.servlet.View;

/** Where whoever is on duty sees what is to be done, and says that they look after it. */
@Controller
class DutyPages {

    private static final String PATH = "/arbeitsplatz/bereitschaft";
    private static final int SHOWN = 60;
    private static final int PLACES = 4;
    private static final List<String> EVERYWHERE = List.of("*");

    private final DutyTasks tasks;
    private final Rosters rosters;
    private final Accounts accounts;
    private final Regions regions;
    private final Tenancy tenancy;

    DutyPages(DutyTasks tasks, Rosters rosters, Accounts accounts, Regions regions, Tenancy tenancy) {
        this.tasks = tasks;
        this.rosters = rosters;
        this.accounts = accounts;
        this.regions = regions;
        this.tenancy = tenancy;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View list(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "") String erledigt) {
        var done = switch (erledigt) {
            case "uebernommen" -> page.t("measures.duty.taken");
            case "fertig" -> page.t("measures.duty.finished");
            case "schon" -> page.t("measures.duty.already");
            case "plan" -> page.t("measures.roster.saved");
            default -> null;
        };
        var typed = rosters(staff).stream()
                .filter(it -> it.id().toString().equals(plan))
                .findFirst()
                .map(DutyPages::typed)
                .orElseGet(() -> Map.of("minuten", "15"));
        return show(page, staff, Typed.of(typed, Map.of()), typed.getOrDefault("plan", ""), done);
    }

    private List<Rosters.Roster> rosters(Staff staff) {
        return tenancy.as(staff.tenant(), rosters::list);
    }

    private static Map<String, String> typed(Rosters.Roster it) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("plan", it.id().toString());
        typed.put("name", it.name());
        typed.put("minuten", Integer.toString(it.minutes()));
        for (int place = 1; place <= Math.min(PLACES, it.people().size()); place++) {
            typed.put("person" + place, it.people().get(place - 1).toString());
        }
        return typed;
    }

    private View show(Page page, Staff staff, Typed typed, String plan, @Nullable String done) {
        var all = tenancy.as(staff.tenant(), () -> tasks.list(SHOWN));
        var plans = rosters(staff);
        var ids = new ArrayList<UUID>();
        all.forEach(it -> {
            ids.add(it.assignee());
            if (it.acknowledgedBy() != null) {
                ids.add(it.acknowledgedBy());
            }
        });
        plans.forEach(it -> ids.addAll(it.people()));
        var names = accounts.names(ids);
        return page.show(
                "measures/duty",
                new DutyPage(
                        regions.current().get(staff.tenant()).name(),
                        all.stream().map(it -> task(page, staff, it, names)).toList(),
                        plans.stream()
                                .map(it -> new DutyPage.Roster(
                                        it.id().toString(),
                                        it.name(),
                                        String.join(
                                                " → ",
                                                it.people().stream()
                                                        .map(one -> names.getOrDefault(one, "–"))
                                                        .toList()),
                                        it.minutes()))
                                .toList(),
                        people(staff),
                        typed,
                        plan,
                        done));
    }

    private static DutyPage.Task task(Page page, Staff staff, DutyTask it, Map<UUID, String> names) {
        var by = it.acknowledgedBy();
        return new DutyPage.Task(
                it.id().toString(),
                it.title(),
                it.text(),
                page.t("measures.duty." + it.state().key()),
                switch (it.state()) {
                    case OPEN -> "danger";
                    case ACKNOWLEDGED -> "warning";
                    case DONE -> "success";
                },
                by == null
                        ? asked(page, it, names)
                        : page.t(
                                "measures.duty.by",
                                names.getOrDefault(by, "–"),
                                GermanDates.moment(java.util.Objects.requireNonNull(it.acknowledged()))),
                staff.account().equals(it.assignee()),
                it.state() == DutyTask.State.OPEN,
                it.state() == DutyTask.State.ACKNOWLEDGED,
                RuleForms.PATH + "/" + it.rule(),
                GermanDates.moment(it.moment()));
    }

    private static String asked(Page page, DutyTask it, Map<UUID, String> names) {
        var name = names.getOrDefault(it.assignee(), "–");
        var until = it.until();
        return until == null
                ? page.t("measures.duty.asked.last", name)
                : page.t("measures.duty.asked", name, GermanDates.moment(until));
    }

    private Map<String, String> people(Staff staff) {
        var people = new LinkedHashMap<String, String>();
        tenancy.as(staff.tenant(), () -> accounts.listColleagues(EVERYWHERE))
                .forEach(it -> people.put(it.id().toString(), it.name()));
        return people;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{task}")
    View act(Staff staff, @PathVariable UUID task, @RequestParam(defaultValue = "") String aktion) {
        var said = tenancy.as(staff.tenant(), () -> {
            if (tasks.find(task).isEmpty()) {
                throw new NotFound();
            }
            return aktion.equals("fertig")
                    ? tasks.finish(task) ? "fertig" : "schon"
                    : tasks.acknowledge(task, staff.account()) ? "uebernommen" : "schon";
        });
        return SeeOther.at(PATH + "?erledigt=" + said);
    }

    /** A new roster, or with its id one that is changed. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH)
    View save(Page page, Staff staff, @RequestParam Map<String, String> sent) {
        var typed = Typed.of(sent, Map.of());
        var name = typed.text(page, "name", RuleForm.LONGEST_NAME, "measures.error.name");
        int minutes = typed.between(page, "minuten", 1, 1_440).intValue();
        var known = people(staff);
        var people = new ArrayList<UUID>();
        for (int place = 1; place <= PLACES; place++) {
            var person = typed.value("person" + place);
            if (known.containsKey(person) && !people.contains(UUID.fromString(person))) {
                people.add(UUID.fromString(person));
            }
        }
        if (people.isEmpty()) {
            typed.errors().put("person1", page.t("measures.error.people"));
        }
        var plan = rosters(staff).stream()
                .map(Rosters.Roster::id)
                .filter(it -> it.toString().equals(typed.value("plan")))
                .findFirst();
        if (!typed.errors().isEmpty()) {
            return show(page, staff, typed, plan.map(UUID::toString).orElse(""), null);
        }
        tenancy.run(staff.tenant(), () -> {
            if (plan.isEmpty()) {
                rosters.add(name, people, minutes);
            } else {
                rosters.change(new Rosters.Roster(plan.get(), name, people, minutes));
            }
        });
        return SeeOther.at(PATH + "?erledigt=plan");
    }
}
