package org.allmende.platform.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The passwords of the database roles: random, in a file that only its owner reads, beside the data and never in it. */
record Secrets(Map<String, String> passwords) {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "allmende_owner";
    static final String APP = "allmende_app";
    static final String RUNNER = "allmende_runner";

    static Path in(Path folder) {
        return folder.resolve("secrets").resolve("postgres");
    }

    static Secrets keptIn(Path file) throws IOException {
        var passwords = new TreeMap<String, String>();
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            for (var line : Files.readAllLines(file)) {
                var name = line.split("=", 2);
                if (name.length == 2) {
                    passwords.put(name[0], name[1]);
                }
            }
        }
        var known = passwords.size();
        List.of(SUPERUSER, OWNER, APP, RUNNER).forEach(role -> passwords.computeIfAbsent(role, it -> random()));
        if (passwords.size() > known) {
            write(file, passwords);
        }
        return new Secrets(passwords);
    }

    Credentials of(String role) {
        return new Credentials(role, Objects.requireNonNull(passwords.get(role), role));
    }

    private static void write(Path file, Map<String, String> passwords) throws IOException {
        var folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        // a temporary file has mode 0600 from its first byte
        var written = Files.createTempFile(folder, "postgres", ".new");
        Files.writeString(
                written,
                passwords.entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue() + "\n")
                        .collect(joining()));
        Folders.force(written);
        Files.move(written, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return passwords.keySet().toString();
    }
}
