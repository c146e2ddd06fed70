package org.allmende.demo;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Case;
import org.allmende.cases.CaseState;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.geo.Atlases;
import org.allmende.geo.Here;
import org.allmende.geo.Plan;
import org.allmende.geo.Plans;
import org.allmende.measures.Measure;
import org.allmende.measures.Rule;
import org.allmende.measures.Rules;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.stereotype.Component;

/** What the tour needs to be there: a case with an open question, and one with a notice. */
@OnlyInDemo
@Component
public class Tour {

    private static final Set<CaseState> WITH_NOTICE = Set.of(CaseState.NOTICE_READY, CaseState.DONE);

    private final Regions regions;
    private final DemoLoad load;
    private final DemoAccounts accounts;
    private final StoryTeller teller;
    private final Stations stations;
    private final Histories histories;
    private final Atlases atlases;
    private final Plans plans;
    private final Rules rules;
    private final Tenancy tenancy;

    /** All of Leonie Hartwig's cases before this one are past their question. */
    private final AtomicInteger firstOpen = new AtomicInteger();

    Tour(
            Regions regions,
            DemoLoad load,
            DemoAccounts accounts,
            StoryTeller teller,
            Stations stations,
            Histories histories,
            Atlases atlases,
            Plans plans,
            Rules rules,
            Tenancy tenancy) {
        this.regions = regions;
        this.load = load;
        this.accounts = accounts;
        this.teller = teller;
        this.stations = stations;
        this.histories = histories;
        this.atlases = atlases;
        this.plans = plans;
        this.rules = rules;
        this.tenancy = tenancy;
    }

    /** A case and the code that opens it. */
    public record Opened(Case it, AccessCode code) {}

    public Tenant town() {
        return Place.ofTour(regions.current());
    }

    /**
     * Leonie Hartwig's case with the open question; none where nobody offers the service. When others on the tour have
     * answered it, she asks for another certificate.
     */
    public synchronized Optional<Opened> question() {
        var stories = load.stories();
        if (!stories.canBeTold()) {
            return Optional.empty();
        }
        for (int number = firstOpen.get(); ; number++) {
            var opened = prepared(stories.question(number));
            if (opened.it().state() == CaseState.QUESTION_OPEN) {
                firstOpen.set(number);
                return Optional.of(opened);
            }
        }
    }

    /** Her newest case with a notice, else the one that was prepared. */
    public Optional<Opened> notice() {
        var stories = load.stories();
        for (int number = firstOpen.get(); number >= 0; number--) {
            var found = find(stories.question(number));
            if (found.isPresent()) {
                return found;
            }
        }
        return stories.canBeTold() ? Optional.of(prepared(stories.notice())) : Optional.empty();
    }

    /** The worst days at a gauge. */
    record Flood(Station station, Histories.Episode episode) {

        private double above() {
            return episode.worst() - station.levels().getFirst().at();
        }
    }

    /** Path of the gauge whose water rose highest above its stages within a year, in the week of it; none while nothing is loaded. */
    public Optional<String> flood() {
        return worst().map(it -> "%s?zeit=woche&bis=%s"
                .formatted(it.station().path(), it.episode().peak().plusDays(4)));
    }

    /** Who is on duty where the water rose highest: their log-in. */
    public String duty() {
        return accounts.townHall(dutyTown());
    }

    private Tenant dutyTown() {
        return worst().map(it -> it.station().tenant())
                .flatMap(regions.current()::find)
                .orElseGet(this::town);
    }

    /** Path of the round past what is full, which whoever is on duty sends out; the rules while there is none. */
    public String round() {
        var desk = "/arbeitsplatz/regeln";
        return tenancy.as(dutyTown().slug().value(), rules::list).stream()
                .filter(rule -> rule.state() == Rule.State.ACTIVE)
                .filter(rule -> rule.definition().measures().stream().anyMatch(Measure.Round.class::isInstance))
                .findFirst()
                .map(rule -> "%s/%s/runde".formatted(desk, rule.id()))
                .orElse(desk);
    }

    Optional<Flood> worst() {
        return stations.current().stations().stream()
                .filter(it -> it.useCase().id().equals("pegel") && !it.levels().isEmpty())
                .flatMap(it -> histories.episodes(it).stream().map(episode -> new Flood(it, episode)))
                .max(Comparator.comparingDouble(Flood::above));
    }

    /** Where the citizen of the tour asks what may be built: in the middle of the newest plan of the town. */
    public String buildingLand() {
        var atlas = atlases.current();
        return atlas.plansOf(town().slug().value()).stream()
                .filter(plan -> plan.kind() == Plan.Kind.BP)
                .sorted(Comparator.comparing((Plan plan) -> plan.origin().earlier() == null))
                .flatMap(plan -> atlas.featuresOf(plan).stream())
                .filter(feature -> feature.type().equals("BP_BaugebietsTeilFlaeche"))
                .findFirst()
                .map(Here::path)
                .orElse("/karte");
    }

    /** Path of a draft that waits for its planner, the newest first; the list when there is none. */
    public String draftPlan() {
        var desk = "/arbeitsplatz/plaene";
        return tenancy.as(town().slug().value(), plans::list).stream()
                .filter(plan -> plan.state() == Plan.State.DRAFT)
                .findFirst()
                .map(plan -> "%s/%s".formatted(desk, plan.id()))
                .orElse(desk);
    }

    private Opened prepared(Story story) {
        accounts.ensure();
        return new Opened(teller.tell(story), story.code());
    }

    private Optional<Opened> find(Story story) {
        return teller.find(story)
                .filter(it -> WITH_NOTICE.contains(it.state()))
                .map(it -> new Opened(it, story.code()));
    }
}
