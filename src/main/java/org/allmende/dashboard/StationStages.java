package org.allmende.dashboard;

import java.util.List;
import org.allmende.measures.Stages;
import org.allmende.sensing.Datastream;
import org.springframework.stereotype.Component;

/** The levels of a station as warning stages for rules: those that matter to somebody who passes by. */
@Component
class StationStages implements Stages {

    private final Stations stations;

    StationStages(Stations stations) {
        this.stations = stations;
    }

    @Override
    public List<Stage> of(Datastream station) {
        return stations.current().find(station.tenant(), station.id()).stream()
                .flatMap(it -> it.levels().stream())
                .filter(it -> it.weight().matters())
                .map(it -> new Stage(it.name().de(), it.at(), it.above()))
                .toList();
    }
}
