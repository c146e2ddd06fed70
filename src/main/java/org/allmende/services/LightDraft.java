package org.allmende.services;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;

/**
 * A light package while somebody describes it, as the tree of its one file: mappings, lists and texts, each under a path such as
 * {@code steps.0.questions.1.label.de}. It may be as incomplete as it likes; {@link #read} says what is missing. Never changed,
 * only replaced. What was written by hand and no page knows stays where it is.
 */
public final class LightDraft {

    private static final String FILE = "leistung.yaml";
    private static final String NUMBER = "\\d{1,2}";

    /** Lists that grow, with the most items each may have. */
    private static final Map<String, Integer> LISTS = Map.of(
            "law", 10,
            "documents", 20,
            "texts.faq", 10,
            "steps", 30,
            "steps.#.questions", 15);

    /** Texts that pages may set; # stands for a position. */
    private static final Pattern SETTABLE = Pattern.compile(String.join(
                    "|",
                    "identity.leika",
                    "texts.(title|summary|about|applicants|duration).(de|en)",
                    "texts.words|texts.easy.de",
                    "texts.faq.#.(question|answer).(de|en)",
                    "catalogue.(topic|situations|audience)",
                    "law.#.(level|provision|about.(de|en))",
                    "responsible.(office|level|handing-on)",
                    "place.(title|label).(de|en)",
                    "who|target|retention|retention-reason.(de|en)",
                    "documents.#.((name|hint).(de|en)|file|when)",
                    "fee.(default|(label|note).(de|en))",
                    "outcome.(kind|remedy|letter.de)",
                    "steps.#.((title|intro).(de|en)|when)",
                    "steps.#.questions.#.((label|hint|called).(de|en)|type|required|when|options)")
            .replace(".", "\\.")
            .replace("#", NUMBER));

    /** The order in which a reader expects them. */
    private static final List<String> ORDER = List.of(
            "identity",
            "law",
            "texts",
            "catalogue",
            "responsible",
            "place",
            "who",
            "identification",
            "documents",
            "fee",
            "outcome",
            "target",
            "retention",
            "retention-reason",
            "steps",
            "sample");

    private final Map<String, Object> tree;

    private LightDraft(Map<String, Object> tree) {
        this.tree = tree;
    }

    /** Something to correct, by the path it is about. */
    public record Finding(String path, String message, String fix) {}

    /** @param service absent as long as there are findings */
    public record Reading(Optional<ServicePackage> service, List<Finding> findings) {}

    /** An empty page: who writes it, and what nearly every service has. */
    public static LightDraft blank(String origin) {
        return new LightDraft(new LinkedHashMap<>())
                .with(Map.of(
                        "catalogue.audience", List.of("people"),
                        "responsible.level", List.of("municipality"),
                        "who", List.of("person"),
                        "target", List.of("10"),
                        "retention", List.of("P3Y"),
                        "outcome.kind", List.of("confirmation"),
                        "outcome.remedy", List.of("objection")))
                .put("identity.origin", origin)
                .add("law")
                .add("steps");
    }

    /** @throws PackageRefused when it is no readable YAML */
    public static LightDraft parse(String yaml) {
        var problems = new Problems();
        var root = Yaml.node(FILE, yaml.getBytes(StandardCharsets.UTF_8), problems);
        if (!problems.none() || root.isEmpty()) {
            throw new PackageRefused(problems.list());
        }
        return new LightDraft(DraftTree.plain(root.get()));
    }

    /** As the file of a light package, in its usual order, with a name for everything and an answer for every question. */
    public String yaml() {
        var complete = DraftNames.complete(tree);
        if (complete.get("outcome") instanceof Map<?, ?> outcome && "none".equals(outcome.get("kind"))) {
            // what was typed for a letter stays in the draft, in case one is written after all
            complete.put("outcome", Map.of("kind", "none"));
        }
        return dump(complete);
    }

    /** As it was typed. */
    public String text() {
        return dump(tree);
    }

    private static String dump(Map<String, Object> tree) {
        var ordered = new LinkedHashMap<String, Object>();
        ORDER.stream().filter(tree::containsKey).forEach(key -> ordered.put(key, tree.get(key)));
        tree.forEach(ordered::putIfAbsent);
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        return new org.yaml.snakeyaml.Yaml(options).dump(ordered);
    }

    /** The text at a path, empty when there is none; for options and words one per line. */
    public String get(String path) {
        var value = DraftTree.at(tree, path);
        if (value instanceof List<?> list) {
            return list.stream().map(DraftTree::line).collect(Collectors.joining("\n"));
        }
        return value instanceof String text ? text : "";
    }

    /** How many items a list has. */
    public int count(String list) {
        return DraftTree.at(tree, list) instanceof List<?> items ? items.size() : 0;
    }

    /** Whether a list may grow. */
    public boolean mayGrow(String list) {
        return count(list) < LISTS.getOrDefault(list.replaceAll("\\." + NUMBER + "\\.", ".#."), 0);
    }

    /** Takes what was typed, by path; what no page offers is ignored. */
    public LightDraft with(Map<String, List<String>> typed) {
        var copy = DraftTree.copy(tree);
        new TreeMap<>(typed).forEach((path, texts) -> {
            if (SETTABLE.matcher(path).matches()) {
                DraftTree.put(copy, path, value(copy, path, texts));
            }
        });
        return new LightDraft(copy);
    }

    private static Object value(Map<String, Object> tree, String path, List<String> texts) {
        if (path.endsWith(".options")) {
            return DraftTree.options(lines(texts), DraftTree.list(tree, path));
        }
        if (path.matches("texts\\.words")) {
            return lines(texts);
        }
        if (path.matches("catalogue\\.(situations|audience)")) {
            return texts.stream().filter(text -> !text.isBlank()).toList();
        }
        return texts.isEmpty()
                ? ""
                : texts.getLast()
                        .replace("\r\n", "\n")
                        .replaceAll("[\\p{Cntrl}&&[^\n]]", " ")
                        .strip();
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream()
                .flatMap(String::lines)
                .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(line -> !line.isEmpty())
                .limit(100)
                .toList();
    }

    /** Puts a text that no page sets. */
    LightDraft put(String path, String text) {
        var copy = DraftTree.copy(tree);
        DraftTree.put(copy, path, text);
        return new LightDraft(copy);
    }

    /** One more item at the end of a list; a new page of the form comes with its first question. */
    public LightDraft add(String list) {
        if (!mayGrow(list)) {
            return this;
        }
        var copy = DraftTree.copy(tree);
        var item = new LinkedHashMap<String, Object>();
        if (list.endsWith("questions")) {
            item.put("type", "text");
        }
        DraftTree.put(copy, list + "." + count(list), item);
        var grown = new LightDraft(copy);
        return list.equals("steps") ? grown.add("steps." + count(list) + ".questions") : grown;
    }

    /** Without one item of a list. */
    public LightDraft remove(String item) {
        return rearrange(item, (items, position) -> items.remove(position.intValue()));
    }

    /** One item of a list moved before the one above it. */
    public LightDraft raise(String item) {
        return rearrange(item, (items, position) -> {
            if (position > 0) {
                items.add(position - 1, items.remove(position.intValue()));
            }
        });
    }

    private LightDraft rearrange(String item, java.util.function.BiConsumer<List<Object>, Integer> change) {
        int dot = item.lastIndexOf('.');
        var list = item.substring(0, Math.max(dot, 0));
        if (!item.substring(dot + 1).matches(NUMBER)
                || Integer.parseInt(item.substring(dot + 1)) >= count(list)
                || !LISTS.containsKey(list.replaceAll("\\." + NUMBER + "\\.", ".#."))) {
            return this;
        }
        var copy = DraftTree.copy(tree);
        change.accept(DraftTree.list(copy, list), Integer.parseInt(item.substring(dot + 1)));
        return new LightDraft(copy);
    }

    /** The service's name in addresses, made of its title; empty without one. */
    public String name() {
        var own = get("identity.name");
        return own.isEmpty() ? DraftNames.name(get("texts.title.de"), '-') : own;
    }

    /** The same under a name that stays and a version that grows. */
    LightDraft as(String name, Version version) {
        return put("identity.name", name).put("identity.version", version.toString());
    }

    /** Checks it as any package is checked. */
    public Reading read() {
        var yaml = yaml();
        var reading = LightPackage.read(FILE, yaml.getBytes(StandardCharsets.UTF_8));
        var lines = DraftTree.lines(Yaml.node(FILE, yaml.getBytes(StandardCharsets.UTF_8), new Problems())
                .orElseThrow());
        return new Reading(
                reading.service(),
                reading.problems().stream()
                        .map(problem -> new Finding(path(lines, problem), problem.message(), problem.fix()))
                        .distinct()
                        .toList());
    }

    /** Short names nobody sees: the item is meant whose name it is, and the title from which the service has its name. */
    private static String path(NavigableMap<Integer, String> lines, Problem problem) {
        var entry = lines.floorEntry(problem.line());
        var path = entry == null ? "" : entry.getValue().replaceAll("\\.id$", "");
        return path.startsWith("identity") && !path.endsWith("leika") ? "texts.title" : path;
    }

    /** The files of the package that it stands for. */
    Map<String, byte[]> files() {
        return new LinkedHashMap<>(LightPackage.expand(FILE, yaml().getBytes(StandardCharsets.UTF_8))
                .files());
    }
}
