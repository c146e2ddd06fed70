package org.allmende.services;

import java.net.URI;
import java.util.Optional;
import org.allmende.services.form.Text;

/**
 * Reads {@code packages/catalogue/NAME.yaml}: a service that no package offers. The keys are those of {@code service.yaml}; beside
 * them stands either {@code elsewhere}, with operator and link, or {@code paper}.
 */
final class EntryReader {

    private final YamlMap file;
    private final ServiceReader service;

    private EntryReader(YamlMap file, Problems problems) {
        this.file = file;
        this.service = new ServiceReader(file, new Expressions(problems));
    }

    /** @throws PackageRefused with everything that is wrong with the file */
    static Entry read(String name, byte[] content) {
        var problems = new Problems();
        var entry = new EntryReader(Yaml.read(name, content, problems), problems).read();
        if (!problems.none()) {
            throw new PackageRefused(problems.list());
        }
        return entry;
    }

    private Entry read() {
        var identity = service.identity();
        var law = service.law();
        var description = service.description();
        var classification = service.classification();
        var documents = service.documents();
        var fee = fee();
        var way = way();
        var responsible = file.findMap("responsible");
        var office = responsible.map(map -> map.text("office")).orElse("");
        var countys = responsible
                .map(map -> map.one("level", ServiceReader.LEVELS, false))
                .orElse(false);
        responsible.ifPresent(YamlMap::done);
        if (responsible.isEmpty() && way instanceof Way.Paper) {
            file.problem("responsible", "Das zuständige Amt fehlt.", "Ergänzen Sie „responsible:“.");
        }
        file.done();
        var profile = new Profile(
                identity.name(), identity.leika(), law, description, classification, office, countys, documents, fee);
        return new Entry(profile, way);
    }

    private Text fee() {
        var map = file.findMap("fee");
        var note = map.map(found -> found.words("note")).orElse(Text.NONE);
        map.ifPresent(YamlMap::done);
        return note;
    }

    private Way way() {
        var elsewhere = file.findMap("elsewhere");
        var paper = file.findMap("paper");
        if (elsewhere.isPresent() == paper.isPresent()) {
            file.problem(
                    "elsewhere",
                    "Genau eines von „elsewhere“ und „paper“ sagt, wie man die Leistung bekommt.",
                    "Schreiben Sie „elsewhere:“ mit „operator“ und „link“ oder „paper:“ mit „note“.");
        }
        if (elsewhere.isPresent()) {
            var map = elsewhere.get();
            var way = new Way.Elsewhere(map.words("operator"), link(map));
            map.done();
            return way;
        }
        var note = paper.map(map -> map.words("note")).orElse(Text.NONE);
        paper.ifPresent(YamlMap::done);
        return new Way.Paper(note, Optional.empty());
    }

    private static URI link(YamlMap map) {
        var link = map.text("link");
        if (!link.isEmpty() && !link.matches("https://[a-z0-9.-]+\\.[a-z]{2,}(/[A-Za-z0-9/._-]*)?")) {
            map.problem("link", "„%s“ ist keine sichere Adresse.".formatted(link), "Schreiben Sie https://….");
            return URI.create("");
        }
        return URI.create(link);
    }
}
