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

    /** All of Leonie Hartwig's cases before this one are past their question. */
    private final AtomicInteger firstOpen = new AtomicInteger();

    Tour(
            Regions regions,
            DemoLoad load,
            DemoAccounts accounts,
            StoryTeller teller,
            Stations stations,
            Histories histories) {
        this.regions = regions;
        this.load = load;
        this.accounts = accounts;
        this.teller = teller;
        this.stations = stations;
        this.histories = histories;
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

    /** Path of the gauge whose water rose highest above its stages within a year, in the week of it; none while nothing is loaded. */
    public Optional<String> flood() {
        record Flood(Station station, Histories.Episode episode) {

            private double above() {
                return episode.worst() - station.levels().getFirst().at();
            }
        }
        return stations.current().stations().stream()
                .filter(it -> it.useCase().id().equals("pegel") && !it.levels().isEmpty())
                .flatMap(it -> histories.episodes(it).stream().map(episode -> new Flood(it, episode)))
                .max(Comparator.comparingDouble(Flood::above))
                .map(it -> "%s?zeit=woche&bis=%s"
                        .formatted(it.station().path(), it.episode().peak().plusDays(4)));
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
