package org.allmende.platform.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once from the archive in the class path. */
record Programs(Path folder) {
    /** The version in the pom; a test compares it with what the server says. */
    static final String VERSION = "17.11";

    static final String MAJOR = "17";

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    Path pgCtl() {
        return folder.resolve("bin/pg_ctl");
    }

    static Programs unpackedIn(Path folder) throws IOException {
        var programs = new Programs(folder);
        if (!Files.exists(programs.postgres())) {
            programs.unpack();
        }
        return programs;
    }

    /** Complete or not there at all: another process may be unpacking into the same place, and the power may fail. */
    private void unpack() throws IOException {
        var parent = Objects.requireNonNull(folder.getParent());
        Files.createDirectories(parent);
        var unpacking = Files.createTempDirectory(parent, folder.getFileName() + ".unpacking");
        Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            unpackInto(unpacking);
            Folders.force(unpacking);
            Files.move(unpacking, folder, ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(postgres())) {
                throw e;
            }
        } finally {
            Folders.delete(unpacking);
        }
    }

    private static void unpackInto(Path target) throws IOException {
        var archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (var packed = Programs.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new PostgresFailed(
                        "This program brings no PostgreSQL for %s %s. Set allmende.database.url to a PostgreSQL server of your own."
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The archive of PostgreSQL leads outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Where the archive for a system lies in the class path: {@code /postgres-linux-x86_64.txz}. */
    static String archive(String system, String architecture) {
        var kind = system.startsWith("Mac") ? "darwin" : "linux";
        var processor = switch (architecture) {
            case "aarch64", "arm64" -> "arm_64";
            case "amd64", "x86_64" -> "x86_64";
            default -> architecture;
        };
        return "/postgres-%s-%s.txz".formatted(kind, processor);
    }
}
