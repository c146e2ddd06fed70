package org.allmende.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Observation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.Observations;
import org.springframework.stereotype.Component;

/**
 * Notices which stations say something that they did not say before. A commit only rings; what is said is read as the pages
 * read it, so that nothing gets out here that is on no page. For one reader, who asks from one thread.
 */
@Component
public class StationNews {

    private final Observations observations;
    private final Datastreams datastreams;
    private final Stations stations;
    private final Histories histories;
    private final Set<Integer> touched = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
    private final Map<Integer, Told> told = new HashMap<>();

    /**
     * What a station says now.
     *
     * @param values what was not known before, the oldest first; empty if it only fell silent or is judged anew
     */
    public record News(Station station, Optional<Reading> reading, List<Observation> values) {}

    private record Told(Set<ObservationKey> keys, Optional<Reading.Freshness> freshness, Optional<Level> level) {}

    StationNews(Observations observations, Datastreams datastreams, Stations stations, Histories histories) {
        this.observations = observations;
        this.datastreams = datastreams;
        this.stations = stations;
        this.histories = histories;
    }

    /** From now on; what the stations say already is no news. */
    public void begin() {
        look(stations.current().stations());
        observations.follow(this::ring);
    }

    private void ring(List<Observation> batch) {
        int last = -1;
        for (var one : batch) {
            if (one.key().datastream() != last) {
                last = one.key().datastream();
                touched.add(last);
            }
        }
        bell.offer(true);
    }

    /** Whether something was committed within this time. */
    public boolean await(long millis) throws InterruptedException {
        return bell.poll(millis, TimeUnit.MILLISECONDS) != null;
    }

    /** Of the stations for which something was committed since this was asked last. */
    public List<News> take() {
        var ids = new HashSet<>(touched);
        touched.removeAll(ids);
        return ids.isEmpty()
                ? List.of()
                : look(stations.current().stations().stream()
                        .filter(it -> ids.contains(it.id()))
                        .toList());
    }

    /** Of all stations: what fell silent, what another instance has stored, what may be shown only now. */
    public List<News> sweep() {
        return look(stations.current().stations());
    }

    /** Whether everybody may see it at this moment; pages learn it a few seconds later. */
    public boolean isShown(int datastream) {
        return datastreams.find(datastream).filter(it -> it.isShownTo(null)).isPresent();
    }

    private List<News> look(List<Station> all) {
        var news = new ArrayList<News>();
        for (var station : all) {
            if (isShown(station.id())) {
                look(station).ifPresent(news::add);
            }
        }
        return news;
    }

    private Optional<News> look(Station station) {
        var latest = histories.latest(station);
        var reading = histories.reading(station);
        var now = new Told(
                latest.stream().map(Observation::key).collect(Collectors.toSet()),
                reading.map(Reading::freshness),
                reading.flatMap(Reading::level));
        var before = told.put(station.id(), now);
        if (now.equals(before)) {
            return Optional.empty();
        }
        var values = latest.stream()
                .filter(it -> before == null || !before.keys().contains(it.key()))
                .toList()
                .reversed();
        return Optional.of(new News(station, reading, values));
    }
}
