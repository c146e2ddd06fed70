package org.allmende.dashboard.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.allmende.dashboard.Arrangement;
import org.allmende.dashboard.ArrangementDrafts;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Level;
import org.allmende.dashboard.Span;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.dashboard.UseCase;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.ObservedProperty;
import org.allmende.sensing.Sensors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where staff arrange what is shown: Handlungsfelder and use cases for the region's lead, levels of its stations for each tenant. */
@Controller
class ArrangementDesk {

    private static final String PATH = "/arbeitsplatz/daten";
    private static final int DRAWN = 4;

    private final ArrangementDrafts drafts;
    private final Stations stations;
    private final Sensors sensors;
    private final Histories histories;
    private final Tiles tiles;
    private final Clock clock;

    ArrangementDesk(
            ArrangementDrafts drafts,
            Stations stations,
            Sensors sensors,
            Histories histories,
            Tiles tiles,
            Clock clock) {
        this.drafts = drafts;
        this.stations = stations;
        this.sensors = sensors;
        this.histories = histories;
        this.tiles = tiles;
        this.clock = clock;
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(PATH)
    View show(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var draft = drafts.current(staff.tenant());
        var leads = leads(staff);
        var words = tiles.words(page);
        var known = stations.current();
        var versions = drafts.versions(staff.tenant());
        return page.show(
                "dashboard/desk",
                new DeskPage(
                        leads,
                        drafts.changed(staff.tenant()).map(words::moment).orElse(null),
                        leads ? fields(draft, known, page) : List.of(),
                        known.stations().stream()
                                .filter(it -> it.tenant().equals(staff.tenant()))
                                .map(it -> new DeskPage.Place(
                                        it.id(),
                                        it.name(),
                                        it.useCase().title().in(page.lang()),
                                        draft.stations()
                                                .getOrDefault(it.id(), List.of())
                                                .size()))
                                .toList(),
                        leads ? free(draft) : Map.of(),
                        versions.stream()
                                .map(it -> new DeskPage.Published(
                                        it.number(), words.moment(it.at()), it.actor(), it.equals(versions.getFirst())))
                                .toList(),
                        Set.of("publiziert", "verworfen", "geholt", "gespeichert")
                                        .contains(erledigt)
                                ? page.t("dashboard.desk." + erledigt)
                                : ""));
    }

    /** Whether what they arrange is everybody's. */
    private boolean leads(Staff staff) {
        return drafts.leads(staff.tenant()) && staff.isOneOf(Role.COMPETENCE_CENTER);
    }

    private static List<DeskPage.Field> fields(Arrangement draft, Stations.Known known, Page page) {
        var fields = new ArrayList<DeskPage.Field>();
        for (var field : draft.fields()) {
            var cases = field.useCases().stream()
                    .map(it -> new DeskPage.Case(
                            it.id(),
                            it.title().in(page.lang()),
                            of(known, it).size(),
                            it.levels().size(),
                            it.equals(field.useCases().getFirst()),
                            it.equals(field.useCases().getLast())))
                    .toList();
            fields.add(new DeskPage.Field(
                    field.id(),
                    field.title().in(page.lang()),
                    field.equals(draft.fields().getFirst()),
                    field.equals(draft.fields().getLast()),
                    cases));
        }
        return fields;
    }

    /** Those that are shown with this use case's property now, also while its words differ from the published ones. */
    private static List<Station> of(Stations.Known known, UseCase it) {
        return known.stations().stream()
                .filter(one -> one.useCase().property().equals(it.property()))
                .toList();
    }

    private Map<String, String> free(Arrangement draft) {
        var taken = draft.fields().stream()
                .flatMap(field -> field.useCases().stream())
                .map(UseCase::property)
                .collect(Collectors.toSet());
        return sensors.listProperties().stream()
                .filter(it -> !taken.contains(it.definition()))
                .collect(Collectors.toMap(
                        ObservedProperty::definition, it -> it.described().name(), (one, same) -> one, TreeMap::new));
    }

    /** {@code aktion}: hoch, runter ({@code was}: id of a Handlungsfeld or use case), feld, fall, leeren, publizieren, verwerfen, holen. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(PATH)
    View act(
            Staff staff,
            @RequestParam(defaultValue = "") String aktion,
            @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "") String titel) {
        var tenant = staff.tenant();
        switch (aktion) {
            case "publizieren" -> {
                if (drafts.publish(tenant).isPresent()) {
                    stations.refresh();
                    return SeeOther.at(PATH + "?erledigt=publiziert");
                }
            }
            case "verwerfen" -> {
                drafts.discard(tenant);
                return SeeOther.at(PATH + "?erledigt=verworfen");
            }
            case "holen" -> {
                if (was.matches("\\d{1,9}") && drafts.restore(tenant, Integer.parseInt(was))) {
                    return SeeOther.at(PATH + "?erledigt=geholt");
                }
            }
            default -> {
                if (leads(staff)) {
                    arrange(tenant, aktion, was, titel.strip());
                }
            }
        }
        return SeeOther.at(PATH);
    }

    private void arrange(String tenant, String action, String what, String title) {
        var found = sensors.listProperties().stream()
                .filter(it -> it.definition().equals(what))
                .findFirst();
        drafts.change(tenant, it -> switch (action) {
            case "hoch" -> Arranging.moved(it, what, -1);
            case "runter" -> Arranging.moved(it, what, 1);
            case "feld" -> Arranging.withField(it, title);
            case "leeren" ->
                it.with(it.fields().stream()
                        .filter(field ->
                                !field.id().equals(what) || !field.useCases().isEmpty())
                        .toList());
            case "fall" ->
                found.filter(one -> free(it).containsKey(one.definition()))
                        .map(one -> Arranging.withCase(it, one))
                        .orElse(it);
            default -> it;
        });
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping(PATH + "/faelle/{useCase}")
    View useCase(Page page, Staff staff, @PathVariable String useCase) {
        var draft = drafts.current(staff.tenant());
        var it = find(staff, draft, useCase);
        var values = new LinkedHashMap<>(ArrangementForm.values(it));
        values.put("feld", Arranging.field(draft, it));
        return show(page, draft, it, values, Map.of());
    }

    private UseCase find(Staff staff, Arrangement draft, String useCase) {
        if (!leads(staff)) {
            throw new NotFound();
        }
        return draft.find(useCase).orElseThrow(NotFound::new);
    }

    /** {@code aktion}: speichern; anything else only shows how it would look. */
    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping(PATH + "/faelle/{useCase}")
    View keepUseCase(
            Page page,
            Staff staff,
            @PathVariable String useCase,
            @RequestParam Map<String, String> values,
            @RequestParam(defaultValue = "") String aktion) {
        var draft = drafts.current(staff.tenant());
        var before = find(staff, draft, useCase);
        var form = new ArrangementForm(page, values);
        var typed = form.useCase(before);
        if (!aktion.equals("speichern") || !form.errors().isEmpty()) {
            return show(page, draft, typed, values, aktion.equals("speichern") ? form.errors() : Map.of());
        }
        drafts.change(staff.tenant(), it -> Arranging.placed(it.with(typed), typed, values.getOrDefault("feld", "")));
        return SeeOther.at(PATH + "?erledigt=gespeichert");
    }

    private View show(
            Page page, Arrangement draft, UseCase it, Map<String, String> values, Map<String, String> errors) {
        var seen = tiles.see(of(stations.current(), it).stream()
                .map(one -> one.as(it, one.levels().equals(one.useCase().levels()) ? it.levels() : one.levels()))
                .toList());
        var fields = new LinkedHashMap<String, String>();
        draft.fields().forEach(field -> fields.put(field.id(), field.title().in(page.lang())));
        return page.show(
                "dashboard/deskcase",
                new DeskCasePage(
                        it.id(),
                        it.title().in(page.lang()),
                        values,
                        errors,
                        fields,
                        tiles.useCase(it, seen, DRAWN, 1, "/daten/" + it.id(), tiles.words(page))));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(PATH + "/messstellen/{station}")
    View station(Page page, Staff staff, @PathVariable String station) {
        var it = Asked.station(stations, staff.tenant(), station);
        var own = drafts.current(staff.tenant()).stations().getOrDefault(it.id(), List.of());
        var levels = own.isEmpty() ? it.useCase().levels() : own;
        return show(page, it, levels, !own.isEmpty(), ArrangementForm.values(levels), Map.of());
    }

    /** {@code aktion}: speichern; anything else only shows how it would look. Without a row the use case's levels hold again. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(PATH + "/messstellen/{station}")
    View keepStation(
            Page page,
            Staff staff,
            @PathVariable String station,
            @RequestParam Map<String, String> values,
            @RequestParam(defaultValue = "") String aktion) {
        var it = Asked.station(stations, staff.tenant(), station);
        var form = new ArrangementForm(page, values);
        var levels = form.levels();
        if (!aktion.equals("speichern") || !form.errors().isEmpty()) {
            return show(page, it, levels, true, values, aktion.equals("speichern") ? form.errors() : Map.of());
        }
        drafts.change(
                staff.tenant(),
                draft -> draft.with(it.id(), levels.equals(it.useCase().levels()) ? List.of() : levels));
        return SeeOther.at(PATH + "?erledigt=gespeichert");
    }

    private View show(
            Page page,
            Station published,
            List<Level> levels,
            boolean own,
            Map<String, String> values,
            Map<String, String> errors) {
        var it = published.as(published.useCase(), levels);
        var words = tiles.words(page);
        var today = GermanDates.today(clock);
        var window = Span.MONAT.until(today, clock.instant());
        var history = histories.history(it, window);
        var reading = histories.reading(it);
        return page.show(
                "dashboard/deskstation",
                new DeskStationPage(
                        it.id(),
                        it.name(),
                        it.useCase().title().in(page.lang()),
                        it.unit(),
                        own,
                        values,
                        errors,
                        tiles.tile(1, new Tiles.Seen(it, reading), words, true),
                        words.sentences(reading),
                        history.points().isEmpty()
                                ? null
                                : Chart.of(history.with(240), 720, 320, words, Columns.of(window, page, false)),
                        page.t(
                                "dashboard.caption",
                                it.name(),
                                words.date(window.firstDay()),
                                words.date(window.lastDay())),
                        page.t("dashboard.desk.reached", histories.episodes(it).size())));
    }
}
