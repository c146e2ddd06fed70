package org.allmende.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.allmende.Findings;
import org.allmende.Sources;
import org.junit.jupiter.api.Test;

class FilesTest {

    private static final int LONG = 400;

    /** In a comment of a longer file, with what keeps it in one piece. */
    private static final Pattern REASON = Pattern.compile("(?i)longer than 400 lines because \\w+");

    private static final List<String> TEXT = List.of(
            ".java",
            ".jte",
            ".sql",
            ".ts",
            ".mjs",
            ".css",
            ".scss",
            ".md",
            ".yaml",
            ".yml",
            ".xml",
            ".properties",
            ".html",
            ".bpmn",
            ".json",
            ".geojson",
            ".csv",
            ".txt",
            ".sh",
            "/allmende",
            "/run",
            "/build",
            "/.npmrc",
            ".gitignore");

    private static final List<Trace> TRACES = List.of(
            new Trace("a folder of one machine", "(?<![\\w.:/-])/(?:work|root)/|/home/\\w+/|/Users/\\w+/"),
            new Trace(
                    "a registry's host",
                    "registry\\.npmjs|repo1?\\.maven\\.|maven\\.org/maven2|registry\\.yarnpkg|\"resolved\":|deb\\.debian\\.org"),
            new Trace("something left to do", "\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b"),
            new Trace("a name under a file", "@auth" + "or\\b"));

    /** What must not be left in a file. */
    private record Trace(String what, Pattern pattern) {
        Trace(String what, String pattern) {
            this(what, Pattern.compile(pattern));
        }
    }

    @Test
    void noFileIsLongWithoutSayingWhy() {
        var findings = new Findings();
        for (var file : Sources.in("", ".java", ".jte", ".sql", ".ts", ".mjs", ".css", ".scss")) {
            var lines = file.lines().size();
            findings.addIf(
                    lines > LONG && !REASON.matcher(file.text()).find(),
                    "%s has %d lines: split it by its ideas, or say in it 'longer than 400 lines because …'",
                    file.path(),
                    lines);
        }
        findings.expectNone("a file is read in one go");
    }

    @Test
    void filesCarryNoTraceOfWhereTheyWereWritten() {
        var findings = new Findings();
        for (var path : Sources.paths("")) {
            if (path.endsWith("rules/FilesTest.java") || TEXT.stream().noneMatch(("/" + path)::endsWith)) {
                continue;
            }
            var file = new Sources.File(path, Sources.read(path));
            for (var trace : TRACES) {
                var found = trace.pattern().matcher(file.text());
                while (found.find()) {
                    findings.add("%s:%d has %s: %s", path, file.lineOf(found.start()), trace.what(), found.group());
                }
            }
        }
        findings.expectNone("the project is the same wherever it is checked out, and finished");
    }

    @Test
    void everyPackageSaysInASentenceWhatItIsFor() {
        var findings = new Findings();
        var folders = Sources.paths("src/main/java").stream()
                .filter(path -> path.endsWith(".java"))
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .distinct()
                .toList();
        assertThat(folders).as("packages").hasSizeGreaterThan(10);
        for (var folder : folders) {
            var path = folder + "/package-info.java";
            if (!Sources.exists(path)) {
                findings.add("%s has no package-info.java", folder);
                continue;
            }
            var text = Sources.read(path);
            findings.addIf(
                    !text.matches("(?s).*/\\*\\*\\s*(?:\\*\\s)?\\s*[A-Z](?:[^@]|\\{@){15,}\\..*?\\*/.*"),
                    "%s has no sentence",
                    path);
            findings.addIf(!text.contains("@NullMarked"), "%s is not @NullMarked", path);
        }
        findings.expectNone("a package is an idea, and an idea has a sentence");
    }
}
