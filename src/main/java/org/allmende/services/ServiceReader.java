package org.allmende.services;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.services.Expressions.Gives;
import org.allmende.services.form.Form;
import org.allmende.services.form.Question;

/** Reads {@code service.yaml}. */
final class ServiceReader {

    private static final int SHORTEST_REASON = 20;

    /** Whether the county's office decides. */
    static final Map<String, Boolean> LEVELS = Map.of("municipality", false, "county", true);

    /** Types whose answers name somebody, or hold what nobody has read. */
    private static final Set<String> PERSONAL = Set.of("name", "address", "email", "phone", "iban", "files");

    private final YamlMap file;
    private final Expressions expressions;

    ServiceReader(YamlMap file, Expressions expressions) {
        this.file = file;
        this.expressions = expressions;
    }

    Identity identity() {
        var map = file.map("identity");
        var name = map.text("name");
        if (!name.isEmpty() && !name.matches("[a-z][a-z0-9-]{1,59}")) {
            map.problem(
                    "name",
                    "„%s“ ist kein Name für ein Paket.".formatted(name),
                    "Erlaubt sind Kleinbuchstaben, Ziffern und Bindestrich.");
        }
        var version = map.text("version");
        if (!version.isEmpty() && Version.find(version).isEmpty()) {
            map.problem("version", "„%s“ ist keine Version.".formatted(version), "Schreiben Sie zum Beispiel 1.0.0.");
        }
        var leika = map.findText("leika");
        if (leika.isPresent() && !leika.get().matches("99[0-9]{12}")) {
            map.problem(
                    "leika",
                    "„%s“ ist kein LeiKa-Schlüssel.".formatted(leika.get()),
                    "Er hat 14 Ziffern und beginnt mit 99.");
        }
        var identity =
                new Identity(name, Version.find(version).orElse(new Version(0, 0, 0)), map.text("origin"), leika);
        map.done();
        return identity;
    }

    List<Law> law() {
        var list = new ArrayList<Law>();
        for (var map : file.maps("law")) {
            var level = map.text("level");
            if (!level.isEmpty()
                    && !level.equals(Law.FEDERAL)
                    && Land.findByCode(level).isEmpty()) {
                map.problem(
                        "level",
                        "„%s“ ist weder Bund noch ein Land.".formatted(level),
                        "Schreiben Sie Bund oder die zwei Buchstaben des Landes, zum Beispiel HE.");
            }
            list.add(new Law(level, map.text("provision"), map.words("about")));
            map.done();
        }
        if (list.isEmpty() && file.line() > 0) {
            file.problem("law", "Die Rechtsgrundlage fehlt.", "Ergänzen Sie „law:“ mit mindestens einer Vorschrift.");
        }
        return list;
    }

    Description description() {
        var map = file.map("texts");
        var faq = new ArrayList<Description.Faq>();
        for (var inner : map.maps("faq")) {
            faq.add(new Description.Faq(inner.words("question"), inner.words("answer")));
            inner.done();
        }
        var description = new Description(
                map.words("title"),
                map.words("summary"),
                map.words("about"),
                map.words("applicants"),
                map.words("duration"),
                map.texts("words"),
                easy(map),
                faq);
        map.done();
        return description;
    }

    /** In German only: it is written for readers of German, and no translation of it would be easy English. */
    private static List<String> easy(YamlMap texts) {
        var found = texts.findMap("easy");
        if (found.isEmpty()) {
            return List.of();
        }
        var lines = found.get()
                .text("de")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        found.get().done();
        return lines;
    }

    Classification classification() {
        var found = file.findMap("catalogue");
        if (found.isEmpty()) {
            return Classification.NONE;
        }
        var map = found.get();
        var situations = new LinkedHashSet<Classification.Situation>();
        for (var word : map.texts("situations")) {
            one(map, "situations", word, Classification.Situation.values()).ifPresent(situations::add);
        }
        var audience = new LinkedHashSet<Classification.Audience>();
        for (var word : map.texts("audience")) {
            one(map, "audience", word, Classification.Audience.values()).ifPresent(audience::add);
        }
        var topic = one(map, "topic", map.text("topic"), Classification.Topic.values());
        map.done();
        return new Classification(topic, situations, audience);
    }

    private static <E extends Enum<E>> Optional<E> one(YamlMap map, String key, String word, E[] values) {
        var known = words(values);
        var found = Optional.ofNullable(known.get(word));
        if (found.isEmpty() && !word.isEmpty()) {
            map.problem(
                    key,
                    "„%s“ gibt es für „%s“ nicht.".formatted(word, key),
                    "Möglich sind: %s.".formatted(String.join(", ", known.keySet())));
        }
        return found;
    }

    Responsibility responsibility() {
        var map = file.map("responsible");
        var office = map.text("office");
        if (!office.isEmpty() && !office.matches("[a-z][a-z0-9-]{1,59}")) {
            map.problem(
                    "office",
                    "„%s“ ist keine Art von Amt.".formatted(office),
                    "Schreiben Sie zum Beispiel standesamt.");
        }
        var county = map.has("level") && map.one("level", LEVELS, false);
        if (county && map.has("tenant")) {
            map.problem("tenant", "Zuständig ist das Amt des Landkreises.", "Entfernen Sie „tenant“ oder „level“.");
        }
        var handingOn = map.findText("handing-on").filter(law -> !law.isBlank());
        if (handingOn
                .filter(law -> !law.startsWith("§") && !law.startsWith("Art."))
                .isPresent()) {
            map.problem(
                    "handing-on",
                    "„%s“ ist keine Vorschrift.".formatted(handingOn.get()),
                    "Nennen Sie die Vorschrift, zum Beispiel § 16 Abs. 2 Satz 1 SGB I.");
        }
        var responsibility = new Responsibility(
                office,
                county ? null : expressions.read(map, "tenant", Gives.TEXT, Expressions.ALL_STEPS),
                handingOn.orElse(null));
        map.done();
        return responsibility;
    }

    List<Document> documents() {
        var list = new ArrayList<Document>();
        var ids = new LinkedHashSet<String>();
        for (var map : file.maps("documents")) {
            var document = new Document(map.id("id"), map.words("name"), map.findWords("hint"));
            unique(map, document.id(), ids);
            list.add(document);
            map.done();
        }
        return list;
    }

    Fee fee(List<Parameter> parameters) {
        var found = file.findMap("fee");
        if (found.isEmpty()) {
            return Fee.NONE;
        }
        var map = found.get();
        var items = new ArrayList<Fee.Item>();
        var ids = new LinkedHashSet<String>();
        for (var inner : map.maps("items")) {
            var item = new Fee.Item(
                    inner.id("id"),
                    inner.words("label"),
                    expressions.read(inner, "quantity", Gives.NUMBER, Expressions.ALL_STEPS),
                    expressions.read(inner, "each", Gives.NUMBER, Expressions.ALL_STEPS));
            unique(inner, item.id(), ids);
            items.add(item);
            inner.done();
        }
        var fee = new Fee(map.words("note", names(parameters)), items);
        map.done();
        return fee;
    }

    private static Set<String> names(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> "parameter." + parameter.id())
                .collect(Collectors.toSet());
    }

    Identification identification() {
        return file.one("identification", words(Identification.values()), Identification.NONE);
    }

    Outcome outcome() {
        var map = file.map("outcome");
        var kind = map.one("kind", words(Outcome.Kind.values()), Outcome.Kind.NONE);
        var decisions = new ArrayList<Outcome.Decision>();
        var ids = new LinkedHashSet<String>();
        for (var inner : map.maps("decisions")) {
            var label = inner.words("label");
            var decision = new Outcome.Decision(
                    inner.id("id"),
                    label,
                    inner.findText("heading").orElse(label.de()),
                    inner.flag("grants", false),
                    inner.flag("hearing", false),
                    inner.flag("four-eyes", false),
                    notice(inner, kind));
            if (decision.hearing() && decision.grants()) {
                inner.problem(
                        "hearing",
                        "Vor einer Bewilligung wird nicht angehört.",
                        "Entfernen Sie „hearing“ oder „grants“.");
            }
            unique(inner, decision.id(), ids);
            decisions.add(decision);
            inner.done();
        }
        if (decisions.isEmpty() && map.line() > 0) {
            map.problem("decisions", "Es gibt keine Entscheidung.", "Ergänzen Sie mindestens eine.");
        }
        var objection = map.flag("objection", false);
        var without = laender(map);
        var parts = map.texts("parts");
        map.done();
        return new Outcome(kind, objection, without, decisions, parts);
    }

    private static Set<Land> laender(YamlMap map) {
        var laender = new LinkedHashSet<Land>();
        for (var code : map.texts("no-objection-in")) {
            var land = Land.findByCode(code);
            if (land.isEmpty()) {
                map.problem(
                        "no-objection-in",
                        "„%s“ ist kein Land.".formatted(code),
                        "Schreiben Sie die zwei Buchstaben des Landes, zum Beispiel NW.");
            }
            land.ifPresent(laender::add);
        }
        return laender;
    }

    private static String notice(YamlMap decision, Outcome.Kind kind) {
        if (kind != Outcome.Kind.NONE) {
            return decision.text("notice");
        }
        if (decision.has("notice")) {
            decision.problem(
                    "notice",
                    "Zu diesem Ausgang gibt es kein Schreiben („kind: none“).",
                    "Entfernen Sie „notice“, oder nennen Sie bei „kind“, was die Person bekommt.");
        }
        return "";
    }

    /** What may be read without who said it: no question whose answer names somebody, and none whose content nobody knows. */
    List<String> extract(Form form) {
        var paths = file.texts("extract");
        for (var path : paths) {
            var question = form.findQuestion(path).filter(Question::asks);
            if (question.isEmpty()) {
                file.problem(
                        "extract",
                        "Die Frage „%s“ gibt es nicht.".formatted(path),
                        "Schreiben Sie Seite und Frage, zum Beispiel stellungnahme/text.");
            } else if (isPersonal(form, question.get())) {
                file.problem(
                        "extract",
                        "Die Antwort auf „%s“ kann verraten, wer jemand ist.".formatted(path),
                        "Nehmen Sie die Frage aus „extract“.");
            }
        }
        return paths;
    }

    private static boolean isPersonal(Form form, Question question) {
        return PERSONAL.contains(question.type().word())
                || !question.type().inner().isEmpty()
                || !question.autofill().isEmpty()
                || Stream.of(Form.Role.values())
                        .anyMatch(role -> form.findPath(role).equals(Optional.of(question.path())));
    }

    Retention retention() {
        var map = file.map("retention");
        var retention = new Retention(period(map, "draft"), period(map, "closed"), map.words("reason"));
        if (retention.reason().de().length() < SHORTEST_REASON
                && !retention.reason().isEmpty()) {
            map.problem(
                    "reason",
                    "Die Begründung der Aufbewahrung ist zu kurz.",
                    "Sagen Sie in einem Satz, wozu die Daten noch gebraucht werden.");
        }
        map.done();
        return retention;
    }

    private static Period period(YamlMap map, String key) {
        var text = map.text(key);
        try {
            var period = text.isEmpty() ? Period.ofDays(1) : Period.parse(text);
            if (period.isZero() || period.isNegative()) {
                map.problem(key, "Die Frist „%s“ ist leer.".formatted(text), "");
            }
            return period;
        } catch (DateTimeParseException wrong) {
            map.problem(
                    key,
                    "„%s“ ist keine Frist.".formatted(text),
                    "Schreiben Sie P30D für 30 Tage oder P3Y für drei Jahre.");
            return Period.ofDays(1);
        }
    }

    List<Deadline> deadlines(Outcome outcome) {
        return new DeadlineReader(file, outcome).read();
    }

    int target() {
        return file.number("target", 10, 1, 250);
    }

    List<Parameter> parameters() {
        var list = new ArrayList<Parameter>();
        var ids = new LinkedHashSet<String>();
        for (var map : file.maps("parameters")) {
            var parameter = new Parameter(
                    map.id("id"),
                    map.one("type", words(Parameter.Kind.values()), Parameter.Kind.TEXT),
                    map.words("label"),
                    map.findWords("hint"),
                    map.findText("default"),
                    map.findText("example"));
            unique(map, parameter.id(), ids);
            fits(map, "default", parameter, parameter.standard());
            fits(map, "example", parameter, parameter.example());
            list.add(parameter);
            map.done();
        }
        return list;
    }

    private static void fits(YamlMap map, String key, Parameter parameter, Optional<String> value) {
        value.flatMap(parameter::check)
                .ifPresent(misfit -> map.problem(
                        key, "Der Wert passt nicht.", misfit.message().de()));
    }

    private static void unique(YamlMap map, String id, Set<String> ids) {
        if (!ids.add(id)) {
            map.problem("id", "„%s“ gibt es zweimal.".formatted(id), "Geben Sie jedem einen eigenen Kurznamen.");
        }
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        var words = new LinkedHashMap<String, E>();
        for (var value : values) {
            words.put(value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), value);
        }
        return words;
    }
}
