package org.allmende.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.editions.Terms;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a tenant shows its measurements.
 *
 * @param fields the Handlungsfelder in their order; empty: as the region's lead has them
 * @param stations levels of single stations, by the number of their datastream
 */
public record Arrangement(List<FieldOfAction> fields, Map<Integer, List<Level>> stations) {

    private static final Arrangement STANDARD = read();

    /** What a region begins with: the usual Handlungsfelder, in the words that come along. */
    public static Arrangement standard() {
        return STANDARD;
    }

    private static Arrangement read() {
        try (var json = new ClassPathResource("dashboard/standard.json").getInputStream()) {
            return JsonMapper.shared().readValue(json, Arrangement.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public Optional<UseCase> find(String useCase) {
        return fields.stream()
                .flatMap(field -> field.useCases().stream())
                .filter(it -> it.id().equals(useCase))
                .findFirst();
    }

    /** The same with other Handlungsfelder. */
    public Arrangement with(List<FieldOfAction> others) {
        return new Arrangement(List.copyOf(others), stations);
    }

    /** The same with another use case in the place of the one with its id. */
    public Arrangement with(UseCase other) {
        return with(fields.stream()
                .map(field -> field.with(field.useCases().stream()
                        .map(it -> it.id().equals(other.id()) ? other : it)
                        .toList()))
                .toList());
    }

    /** The same with a station's own levels; without any those of its use case hold. */
    public Arrangement with(int datastream, List<Level> levels) {
        var all = new TreeMap<>(stations);
        if (levels.isEmpty()) {
            all.remove(datastream);
        } else {
            all.put(datastream, levels);
        }
        return new Arrangement(fields, all);
    }

    Optional<UseCase> ofProperty(String definition) {
        return fields.stream()
                .flatMap(field -> field.useCases().stream())
                .filter(it -> it.property().equals(definition))
                .findFirst();
    }

    /** An edition has those of its source until it gets some of its own. */
    List<Level> levels(Datastream it, UseCase of) {
        var inherited = Terms.source(it).map(stations::get).orElseGet(of::levels);
        return stations.getOrDefault(it.id(), inherited);
    }
}
