package org.allmende.region.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.region.Boundary;
import org.allmende.region.District;
import org.allmende.region.RegionPack;
import org.allmende.region.gazetteer.Csv;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * A region pack as files: {@code region.yaml}, {@code municipalities.csv}, {@code boundaries.geojson} and, if somebody has
 * collected them, the Ortsteile in {@code districts.csv}.
 */
final class PackFolder {

    private interface Contents {
        @Nullable
        String read(String file) throws IOException;
    }

    private final String name;
    private final Contents files;

    private PackFolder(String name, Contents files) {
        this.name = name;
        this.files = files;
    }

    static PackFolder of(Path folder) {
        return new PackFolder(folder.toString(), file -> {
            try {
                return Files.readString(folder.resolve(file));
            } catch (NoSuchFileException e) {
                return null;
            }
        });
    }

    static PackFolder bundled(String pack) {
        return new PackFolder("regions/" + pack, file -> {
            try (var stream = PackFolder.class.getResourceAsStream("/regions/" + pack + "/" + file)) {
                return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    Manifest manifest() {
        return Manifest.parse(name + "/region.yaml", text("region.yaml"));
    }

    RegionPack pack() {
        var manifest = manifest();
        var settlements = Csv.parse(name + "/municipalities.csv", text("municipalities.csv")).rows().stream()
                .map(Settlement::of)
                .toList();
        var boundaries = boundaries();
        try {
            return PackMaker.make(manifest, settlements, boundaries::get, districts(settlements), List.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The region pack %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** Each line names the municipality by its key and may add a postal code of its own. */
    private List<District> districts(List<Settlement> settlements) {
        var text = find("districts.csv");
        if (text == null) {
            return List.of();
        }
        var slugs = settlements.stream()
                .collect(Collectors.toMap(one -> one.municipality().ags(), Settlement::slug));
        return Csv.parse(name + "/districts.csv", text).rows().stream()
                .map(row -> {
                    var slug = slugs.get(row.get("ags"));
                    if (slug == null) {
                        throw row.problem(
                                "names \"%s\", which is no key in municipalities.csv".formatted(row.get("ags")));
                    }
                    try {
                        return new District(slug, row.get("name"), row.get("plz"));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                "%s, line %d: %s".formatted(row.source(), row.line(), e.getMessage()), e);
                    }
                })
                .toList();
    }

    private Map<String, Boundary> boundaries() {
        var found = new HashMap<String, Boundary>();
        try {
            for (var feature :
                    new ObjectMapper().readTree(text("boundaries.geojson")).path("features")) {
                found.put(feature.path("id").asString(""), Boundary.ofGeoJson(feature.path("geometry")));
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s/boundaries.geojson is no JSON: %s".formatted(name, e.getOriginalMessage()), e);
        }
        return found;
    }

    private String text(String file) {
        var text = find(file);
        if (text == null) {
            throw new IllegalArgumentException("The region pack %s has no %s; add the file.".formatted(name, file));
        }
        return text;
    }

    private @Nullable String find(String file) {
        try {
            return files.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read %s/%s".formatted(name, file), e);
        }
    }
}
