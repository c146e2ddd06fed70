package org.allmende.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The entries of the catalogue that come with the server. */
@Component
public class CatalogueEntries {

    static final String FOLDER = "catalogue/";

    private volatile List<Entry> known = List.of();

    /** All of them, in the order of their names. */
    public List<Entry> list() {
        return known;
    }

    void take(List<Entry> entries) {
        known = List.copyOf(entries);
    }

    static List<Entry> bundled() {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver()
                            .getResources("classpath:packages/" + FOLDER + "*.yaml"))
                    .map(CatalogueEntries::read)
                    .sorted((one, other) ->
                            one.profile().name().compareTo(other.profile().name()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Entry read(Resource resource) {
        try {
            return EntryReader.read(String.valueOf(resource.getFilename()), resource.getContentAsByteArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
