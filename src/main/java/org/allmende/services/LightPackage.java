package org.allmende.services;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.allmende.services.form.Text;

/**
 * A service described in one file: what is its own, and nothing that a hundred others have as well. The pages about the person
 * who applies, the uploads, the process (check, ask back, decide), the letters and the sample applicant are added here; what
 * comes out is a package like any other, which its office can go on writing as a folder.
 *
 * <p>The author's own lines are taken over as they are, so that every problem found later can name the line in their file.
 */
final class LightPackage {

    private static final Pattern KEY = Pattern.compile("([a-z][a-z-]*):.*");
    private static final String SAMPLE = "tests/beispiel.yaml";

    /** Blocks that a package has under the same name. */
    private static final List<String> TAKEN_OVER =
            List.of("identity", "law", "texts", "catalogue", "target", "deadlines", "identification");

    private final String file;
    private final Problems problems = new Problems();
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final Map<String, Written> files = new TreeMap<>();
    private final YamlMap yaml;

    private LightPackage(String file, byte[] content) {
        this.file = file;
        this.yaml = Yaml.read(file, content, problems);
        split(new String(content, StandardCharsets.UTF_8));
    }

    /** The lines under one key of the author's file, from the line of the key on. */
    private record Block(int first, List<String> lines) {}

    /** What came of the one file. */
    record Expanded(Map<String, byte[]> files, List<Problem> problems) {}

    /** The package that the file stands for, without checking more of it than is needed to write it out. */
    static Expanded expand(String file, byte[] content) {
        var light = new LightPackage(file, content);
        light.write();
        return new Expanded(light.bytes(), light.problems.list());
    }

    /** Checks it like any package; problems name the author's file and line. */
    static PackageReader.Reading read(String file, byte[] content) {
        var light = new LightPackage(file, content);
        light.write();
        boolean whole = light.problems.none();
        if (!whole && light.files.isEmpty()) {
            return new PackageReader.Reading(Optional.empty(), light.problems.list());
        }
        var reading = PackageReader.read(light.bytes());
        if (!whole) {
            // what the author can see in their own lines, all at once; what follows from it elsewhere, later
            reading.problems().stream()
                    .map(light::atItsSource)
                    .filter(problem -> problem.line() > 0)
                    .forEach(light.problems::add);
            return new PackageReader.Reading(Optional.empty(), light.problems.list());
        }
        return new PackageReader.Reading(
                reading.service(),
                reading.problems().stream().map(light::atItsSource).toList());
    }

    private Problem atItsSource(Problem problem) {
        var line = files.getOrDefault(problem.file(), new Written()).source(problem.line());
        return new Problem(file, line, problem.message(), problem.fix());
    }

    private Map<String, byte[]> bytes() {
        var bytes = new LinkedHashMap<String, byte[]>();
        files.forEach((name, written) -> bytes.put(name, written.bytes()));
        return bytes;
    }

    private void split(String text) {
        var lines = text.lines().toList();
        Block block = null;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var key = KEY.matcher(line);
            if (key.matches()) {
                block = new Block(i + 1, new ArrayList<>());
                blocks.put(key.group(1), block);
            }
            if (block != null) {
                block.lines().add(line);
            }
        }
    }

    private void write() {
        if (!problems.none()) {
            return;
        }
        var local = yaml.map("responsible").text("level").equals("municipality");
        var who = yaml.one("who", Who.WORDS, Who.PERSON);
        var documents = documents();
        var outcome = LightResult.read(yaml.map("outcome"));
        var fee = yaml.findMap("fee");
        service(local, documents, fee, outcome);
        form(local, who, documents);
        var shared = Map.of(
                "name", yaml.map("identity").text("name"),
                "title", LightParts.escaped(yaml.map("texts").words("title").de()));
        outcome.files(shared, fee.isPresent()).forEach((name, text) -> files.put(name, new Written().add(text)));
        sample(local, who, documents, outcome);
        TAKEN_OVER.forEach(yaml::has);
        List.of("steps", "sample").forEach(yaml::has);
        yaml.done();
    }

    /** Who applies. */
    private enum Who {
        PERSON,
        ORGANISATION,
        EITHER;

        private static final Map<String, Who> WORDS =
                Map.of("person", PERSON, "organisation", ORGANISATION, "either", EITHER);
    }

    /** A paper to have at hand, and whether it is to be added as a file. */
    private record Paper(String id, Text name, Text hint, String file, String when) {

        boolean isUpload() {
            return !file.isEmpty();
        }
    }

    private List<Paper> documents() {
        var papers = new ArrayList<Paper>();
        for (var map : yaml.maps("documents")) {
            var file = map.findText("file").orElse("");
            if (!file.matches("|required|optional")) {
                map.problem("file", "„file“ ist „required“ oder „optional“.", "Ohne Datei lassen Sie es weg.");
            }
            papers.add(new Paper(
                    map.id("id"),
                    map.words("name"),
                    map.findWords("hint"),
                    file,
                    map.findText("when").orElse("")));
            map.done();
        }
        return papers;
    }

    private void service(boolean local, List<Paper> documents, Optional<YamlMap> fee, LightResult outcome) {
        var out = new Written();
        TAKEN_OVER.forEach(key -> copy(out, key));
        if (!yaml.has("identification")) {
            out.add("identification: none");
        }
        var responsible = yaml.map("responsible");
        var level = responsible.text("level");
        out.add("responsible:");
        out.add("  office: " + LightParts.quoted(responsible.text("office")), responsible.line("office"));
        out.add(local ? "  tenant: ort.ort.tenant" : "  level: " + LightParts.quoted(level), responsible.line("level"));
        responsible
                .findText("handing-on")
                .ifPresent(law -> out.add("  handing-on: " + LightParts.quoted(law), responsible.line("handing-on")));
        responsible.done();
        if (!documents.isEmpty()) {
            out.add("documents:");
            documents.forEach(paper -> out.add(
                    "  - {id: %s, name: %s%s}".formatted(paper.id(), LightParts.words(paper.name()), hint(paper))));
        }
        out.add(LightParts.part("parameters.yaml", Map.of()));
        if (outcome.remedy().matches("action|registry")) {
            out.add(LightParts.part(outcome.remedy() + ".yaml", Map.of()));
        }
        fee.ifPresent(map -> fee(out, map));
        out.add("outcome:");
        out.add("  kind: " + LightParts.quoted(outcome.kind()), yaml.line("outcome"));
        if (outcome.remedy().equals("objection")) {
            out.add("  objection: true");
        }
        out.add(outcome.decisions());
        out.add("retention:");
        out.add("  draft: P30D");
        out.add("  closed: " + LightParts.quoted(yaml.text("retention")), yaml.line("retention"));
        out.add("  reason: " + LightParts.words(yaml.words("retention-reason")), yaml.line("retention-reason"));
        files.put(PackageFiles.SERVICE, out);
    }

    private static String hint(Paper paper) {
        return paper.hint().isEmpty() ? "" : ", hint: " + LightParts.words(paper.hint());
    }

    private static void fee(Written out, YamlMap fee) {
        var label = fee.words("label");
        var note = fee.findWords("note");
        out.add("  - id: gebuehr");
        out.add("    type: money");
        out.add("    label: " + LightParts.words(label), fee.line("label"));
        out.add("    default: " + LightParts.quoted(fee.text("default")), fee.line("default"));
        out.add("fee:");
        out.add(
                "  note: "
                        + LightParts.words(new Text(
                                "Die Gebühr beträgt {{parameter.gebuehr}}. " + note.de(),
                                "The fee is {{parameter.gebuehr}}. " + note.en())),
                fee.line("note"));
        out.add("  items:");
        out.add("    - {id: gebuehr, label: %s, quantity: \"1\", each: parameter.gebuehr}"
                .formatted(LightParts.words(label)));
        fee.done();
    }

    private void form(boolean local, Who who, List<Paper> documents) {
        var out = new Written();
        out.add(LightParts.part("chapters.yaml", Map.of()));
        if (local) {
            var place = yaml.map("place");
            out.add(LightParts.part(
                    "place.yaml",
                    Map.of(
                            "title",
                            LightParts.words(place.words("title")),
                            "label",
                            LightParts.words(place.words("label")))));
            place.done();
        }
        copyBelow(out, "steps");
        documents.stream().filter(Paper::isUpload).forEach(paper -> out.add(upload(paper)));
        if (who == Who.EITHER) {
            out.add(LightParts.part("choice.yaml", Map.of()));
        }
        if (who != Who.PERSON) {
            var when = who == Who.EITHER ? "    when: antragsteller.fuer = \"organisation\"\n" : "";
            out.add(LightParts.part("organisation.yaml", Map.of("when", when)));
        }
        out.add(LightParts.part("applicant.yaml", about(who)));
        out.add(LightParts.part("roles.yaml", Map.of()));
        files.put(PackageFiles.FORM, out);
    }

    private static Map<String, String> about(Who who) {
        return who == Who.PERSON
                ? Map.of(
                        "who", LightParts.words(new Text("Wer sind Sie?", "Who are you?")),
                        "where", LightParts.words(new Text("Ihre Anschrift", "Your address")))
                : Map.of(
                        "who", LightParts.words(new Text("Wer schreibt uns?", "Who is writing to us?")),
                        "where",
                                LightParts.words(new Text(
                                        "Wohin schicken wir die Antwort?", "Where shall we send the answer?")));
    }

    private static String upload(Paper paper) {
        return LightParts.part(
                "upload.yaml",
                Map.of(
                        "id",
                        paper.id(),
                        "title",
                        LightParts.words(paper.name()),
                        "when",
                        paper.when().isEmpty() ? "" : "    when: " + LightParts.quoted(paper.when()) + "\n",
                        "required",
                        String.valueOf(paper.file().equals("required")),
                        "hint",
                        LightParts.words(
                                paper.hint().isEmpty()
                                        ? new Text("Ein Foto genügt.", "A photo is enough.")
                                        : paper.hint())));
    }

    private void sample(boolean local, Who who, List<Paper> documents, LightResult outcome) {
        var out = new Written();
        out.add("name: Eine erfundene Person");
        out.add("today: 2026-01-15");
        out.add("answers:");
        if (local) {
            out.add("  ort/ort: gladenbach");
        }
        copyBelow(out, "sample");
        documents.stream()
                .filter(paper -> paper.file().equals("required"))
                .forEach(paper -> out.add("  %s/datei: [nachweis.pdf]".formatted(paper.id())));
        if (who == Who.EITHER) {
            out.add("  antragsteller/fuer: mich");
        }
        if (who == Who.ORGANISATION) {
            out.add(LightParts.part("organisation-sample.yaml", Map.of()));
        }
        out.add(LightParts.part("sample.yaml", Map.of()));
        out.add(LightParts.part(outcome.hasLetter() ? "sample-letter.yaml" : "sample-settled.yaml", Map.of()));
        out.add("  responsible: %s/%s"
                .formatted(
                        local ? "gladenbach" : Responsibility.SAMPLE_COUNTY,
                        yaml.map("responsible").text("office")));
        files.put(SAMPLE, out);
    }

    private void copy(Written out, String key) {
        var block = blocks.get(key);
        if (block != null) {
            for (int i = 0; i < block.lines().size(); i++) {
                out.add(block.lines().get(i), block.first() + i);
            }
        }
    }

    /** Without the line of the key itself. */
    private void copyBelow(Written out, String key) {
        var block = blocks.get(key);
        if (block != null) {
            for (int i = 1; i < block.lines().size(); i++) {
                out.add(block.lines().get(i), block.first() + i);
            }
        }
    }
}
