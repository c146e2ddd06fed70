package org.allmende.operating;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.Sources;

/** The Eheurkunde as another county sends it, packed with its folder. */
final class ServicePackages {

    private ServicePackages() {}

    static Path zip(Path file, String version) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var path : Sources.paths("packages/eheurkunde")) {
                var text = Sources.read(path).replace("version: 1.0.0", "version: " + version);
                zip.putNextEntry(new ZipEntry(path.substring("packages/".length())));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
