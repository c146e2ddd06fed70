package org.allmende.measures.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.measures.Definition;
import org.allmende.measures.Definition.Kind;
import org.allmende.measures.Rosters;
import org.allmende.measures.Rules;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.TaskingCapability;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where staff write a rule. */
@Controller
class RuleForms {

    static final String PATH = "/arbeitsplatz/regeln";

    /** What FEEL may say in a rule, in the order in which it is explained; each has a text {@code measures.name.…}. */
    private static final List<String> NAMES = List.of(
            "wert",
            "vorher",
            "alter",
            "anstieg",
            "minimum",
            "maximum",
            "mittel",
            "stufe",
            "hoechststufe",
            "entfernung",
            "seit",
            "jetzt.stunde",
            "jetzt.wochentag",
            "jetzt.monat",
            "jetzt.datum");

    private final Rules rules;
    private final Rosters rosters;
    private final Actuators actuators;
    private final Addresses addresses;
    private final Seen seen;
    private final Tenancy tenancy;

    RuleForms(Rules rules, Rosters rosters, Actuators actuators, Addresses addresses, Seen seen, Tenancy tenancy) {
        this.rules = rules;
        this.rosters = rosters;
        this.actuators = actuators;
        this.addresses = addresses;
        this.seen = seen;
        this.tenancy = tenancy;
    }

    /** Without a kind it asks what the rule is about. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/neu")
    View begin(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String groesse,
            @RequestParam(defaultValue = "") String art) {
        var stations = seen.of(staff.tenant());
        var kind = Kind.ofKey(art);
        if (kind.isEmpty() || !stations.properties().containsKey(groesse)) {
            return page.show("measures/choice", choice(page, stations));
        }
        var typed = Typed.of(first(page, stations.properties().get(groesse)), Map.of());
        return show(page, staff, PATH + "/neu", kind.get(), groesse, stations, typed);
    }

    private static RuleChoicePage choice(Page page, Seen.Stations stations) {
        var kinds = new LinkedHashMap<String, String>();
        var hints = new LinkedHashMap<String, String>();
        for (var kind : Kind.values()) {
            kinds.put(kind.key(), page.t("measures.kind." + kind.key()));
            hints.put(kind.key(), page.t("measures.kind." + kind.key() + ".hint"));
        }
        return new RuleChoicePage(stations.properties(), kinds, hints);
    }

    private static Map<String, String> first(Page page, String measured) {
        var values = new LinkedHashMap<String, String>();
        values.put("name", measured.replaceFirst(" \\(.*\\)$", ""));
        values.put("stunden", "3");
        values.put("ruhe", "3");
        values.put("titel", page.t("measures.task.title.first"));
        values.put("text", page.t("measures.task.text.first"));
        return values;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/neu")
    View add(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String groesse,
            @RequestParam(defaultValue = "") String art,
            @RequestParam MultiValueMap<String, String> sent) {
        var kind = Kind.ofKey(art).orElseThrow(NotFound::new);
        var stations = seen.of(staff.tenant());
        var typed = typed(sent);
        var definition = read(page, staff, kind, stations, typed);
        if (!typed.errors().isEmpty()) {
            return show(page, staff, PATH + "/neu", kind, groesse, stations, typed);
        }
        var id = tenancy.as(staff.tenant(), () -> rules.add(typed.value("name"), definition, staff.account()));
        return SeeOther.at(PATH + "/" + id);
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/{rule}/bearbeiten")
    View edit(Page page, Staff staff, @PathVariable UUID rule) {
        var it = tenancy.as(staff.tenant(), () -> rules.find(rule)).orElseThrow(NotFound::new);
        var definition = it.definition();
        var chosen = Map.of(
                "station", definition.stations().stream().map(String::valueOf).toList());
        return show(
                page,
                staff,
                PATH + "/" + rule + "/bearbeiten",
                definition.kind(),
                definition.form().getOrDefault("groesse", ""),
                seen.of(staff.tenant()),
                Typed.of(definition.form(), chosen));
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{rule}/bearbeiten")
    View change(Page page, Staff staff, @PathVariable UUID rule, @RequestParam MultiValueMap<String, String> sent) {
        var it = tenancy.as(staff.tenant(), () -> rules.find(rule)).orElseThrow(NotFound::new);
        var stations = seen.of(staff.tenant());
        var typed = typed(sent);
        var kind = it.definition().kind();
        var definition = read(page, staff, kind, stations, typed);
        if (!typed.errors().isEmpty()) {
            var path = PATH + "/" + rule + "/bearbeiten";
            return show(page, staff, path, kind, typed.value("groesse"), stations, typed);
        }
        tenancy.run(staff.tenant(), () -> rules.change(rule, typed.value("name"), definition, staff.account()));
        return SeeOther.at(PATH + "/" + rule);
    }

    private static Typed typed(MultiValueMap<String, String> sent) {
        var stations = new ArrayList<>(sent.getOrDefault("station", List.of()));
        stations.addAll(sent.getOrDefault("fremde", List.of()));
        return Typed.of(sent.toSingleValueMap(), Map.of("station", stations));
    }

    private Definition read(Page page, Staff staff, Kind kind, Seen.Stations stations, Typed typed) {
        return new RuleForm(page, typed, kind, addresses)
                .read(
                        stations.ids(),
                        list(staff).stream().map(Rosters.Roster::id).collect(Collectors.toSet()),
                        choices(staff));
    }

    private List<TaskingCapability.Choice> choices(Staff staff) {
        return tenancy.as(staff.tenant(), actuators::list).stream()
                .flatMap(it -> it.choices().stream())
                .toList();
    }

    private List<Rosters.Roster> list(Staff staff) {
        return tenancy.as(staff.tenant(), rosters::list);
    }

    private View show(
            Page page, Staff staff, String action, Kind kind, String groesse, Seen.Stations stations, Typed typed) {
        var duty = new LinkedHashMap<String, String>();
        list(staff).forEach(it -> duty.put(it.id().toString(), it.name()));
        var switches = new LinkedHashMap<String, String>();
        choices(staff).forEach(it -> switches.put(it.key(), it.label()));
        var own = stations.names(groesse, true);
        var foreign = stations.names(groesse, false);
        return page.show(
                "measures/form",
                new RuleFormPage(
                        action,
                        action.replaceFirst("/(neu|bearbeiten)$", ""),
                        page.t("measures.kind." + kind.key()),
                        kind.key(),
                        groesse,
                        stations.properties().getOrDefault(groesse, ""),
                        !own.isEmpty() ? own : !foreign.isEmpty() ? foreign : stations.names(),
                        own.isEmpty() ? Map.of() : foreign,
                        kind == Kind.FREE ? stations.names() : Map.of(),
                        duty,
                        switches,
                        NAMES,
                        typed));
    }
}
