package org.allmende.platform.postgres;

import static java.nio.file.StandardOpenOption.READ;
import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What befalls a folder, or a single file, with all that is in it. */
final class Folders {
    private Folders() {}

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Onto the disk, so that it outlives a power failure; all at the end, since one by one takes eight times as long. */
    static void force(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try (var written = FileChannel.open(file, READ)) {
                    written.force(true);
                }
            }
        }
    }
}
