package org.allmende.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.measures.Definition;
import org.allmende.measures.Definition.Kind;
import org.allmende.measures.DryRun;
import org.allmende.measures.DutyTask;
import org.allmende.measures.DutyTasks;
import org.allmende.measures.Measure;
import org.allmende.measures.Rosters;
import org.allmende.measures.Rules;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Account;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Five rules in the town where the invented flood was worst. They are activated as of a day before it, so that they fire by
 * looking at the year like any rule after the server was down; whoever was on duty has acknowledged what is long past.
 */
@OnlyInDemo
@Component
class DemoRules extends DemoWork {

    private static final Logger LOG = LoggerFactory.getLogger(DemoRules.class);
    private static final String MARK = "Demonstration: ";
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration LONG_PAST = Duration.ofDays(4);
    private static final int TASKS = 200;
    private static final int ROUNDS = 20;

    private final Configuration configuration;
    private final Regions regions;
    private final DemoSensors sensors;
    private final DemoAccounts accounts;
    private final Tour tour;
    private final Stations stations;
    private final Rules rules;
    private final Rosters rosters;
    private final DutyTasks tasks;
    private final DryRun dryRun;
    private final Tenancy tenancy;
    private final Clock clock;

    DemoRules(
            Configuration configuration,
            Regions regions,
            DemoSensors sensors,
            DemoAccounts accounts,
            Tour tour,
            Stations stations,
            Rules rules,
            Rosters rosters,
            DutyTasks tasks,
            DryRun dryRun,
            Tenancy tenancy,
            Clock clock) {
        super(LOOK);
        this.configuration = configuration;
        this.regions = regions;
        this.sensors = sensors;
        this.accounts = accounts;
        this.tour = tour;
        this.stations = stations;
        this.rules = rules;
        this.rosters = rosters;
        this.tasks = tasks;
        this.dryRun = dryRun;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (configuration.sensing().demoYear() && !configuration.sensing().openToSuite()) {
            begin("demo-rules", this::work);
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void work() {
        try {
            while (isRunning() && !sensors.isComplete()) {
                pause(LOOK);
            }
            stations.refresh();
            var flood = tour.worst();
            if (!isRunning() || flood.isEmpty()) {
                return;
            }
            var town = regions.current().get(flood.get().station().tenant());
            var begin = flood.get().episode().first().minusDays(1);
            var duty = accounts.find(accounts.townHall(town)).orElseThrow();
            if (make(
                    town,
                    duty,
                    begin.atStartOfDay(org.allmende.platform.time.GermanDates.BERLIN)
                            .toInstant())) {
                for (int round = 0; isRunning() && round < ROUNDS; round++) {
                    pause(LOOK);
                    acknowledge(town, duty);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            if (isRunning()) {
                LOG.error("The invented rules are not complete; the next start goes on with them", failed);
            }
        }
    }

    private boolean make(Tenant town, Account duty, Instant flood) {
        var slug = town.slug().value();
        if (tenancy.as(
                slug, () -> rules.list().stream().anyMatch(it -> it.name().startsWith(MARK)))) {
            return false;
        }
        var roster = tenancy.as(slug, () -> rosters.add(MARK + "Bereitschaft", List.of(duty.id()), 15));
        var lately = clock.instant().minus(Duration.ofDays(14));
        add(
                slug,
                flood,
                "Hochwasser",
                rule(
                        Kind.STAGE,
                        of(slug, "pegel"),
                        12,
                        "stufe >= 1",
                        "hoechststufe < 1",
                        Map.of("stufe", "1", "ruhe", "12"),
                        task(
                                roster,
                                "Hochwasser: {station}",
                                "{station} steht bei {wert} ({zeit}). Uferweg sperren, Bauhof mit Sandsäcken losschicken, Feuerwehr anrufen.")));
        add(
                slug,
                lately,
                "Volle Container",
                rule(
                        Kind.THRESHOLD,
                        of(slug, "container"),
                        1,
                        "wert >= 85",
                        "not(wert >= 40)",
                        Map.of("richtung", "auf", "grenze", "85", "entwarnung", "40"),
                        task(
                                roster,
                                "Voll: {station}",
                                "{station} ist zu {wert} voll ({zeit}). Bitte in die nächste Runde aufnehmen.")));
        add(
                slug,
                lately,
                "Leerungsrunde im Landkreis",
                rule(
                        Kind.THRESHOLD,
                        stations.current().stations().stream()
                                .filter(it -> it.useCase().id().equals("container"))
                                .toList(),
                        1,
                        "wert >= 75",
                        "not(wert >= 40)",
                        Map.of("richtung", "auf", "grenze", "75", "entwarnung", "40"),
                        new Measure.Round()));
        add(
                slug,
                lately,
                "Frost auf der Straße",
                rule(
                        Kind.THRESHOLD,
                        of(slug, "wetter"),
                        1,
                        "wert <= 0",
                        "not(wert <= 3)",
                        Map.of("richtung", "ab", "grenze", "0", "entwarnung", "3"),
                        task(
                                roster,
                                "Glätte: {station}",
                                "{station} misst {wert} ({zeit}). Bitte Brücken und Steigungen streuen.")));
        add(
                slug,
                lately,
                "Licht am Tag",
                rule(
                        Kind.SCHEDULE,
                        of(slug, "licht"),
                        1,
                        "wert >= 50 and jetzt.stunde >= 10 and jetzt.stunde < 15",
                        "not(wert >= 50 and jetzt.stunde >= 10 and jetzt.stunde < 15)",
                        Map.of("richtung", "auf", "grenze", "50", "von", "10:00", "bis", "15:00"),
                        task(
                                roster,
                                "Laterne brennt: {station}",
                                "{station} braucht am Tag {wert} ({zeit}). Bitte die Schaltung prüfen.")));
        LOG.info("Rules in {}, looking back to {}", slug, flood);
        return true;
    }

    private List<Station> of(String tenant, String useCase) {
        return stations.current().stations().stream()
                .filter(it -> it.tenant().equals(tenant) && it.useCase().id().equals(useCase))
                .toList();
    }

    private static Measure task(UUID roster, String title, String text) {
        return new Measure.Task(roster, title, text);
    }

    private static Definition rule(
            Kind kind,
            List<Station> at,
            double hours,
            String fires,
            String ends,
            Map<String, String> typed,
            Measure... then) {
        var form = new java.util.LinkedHashMap<>(typed);
        for (var measure : then) {
            switch (measure) {
                case Measure.Task task -> {
                    form.put("dienst", task.roster().toString());
                    form.put("titel", task.title());
                    form.put("text", task.text());
                }
                case Measure.Letter letter -> form.put("mail", letter.to());
                case Measure.Public notice -> form.put("hinweis", notice.text());
                case Measure.Round round -> form.put("runde", "true");
                case Measure.Webhook hook -> form.put("webhook", hook.url());
                case Measure.Command command -> {
                    form.put("thema", command.topic());
                    form.put("nachricht", command.payload());
                }
                case Measure.Actuator act -> form.put("schalten", act.capability() + ":an");
            }
        }
        at.stream().findFirst().ifPresent(it -> form.put("groesse", it.useCase().property()));
        return new Definition(
                kind, form, at.stream().map(Station::id).toList(), Map.of(), hours, null, fires, ends, List.of(then));
    }

    /** Tried on the year, and active as of then. */
    private void add(String tenant, Instant since, String name, Definition it) {
        var named = new java.util.LinkedHashMap<>(it.form());
        named.put("name", MARK + name);
        var whole = new Definition(
                it.kind(),
                named,
                it.stations(),
                it.others(),
                it.hours(),
                it.place(),
                it.fires(),
                it.ends(),
                it.measures());
        var id = tenancy.as(tenant, () -> DemoClock.get(since, () -> rules.add(MARK + name, whole, null)));
        var rule = tenancy.as(tenant, () -> rules.find(id)).orElseThrow();
        var now = clock.instant();
        var trial = dryRun.run(rule, now.minus(Duration.ofDays(365)), now);
        DemoClock.at(
                since,
                () -> tenancy.run(tenant, () -> {
                    rules.tried(id, 1, trial);
                    rules.activate(id, 1);
                }));
    }

    /** Six minutes after it was measured; what is from the last days waits for a visitor. */
    private void acknowledge(Tenant town, Account duty) {
        var slug = town.slug().value();
        var past = clock.instant().minus(LONG_PAST);
        for (var task : tenancy.as(slug, () -> tasks.list(TASKS))) {
            if (task.state() == DutyTask.State.OPEN && task.moment().isBefore(past)) {
                DemoClock.at(
                        task.moment().plus(Duration.ofMinutes(6)),
                        () -> tenancy.run(slug, () -> {
                            tasks.acknowledge(task.id(), duty.id());
                            tasks.finish(task.id());
                        }));
            }
        }
    }
}
