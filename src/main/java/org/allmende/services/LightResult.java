package org.allmende.services;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.services.form.Text;

/**
 * What comes of a light service: decisions, letters, and what can be done against a refusal.
 *
 * @param kind as in {@link Outcome.Kind}; with {@code none} nothing is decided, and the office only says that it is done
 * @param letter what the letter says when it is granted, in German
 * @param remedy {@code objection}, {@code social}, {@code action}, {@code registry} or {@code none}
 */
record LightResult(String kind, String letter, String remedy) {

    private static final String SETTLED = "none";
    private static final String WITH_LETTER = "process.bpmn";
    private static final String WITHOUT_LETTER = "process-settled.bpmn";

    static LightResult read(YamlMap map) {
        var kind = map.text("kind");
        if (kind.equals(SETTLED)) {
            for (var key : new String[] {"letter", "remedy"}) {
                if (map.has(key)) {
                    map.problem(
                            key,
                            "Zu diesem Ausgang gibt es kein Schreiben („kind: none“).",
                            "Entfernen Sie „%s“, oder nennen Sie bei „kind“, was die Person bekommt.".formatted(key));
                }
            }
            map.done();
            return new LightResult(kind, "", "none");
        }
        var remedy = map.text("remedy");
        boolean known = remedy.matches("objection|social|action|registry|none");
        if (!known) {
            map.problem(
                    "remedy",
                    "Diesen Rechtsbehelf gibt es nicht.",
                    "Möglich sind objection, social, action, registry und none.");
        }
        var letter = map.map("letter");
        var result = new LightResult(kind, letter.text("de"), known ? remedy : "none");
        letter.done();
        map.done();
        return result;
    }

    boolean hasLetter() {
        return !kind.equals(SETTLED);
    }

    /** Whether this is the process that all light packages have, and nobody has changed it for this one. */
    static boolean isShared(byte[] process, String name) {
        var lines = new String(process, StandardCharsets.UTF_8).lines().toList();
        return Stream.of(WITH_LETTER, WITHOUT_LETTER)
                .anyMatch(part -> LightParts.part(part, Map.of("name", name))
                        .lines()
                        .toList()
                        .equals(lines));
    }

    /** The decisions of {@code service.yaml}. */
    String decisions() {
        return hasLetter()
                ? LightParts.part(
                        "decisions.yaml", Map.of("grant", LightParts.words(granting()), "heading", headline()))
                : LightParts.part("settled.yaml", Map.of());
    }

    /** The process and the letters, by name of the file. */
    Map<String, String> files(Map<String, String> shared, boolean fee) {
        var files = new LinkedHashMap<String, String>();
        files.put(PackageFiles.PROCESS, LightParts.part(hasLetter() ? WITH_LETTER : WITHOUT_LETTER, shared));
        if (hasLetter()) {
            files.put("notice.html", notice(shared, fee));
            files.put("refusal.html", LightParts.part("refusal.html", shared).replace("@remedy@", against(remedy)));
        }
        return files;
    }

    /** What the clerk presses; {@link #headline} is what the citizen then reads. */
    private Text granting() {
        return switch (kind) {
            case "permit" -> new Text("Erlauben", "Permit");
            case "certificate" -> new Text("Ausstellen", "Issue");
            case "confirmation" -> new Text("Bestätigen", "Confirm");
            default -> new Text("Bewilligen", "Grant");
        };
    }

    private String headline() {
        return switch (kind) {
            case "permit" -> "Genehmigung";
            case "certificate" -> "Bescheinigung";
            case "confirmation" -> "Bestätigung";
            default -> "Bescheid";
        };
    }

    private String notice(Map<String, String> shared, boolean fee) {
        var paragraphs = letter.lines()
                .filter(line -> !line.isBlank())
                .map(line -> "  <p>%s</p>".formatted(LightParts.escaped(line.strip())))
                .collect(Collectors.joining("\n"));
        boolean burdens = fee || kind.matches("permit|notice");
        return LightParts.part("notice.html", shared)
                .replace("@decision@", headline())
                .replace("@letter@", paragraphs)
                .replace("@fee@", fee ? LightParts.part("fee.html", Map.of()) : "")
                .replace("@remedy@", burdens ? against(againstTheFee()) : "");
    }

    /** The court of § 49 PStG orders a registry to act; its fee is contested like any other. */
    private String againstTheFee() {
        return remedy.equals("registry") ? "objection" : remedy;
    }

    private static String against(String remedy) {
        return remedy.equals("none") ? "" : LightParts.part(remedy + ".html", Map.of());
    }
}
