package org.allmende;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The files of the project, as they lie in the repository. */
public final class Sources {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Set<String> MADE = Set.of(".git", "target", "node_modules", "data", ".idea", ".vscode");
    private static final List<Path> ALL = walk();

    private Sources() {}

    /** A file of the project. */
    public record File(String path, String text) {

        public List<String> lines() {
            return text.lines().toList();
        }

        /** The line, counted from one, in which this place of the text lies. */
        public int lineOf(int place) {
            return 1
                    + (int) text.substring(0, place)
                            .chars()
                            .filter(letter -> letter == '\n')
                            .count();
        }

        public boolean isJava() {
            return path.endsWith(".java");
        }
    }

    /** The files under a folder with one of these endings, as text; all endings when none is given. */
    public static List<File> in(String folder, String... endings) {
        return paths(folder).stream()
                .filter(path -> endings.length == 0 || Arrays.stream(endings).anyMatch(path::endsWith))
                .map(path -> new File(path, read(path)))
                .toList();
    }

    /** Paths of all files under a folder, from the project's root, with slashes. */
    public static List<String> paths(String folder) {
        return ALL.stream()
                .map(path -> ROOT.relativize(path).toString().replace('\\', '/'))
                .filter(path -> folder.isEmpty() || path.startsWith(folder + "/"))
                .toList();
    }

    public static boolean exists(String path) {
        return Files.exists(ROOT.resolve(path));
    }

    public static String read(String path) {
        try {
            return new String(Files.readAllBytes(ROOT.resolve(path)), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> walk() {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return MADE.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && !file.endsWith(".git")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        files.sort(null);
        return List.copyOf(files);
    }
}
