package org.allmende.services;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The files of a package: few, small, with plain names, nothing that leads outside its folder. */
final class PackageFiles {

    static final String SERVICE = "service.yaml";
    static final String FORM = "form.yaml";
    static final String PROCESS = "process.bpmn";

    private static final int MOST = 200;
    private static final int LARGEST = 600_000;
    private static final int LARGEST_TOGETHER = 4_000_000;
    private static final Pattern NAME = Pattern.compile(
            "service\\.yaml|form\\.yaml|process\\.bpmn|README\\.md|[a-z][a-z0-9-]{0,39}\\.html|tests/[a-z0-9][a-z0-9-]{0,59}\\.yaml");

    private PackageFiles() {}

    /** What is in a folder or a ZIP. */
    static Map<String, byte[]> read(Path place, Problems problems) throws IOException {
        if (!Files.exists(place)) {
            problems.add(place.toString(), 0, "Das gibt es nicht.", "Nennen Sie den Ordner oder das ZIP des Pakets.");
            return Map.of();
        }
        return Files.isDirectory(place) ? list(place, problems) : unzip(place, problems);
    }

    /** Names and sizes are believed only once they are read. What is no ZIP looks like an empty one. */
    private static Map<String, byte[]> unzip(Path zip, Problems problems) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var packed = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = packed.getNextEntry();
                    entry != null && files.size() <= MOST && problems.none();
                    entry = packed.getNextEntry()) {
                if (!entry.isDirectory()) {
                    var content = packed.readNBytes(LARGEST + 1);
                    if (content.length > LARGEST) {
                        tooLarge(entry.getName(), problems);
                    }
                    files.put(entry.getName(), content);
                }
            }
        } catch (ZipException | EOFException broken) {
            files.clear();
        }
        if (files.isEmpty()) {
            problems.add(
                    String.valueOf(zip.getFileName()),
                    0,
                    "Das ist kein unbeschädigtes ZIP mit einem Paket.",
                    "Packen Sie den Ordner des Pakets neu.");
        }
        return withoutFolder(files);
    }

    /** Most programs pack the folder itself, not what is in it. */
    private static Map<String, byte[]> withoutFolder(SortedMap<String, byte[]> files) {
        var folder = files.isEmpty() ? "" : files.firstKey().replaceFirst("[^/]*$", "");
        if (folder.isEmpty() || !files.keySet().stream().allMatch(name -> name.startsWith(folder))) {
            return files;
        }
        var inside = new TreeMap<String, byte[]>();
        files.forEach((name, content) -> inside.put(name.substring(folder.length()), content));
        return inside;
    }

    /** Links are not followed but refused. */
    private static Map<String, byte[]> list(Path folder, Problems problems) throws IOException {
        var files = new TreeMap<String, byte[]>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                var name = folder.relativize(path).toString().replace('\\', '/');
                if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    problems.add(
                            name, 0, "Verknüpfungen sind nicht erlaubt.", "Legen Sie die Datei selbst in das Paket.");
                } else if (attributes.size() > LARGEST) {
                    tooLarge(name, problems);
                } else {
                    files.put(name, Files.readAllBytes(path));
                }
                return files.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    static void check(Map<String, byte[]> files, Problems problems) {
        if (files.size() > MOST) {
            problems.add(
                    "",
                    0,
                    "Das Paket hat mehr als %d Dateien.".formatted(MOST),
                    "Entfernen Sie, was nicht gebraucht wird.");
        }
        long together = 0;
        for (var file : files.entrySet()) {
            together += file.getValue().length;
            if (!NAME.matcher(file.getKey()).matches()) {
                problems.add(
                        file.getKey(),
                        0,
                        "Eine Datei mit diesem Namen gehört nicht in ein Paket.",
                        "Erlaubt sind service.yaml, form.yaml, process.bpmn, README.md, Vorlagen wie notice.html und tests/name.yaml.");
            }
            if (file.getValue().length > LARGEST) {
                tooLarge(file.getKey(), problems);
            }
        }
        if (together > LARGEST_TOGETHER) {
            problems.add(
                    "", 0, "Das Paket ist größer als %d MB.".formatted(LARGEST_TOGETHER / 1_000_000), "Kürzen Sie es.");
        }
        files.forEach((name, content) -> {
            if (text(content).isEmpty()) {
                problems.add(name, 0, "Die Datei ist kein Text in UTF-8.", "Speichern Sie sie als UTF-8.");
            }
        });
        for (var name : new String[] {SERVICE, FORM, PROCESS}) {
            if (!files.containsKey(name)) {
                problems.add(name, 0, "Die Datei fehlt.", "Legen Sie sie an.");
            }
        }
    }

    /** A package consists of text; empty for anything else. */
    private static Optional<String> text(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** The files of a package that was checked, as texts in alphabetical order. */
    static SortedMap<String, String> texts(Map<String, byte[]> files) {
        var texts = new TreeMap<String, String>();
        files.forEach((name, content) -> texts.put(name, text(content).orElseThrow()));
        return texts;
    }

    private static void tooLarge(String name, Problems problems) {
        problems.add(name, 0, "Die Datei ist größer als %d KB.".formatted(LARGEST / 1000), "Kürzen Sie sie.");
    }

    /** SHA-256 over names and contents, in alphabetical order. */
    static String digest(Map<String, byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(files).forEach((name, content) -> {
                digest.update((name + '\n' + content.length + '\n').getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
