package org.allmende.platform.files;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a JPEG of a photo in the format of iPhones (HEIC, ISO/IEC 23008-12) with the program of libheif. A decoder of pictures
 * from anybody runs in a process of its own, with limits of time and memory and nothing in its environment; what comes out
 * is checked like any upload.
 */
final class HeicConverter {

    /** There is no such program here: a photo is asked for as JPEG. */
    static final HeicConverter NONE = new HeicConverter(null);

    private static final Logger LOG = LoggerFactory.getLogger(HeicConverter.class);
    private static final List<String> PROGRAMS = List.of("heif-dec", "heif-convert");
    private static final int SECONDS = 30;

    /** Seconds of computing and KiB of addresses; where the system knows no such limit, the time alone holds. */
    private static final String LIMITED =
            "ulimit -t 20 2>/dev/null; ulimit -v 1500000 2>/dev/null; exec \"$0\" --quiet -q 85 in.heic out.jpg";

    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    private final @Nullable Path program;
    private final Semaphore atOnce = new Semaphore(2);

    private HeicConverter(@Nullable Path program) {
        this.program = program;
    }

    /** The program of the configuration, else the one on the path, else none. */
    static HeicConverter find(String configured) {
        if (!configured.isBlank()) {
            return new HeicConverter(Path.of(configured));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(HeicConverter::new)
                .orElse(NONE);
    }

    boolean isThere() {
        return program != null;
    }

    /** The photo as JPEG; nothing when the program cannot make one of it. */
    Optional<byte[]> convert(InputStream heic) throws IOException {
        if (program == null) {
            return Optional.empty();
        }
        atOnce.acquireUninterruptibly();
        var folder = Files.createTempDirectory(inMemory(), "heic", PosixFilePermissions.asFileAttribute(OURS_ALONE));
        try {
            Files.copy(heic, folder.resolve("in.heic"));
            return run(program, folder) ? read(folder) : Optional.empty();
        } finally {
            delete(folder);
            atOnce.release();
        }
    }

    /** Where nothing reaches a disk, if the system has such a place: the content is not encrypted there. */
    private static Path inMemory() {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static boolean run(Path program, Path folder) throws IOException {
        var builder = new ProcessBuilder("/bin/sh", "-c", LIMITED, program.toString())
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        var process = builder.start();
        try {
            var ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                LOG.warn("{} makes no JPEG of a photo", program);
                return false;
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    /** A file with several photos gives several; the first is the one that is shown. */
    private static Optional<byte[]> read(Path folder) throws IOException {
        try (Stream<Path> made = Files.list(folder)) {
            var first = made.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .findFirst();
            return first.isPresent() ? Optional.of(Files.readAllBytes(first.get())) : Optional.empty();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
