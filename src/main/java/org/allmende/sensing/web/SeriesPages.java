package org.allmende.sensing.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Battery;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Observation;
import org.allmende.sensing.ObservationRetention;
import org.allmende.sensing.Observations;
import org.allmende.sensing.ObservedProperty;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.editions.Edition;
import org.allmende.sensing.editions.Editions;
import org.allmende.sensing.editions.Terms;
import org.allmende.sensing.quality.Flag;
import org.allmende.sensing.quality.Limits;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where a tenant says of each of its datastreams who sees it and how, which values are odd, and how long they are kept. */
@Controller
@RequestMapping("/arbeitsplatz/messreihen")
class SeriesPages {

    private static final String PATH = "/arbeitsplatz/messreihen";
    private static final Duration TRIED = Duration.ofDays(30);
    private static final int MOST = 50_000;
    private static final int LATEST = 97;
    private static final Duration SILENT = Duration.ofHours(24);

    private final Tenancy tenancy;
    private final Datastreams datastreams;
    private final Sensors sensors;
    private final Observations observations;
    private final Editions editions;
    private final ObservationRetention retention;
    private final Audit audit;
    private final Clock clock;

    SeriesPages(
            Tenancy tenancy,
            Datastreams datastreams,
            Sensors sensors,
            Observations observations,
            Editions editions,
            ObservationRetention retention,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.datastreams = datastreams;
        this.sensors = sensors;
        this.observations = observations;
        this.editions = editions;
        this.retention = retention;
        this.audit = audit;
        this.clock = clock;
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping
    View list(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        return tenancy.as(staff.tenant(), () -> {
            var properties = properties();
            var published = editions.list().stream().collect(Collectors.toMap(Edition::source, it -> it));
            var german = java.text.Collator.getInstance(java.util.Locale.GERMANY);
            var own = datastreams.list().stream()
                    .filter(it -> it.tenant().equals(staff.tenant()) && !it.edition())
                    .toList();
            var batteries = batteries(own);
            var rows = own.stream()
                    .sorted(Comparator.comparing(it -> it.described().name(), german))
                    .map(it -> row(
                            page,
                            it,
                            properties.getOrDefault(it.observedProperty(), ""),
                            Optional.ofNullable(published.get(it.id())),
                            Optional.ofNullable(batteries.get(it.thing()))))
                    .toList();
            return page.show(
                    "sensing/series",
                    new SeriesList(rows, erledigt.equals("gespeichert") ? page.t("sensing.series.saved") : ""));
        });
    }

    private Map<Long, String> properties() {
        return sensors.listProperties().stream()
                .collect(Collectors.toMap(
                        ObservedProperty::id, it -> it.described().name()));
    }

    /** By their things; of two that tell of the same battery the one in per cent. */
    private Map<Long, Datastream> batteries(List<Datastream> all) {
        var told = sensors.listProperties().stream()
                .filter(it -> it.definition().equals(Battery.PROPERTY))
                .map(ObservedProperty::id)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(it -> told.contains(it.observedProperty()))
                .collect(Collectors.toMap(
                        Datastream::thing, it -> it, (one, other) -> Battery.isPerCent(one) ? one : other));
    }

    private SeriesList.Row row(
            Page page, Datastream it, String property, Optional<Edition> edition, Optional<Datastream> battery) {
        var charge = battery.flatMap(one -> observations.latest(one, 1).stream().findFirst())
                .map(Observation::result)
                .filter(one -> !one.isNaN());
        var latest = observations.latest(it, LATEST);
        int odd = (int)
                latest.stream().filter(one -> !Flag.in(one.flags()).isEmpty()).count();
        var last = latest.isEmpty() ? null : latest.getFirst().time();
        var state = last == null
                ? "never"
                : Duration.between(last, clock.instant()).compareTo(SILENT) > 0 ? "silent" : "heard";
        var audience = edition.map(one -> audience(page, target(one)) + terms(page, one.terms()))
                .orElseGet(() -> audience(page, it));
        return new SeriesList.Row(
                it.id(),
                it.described().name(),
                property,
                audience,
                page.t("sensing.series." + state),
                switch (state) {
                    case "never" -> "mute";
                    case "silent" -> "danger";
                    default -> "success";
                },
                last == null ? "" : GermanDates.moment(last),
                charge.map(one -> SeriesEntry.number(page, Math.rint(one * 100) / 100) + " "
                                + Objects.requireNonNullElse(
                                        battery.orElseThrow().unit().symbol(), ""))
                        .orElse(""),
                charge.filter(one -> Battery.isWeak(battery.orElseThrow(), one)).isPresent(),
                odd);
    }

    private static String audience(Page page, Datastream it) {
        return ConnectorWords.audience(page, it.visibility());
    }

    private Datastream target(Edition it) {
        return datastreams.find(it.target()).orElseThrow(NotFound::new);
    }

    private static String terms(Page page, Terms it) {
        var said = sentences(page, it);
        return said.isEmpty() ? "" : ", " + String.join(", ", said);
    }

    /** What differs from the values themselves, in words that follow one another. */
    private static List<String> sentences(Page page, Terms it) {
        var said = new ArrayList<String>();
        if (!it.delay().isZero()) {
            said.add(page.t(
                    "sensing.series.told.delay", delay(page, (int) it.delay().toHours())));
        }
        if (it.step() != Terms.Step.EACH) {
            said.add(step(page, it.step()));
        }
        if (it.least() > 0) {
            said.add(page.t("sensing.series.told.least", it.least()));
        }
        if (it.digits() != null) {
            said.add(page.t("sensing.series.told.place"));
        }
        return said;
    }

    private static String delay(Page page, int hours) {
        return page.t("sensing.series.hours", hours);
    }

    private static String step(Page page, Terms.Step it) {
        return page.t("sensing.series.step." + it.key());
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping("/{id}")
    View one(Page page, Staff staff, @PathVariable String id) {
        var it = find(staff, id);
        var edition = edition(staff, it);
        var kept = tenancy.as(staff.tenant(), () -> retention.of(it.id()));
        var values = SeriesEntry.write(
                page,
                edition.map(one -> target(one).visibility()).orElse(it.visibility()),
                edition.map(Edition::terms),
                it.limits(),
                kept);
        return form(page, staff, it, edition, values, Map.of(), it.limits());
    }

    private Datastream find(Staff staff, String id) {
        if (!id.matches("\\d{1,7}")) {
            throw new NotFound();
        }
        return datastreams
                .find(Integer.parseInt(id))
                .filter(it -> it.tenant().equals(staff.tenant()) && !it.edition())
                .orElseThrow(NotFound::new);
    }

    private Optional<Edition> edition(Staff staff, Datastream it) {
        return tenancy.as(staff.tenant(), () -> editions.find(it.id()));
    }

    private View form(
            Page page,
            Staff staff,
            Datastream it,
            Optional<Edition> edition,
            Map<String, String> values,
            Map<String, String> errors,
            Limits limits) {
        var now = clock.instant();
        var all = observations.range(it, now.minus(TRIED), now, MOST, false);
        var trial = LimitsTrial.of(limits, all);
        var symbol = it.unit().symbol();
        var unit = symbol == null ? "" : symbol;
        var property = tenancy.as(staff.tenant(), this::properties).getOrDefault(it.observedProperty(), "");
        return page.show(
                "sensing/series-form",
                new SeriesForm(
                        it.id(),
                        it.described().name(),
                        property,
                        unit,
                        it.counted(),
                        values,
                        errors,
                        ConnectorWords.audiences(page),
                        options(
                                SeriesEntry.DELAYS,
                                hours -> hours == 0 ? page.t("sensing.series.delay.none") : delay(page, hours)),
                        steps(page),
                        options(SeriesEntry.DIGITS, digits -> page.t("sensing.series.place." + digits)),
                        options(SeriesEntry.DAYS, days -> page.t("sensing.series.days", days)),
                        edition.map(one -> "/sta/v1.1/Datastreams(%d)".formatted(one.target()))
                                .orElse(""),
                        edition.map(one -> sentences(page, one.terms())).orElse(List.of()),
                        edition.isEmpty() ? List.of() : beside(staff, it),
                        finds(page, trial, unit),
                        page.t("sensing.series.trial", trial.values()),
                        ""));
    }

    private List<String> beside(Staff staff, Datastream it) {
        return tenancy.as(staff.tenant(), datastreams::list).stream()
                .filter(one ->
                        one.thing() == it.thing() && one.id() != it.id() && one.visibility() != Visibility.TENANT)
                .map(one -> one.described().name())
                .toList();
    }

    private static Map<String, String> options(List<Integer> of, IntFunction<String> word) {
        var all = new LinkedHashMap<String, String>();
        of.forEach(it -> all.put(it.toString(), word.apply(it)));
        return all;
    }

    private static Map<String, String> steps(Page page) {
        var all = new LinkedHashMap<String, String>();
        for (var it : Terms.Step.values()) {
            all.put(it.key(), step(page, it));
        }
        return all;
    }

    private static List<SeriesForm.Find> finds(Page page, LimitsTrial trial, String unit) {
        return trial.found().entrySet().stream()
                .map(it -> new SeriesForm.Find(
                        page.t("sensing.series.flag." + it.getKey().key()),
                        page.t("sensing.series.why." + it.getKey().key()),
                        it.getValue().size(),
                        example(page, it.getValue().getLast(), unit)))
                .toList();
    }

    private static String example(Page page, Observation it, String unit) {
        return "%s: %s"
                .formatted(
                        GermanDates.moment(it.time()),
                        Double.isNaN(it.result()) ? "–" : (SeriesEntry.number(page, it.result()) + " " + unit).strip());
    }

    /** {@code aktion}: speichern; anything else only shows what the limits would find. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping("/{id}")
    View keep(
            Page page,
            Staff staff,
            @PathVariable String id,
            @RequestParam Map<String, String> typed,
            @RequestParam(defaultValue = "") String aktion) {
        var it = find(staff, id);
        var entry = new SeriesEntry(page, typed);
        var wish = entry.read();
        if (!aktion.equals("speichern") || !entry.errors().isEmpty()) {
            return form(page, staff, it, edition(staff, it), typed, entry.errors(), wish.limits());
        }
        var other = tenancy.as(staff.tenant(), () -> {
            datastreams.limit(it.id(), wish.limits());
            retention.keep(it.id(), wish.kept());
            audit.record(
                    "sensing.series-changed",
                    Integer.toString(it.id()),
                    Map.of(
                            "name", it.described().name(),
                            "audience", wish.audience().key()));
            return publish(it, wish);
        });
        other.ifPresent(observations::changed);
        return SeeOther.at(PATH + "?erledigt=gespeichert");
    }

    /** Gives the datastream whose observations are others now. */
    private Optional<Integer> publish(Datastream it, SeriesEntry.Wish wish) {
        var known = editions.find(it.id());
        boolean closed = wish.audience() == Visibility.TENANT;
        if (closed || (wish.terms().tellsAll() && !it.counted())) {
            var gone = editions.withdraw(it.id());
            editions.show(it.id(), wish.audience());
            return gone;
        }
        var terms = Editions.termsFor(it, wish.terms());
        boolean same = known.filter(
                        one -> one.terms().equals(terms) && target(one).visibility() == wish.audience())
                .isPresent();
        return same ? Optional.empty() : Optional.of(editions.publish(it, terms, wish.audience()));
    }
}
