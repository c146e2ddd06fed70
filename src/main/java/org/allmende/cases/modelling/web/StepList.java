package org.allmende.cases.modelling.web;

import java.util.Map;
import org.allmende.services.bpmn.BpmnEdit;

/** Takes what was typed into the list of steps over into the process. */
final class StepList {

    static final String NAME = "name:";
    static final String TEXT = "text:";
    static final String LEAD = "leitung:";
    static final String WHEN = "wenn:";
    static final String OTHERWISE = "sonst:";

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_CONDITION = 500;

    private StepList() {}

    /** A step is to be added, but something is not filled in. */
    static final class Incomplete extends RuntimeException {

        private final String field;

        Incomplete(String field) {
            super(field);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /**
     * The process after this.
     *
     * @param typed fields of the list by name; what is not among them stays
     * @param act {@code hoch:ID}, {@code weg:ID}, {@code neu}, or anything else for no more than the fields
     * @throws Incomplete when a step to be added lacks its name or place
     */
    static String change(String xml, Map<String, String> typed, String act) {
        var edit = BpmnEdit.of(xml);
        for (var step : edit.steps()) {
            var id = step.id();
            take(typed, NAME + id, LONGEST_NAME, step.name(), text -> edit.rename(id, text));
            take(typed, TEXT + id, LONGEST_TEXT, step.documentation(), text -> edit.document(id, text));
            if (typed.containsKey(LEAD + "da:" + id) && typed.containsKey(LEAD + id) != step.lead()) {
                edit.assign(id, typed.containsKey(LEAD + id));
            }
        }
        for (var way : edit.ways()) {
            var id = way.id();
            take(typed, NAME + id, LONGEST_NAME, way.name(), text -> edit.rename(id, text));
            take(typed, WHEN + id, LONGEST_CONDITION, way.condition(), text -> edit.condition(id, text));
            var chosen = typed.get(OTHERWISE + way.source());
            if (chosen != null && chosen.equals(id) != way.otherwise()) {
                edit.otherwise(way.source(), chosen);
            }
        }
        var words = act.split(":", 2);
        switch (words[0]) {
            case "hoch" -> edit.swap(words[1], typed.getOrDefault("davor:" + words[1], ""));
            case "weg" -> edit.remove(words[1]);
            case "neu" -> add(edit, typed);
            default -> {}
        }
        return edit.xml();
    }

    private static void add(BpmnEdit edit, Map<String, String> typed) {
        var name = cut(typed.getOrDefault("neu.name", ""), LONGEST_NAME);
        var place = typed.getOrDefault("neu.weg", "");
        var what = typed.getOrDefault("neu.was", "");
        if (name.isBlank()) {
            throw new Incomplete("name");
        }
        if (edit.ways().stream().noneMatch(way -> way.id().equals(place))) {
            throw new Incomplete("place");
        }
        edit.insert(
                place,
                what.endsWith("_") ? "" : what,
                name,
                cut(typed.getOrDefault("neu.wenn", ""), LONGEST_CONDITION),
                typed.containsKey("neu.leitung"));
    }

    private interface Change {
        void to(String text);
    }

    private static void take(Map<String, String> typed, String field, int longest, String before, Change change) {
        var text = typed.get(field);
        if (text == null) {
            return;
        }
        var clean = cut(text, longest);
        if (!clean.equals(before)) {
            change.to(clean);
        }
    }

    /** Without what XML 1.0 cannot hold. */
    private static String cut(String text, int longest) {
        var clean = text.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]|[\\x{FFFE}\\x{FFFF}]|[\\x{D800}-\\x{DFFF}]", " ")
                .strip();
        return clean.codePointCount(0, clean.length()) <= longest
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, longest));
    }
}
