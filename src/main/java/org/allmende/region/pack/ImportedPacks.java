package org.allmende.region.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.allmende.region.RegionPack;

/** Packs that the operator took in, in the data folder: they outlive the place from which they came. */
public final class ImportedPacks {

    private static final List<String> FILES = List.of("region.yaml", "municipalities.csv", "boundaries.geojson");

    /** Not every region has collected them. */
    private static final String DISTRICTS = "districts.csv";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");

    private final Path folder;

    public ImportedPacks(Path data) {
        folder = data.resolve("regions");
    }

    /**
     * Checks a pack and keeps it under the name of its folder; an earlier one of that name is replaced.
     *
     * @throws IllegalArgumentException with a sentence for the person who brings it
     */
    public RegionPack add(Path from) {
        var name = nameOf(from);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A region pack is called like its folder, so \"%s\" must be of small letters, digits and hyphens; rename it."
                            .formatted(name));
        }
        if (Packs.BUNDLED.contains(name)) {
            throw new IllegalArgumentException(
                    "The region pack %s comes along with this program already; rename the folder.".formatted(name));
        }
        var pack = PackFolder.of(from).pack();
        try {
            var kept = Files.createDirectories(folder.resolve(name));
            for (var file : FILES) {
                Files.copy(from.resolve(file), kept.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(kept.resolve(DISTRICTS));
            if (Files.exists(from.resolve(DISTRICTS))) {
                Files.copy(from.resolve(DISTRICTS), kept.resolve(DISTRICTS));
            }
            return pack;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The region pack cannot be kept in " + folder, unwritable);
        }
    }

    public static String nameOf(Path pack) {
        return String.valueOf(pack.toAbsolutePath().normalize().getFileName());
    }

    /** The folder of a pack that was taken in under this name, otherwise what was asked for. */
    String locate(String wanted) {
        return NAME.matcher(wanted).matches() && Files.isDirectory(folder.resolve(wanted))
                ? folder.resolve(wanted).toString()
                : wanted;
    }
}
