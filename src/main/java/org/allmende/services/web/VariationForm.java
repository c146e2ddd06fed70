package org.allmende.services.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.html.Page;
import org.allmende.region.Contact;
import org.allmende.services.Difference;
import org.allmende.services.PackageTexts;
import org.allmende.services.Parameter;
import org.allmende.services.ServicePackage;
import org.allmende.services.Variation;
import org.allmende.services.form.Characters;
import org.allmende.services.form.Text;
import org.jspecify.annotations.Nullable;

/** The fields in which a tenant writes its own texts, and what comes back from them. Only a field that was touched changes anything. */
final class VariationForm {

    static final String PAGE = "seite";
    static final String FORM = "formular";

    private static final String TEXT = "text.";
    private static final String CONTACT = "kontakt.";
    private static final String NOTE = "hinweis";
    private static final String QUESTION = "frage.";
    private static final String ANSWER = "antwort.";
    private static final String KNOWN = "war.";
    private static final int MOST_FAQ = 8;

    private final Page page;
    private final ServicePackage pack;
    private final Contact office;
    private final Variation variation;
    private final String language;
    private final Map<String, String> sent;
    private final Map<String, String> errors = new LinkedHashMap<>();

    /** @param sent what was typed, shown again; empty when the page is opened */
    VariationForm(
            Page page,
            ServicePackage pack,
            Contact office,
            Variation variation,
            String language,
            Map<String, String> sent) {
        this.page = page;
        this.pack = pack;
        this.office = office;
        this.variation = variation;
        this.language = language;
        this.sent = sent;
    }

    Map<String, String> errors() {
        return errors;
    }

    /** The variation with what was typed; {@link #errors} say what does not fit. */
    Variation read() {
        var changed = variation;
        for (var text : PackageTexts.of(pack).entrySet()) {
            changed = readText(changed, text.getKey(), text.getValue().in(language));
        }
        for (var part : Difference.Part.values()) {
            changed = readContact(changed, part);
        }
        if (isTouched(NOTE, variation.note(language))) {
            var note = typed(NOTE, true, Limits.NOTE);
            changed = changed.replace(
                    Optional.of(new Difference.AddedNote(language, variation.note(language))),
                    note.isEmpty() ? Optional.empty() : Optional.of(new Difference.AddedNote(language, note)));
        }
        for (var faq : slots()) {
            changed = readFaq(changed, faq);
        }
        return changed;
    }

    private Variation readText(Variation changed, String path, String original) {
        var name = TEXT + path;
        var before = variation.findText(path, language);
        if (!isTouched(name, before.map(Difference.OwnText::text).orElse(original))) {
            return changed;
        }
        var text = typed(name, Limits.hasLines(path), Limits.of(path));
        return changed.replace(
                before,
                text.isEmpty() || text.equals(clean(original))
                        ? Optional.empty()
                        : Optional.of(new Difference.OwnText(path, language, text, original)));
    }

    private Variation readContact(Variation changed, Difference.Part part) {
        var name = CONTACT + word(part);
        var original = original(part);
        var before = variation.findContact(part);
        if (!isTouched(name, before.map(Difference.OwnContact::value).orElse(original))) {
            return changed;
        }
        var value = typed(name, false, Limits.CONTACT);
        check(part, value).ifPresent(message -> errors.put(name, message.in(page.lang())));
        return changed.replace(
                before,
                value.isEmpty() || value.equals(original)
                        ? Optional.empty()
                        : Optional.of(new Difference.OwnContact(part, value, original)));
    }

    private static Optional<Text> check(Difference.Part part, String value) {
        var kind = switch (part) {
            case ADDRESS -> Parameter.Kind.TEXT;
            case PHONE -> Parameter.Kind.PHONE;
            case EMAIL -> Parameter.Kind.EMAIL;
            case HOURS -> Parameter.Kind.HOURS;
        };
        return new Parameter(word(part), kind, Text.NONE, Text.NONE, Optional.of(""), Optional.empty())
                .check(value)
                .map(Parameter.Misfit::message);
    }

    private Variation readFaq(Variation changed, Difference.AddedFaq before) {
        if (!isTouched(QUESTION + before.id(), before.question())
                && !isTouched(ANSWER + before.id(), before.answer())) {
            return changed;
        }
        var question = typed(QUESTION + before.id(), false, Limits.QUESTION);
        var answer = typed(ANSWER + before.id(), true, Limits.ANSWER);
        if (question.isEmpty() != answer.isEmpty()) {
            errors.put((question.isEmpty() ? QUESTION : ANSWER) + before.id(), page.t("services.variation.faq.half"));
        }
        return changed.replace(
                Optional.of(before),
                question.isEmpty() && answer.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Difference.AddedFaq(before.id(), language, question, answer)));
    }

    /** The questions that are there, and an empty one. */
    private List<Difference.AddedFaq> slots() {
        var slots = new ArrayList<>(variation.listFaq(language));
        for (int number = 1; number <= MOST_FAQ; number++) {
            var id = "f" + number;
            if (slots.stream().noneMatch(one -> one.id().equals(id))) {
                slots.add(new Difference.AddedFaq(id, language, "", ""));
                break;
            }
        }
        return slots;
    }

    /** Whether somebody has changed the field since it was shown to them. */
    private boolean isTouched(String name, String now) {
        var typed = sent.get(name);
        return typed != null && !fingerprint(clean(typed)).equals(sent.getOrDefault(KNOWN + name, fingerprint(now)));
    }

    private static String clean(String typed) {
        return Characters.lines(typed);
    }

    private static String fingerprint(String value) {
        return Integer.toHexString(clean(value).hashCode());
    }

    private String typed(String name, boolean lines, int longest) {
        var raw = sent.getOrDefault(name, "");
        var text = lines ? Characters.lines(raw) : Characters.line(raw);
        if (text.length() > longest) {
            errors.put(name, page.t("services.error.text.long.short", longest));
        }
        Characters.foreignInText(text).ifPresent(sign -> errors.put(name, page.t("services.error.text.foreign", sign)));
        return text;
    }

    List<VariationPage.Section> sections(String part) {
        return part.equals(FORM) ? stepSections() : pageSections();
    }

    private List<VariationPage.Section> pageSections() {
        var sections = new ArrayList<VariationPage.Section>();
        sections.add(section(
                "services.variation.texts",
                List.of(
                        text("texts.summary", page.t("services.variation.summary")),
                        text("texts.about", page.t("services.variation.about")),
                        text("texts.applicants", page.t("services.service.who")),
                        text("texts.duration", page.t("services.service.duration")))));
        sections.add(section(
                "services.variation.added",
                List.of(field(
                        NOTE,
                        "",
                        page.t("services.variation.note"),
                        variation.note(language),
                        null,
                        Limits.NOTE,
                        true))));
        if (!pack.documents().isEmpty()) {
            sections.add(section(
                    "services.variation.documents",
                    pack.documents().stream()
                            .map(one -> text(
                                    "documents." + one.id() + ".hint",
                                    one.name().in(page.lang())))
                            .toList()));
        }
        var ways = new ArrayList<VariationPage.Field>();
        for (var part : Difference.Part.values()) {
            ways.add(contact(part));
        }
        sections.add(section("services.variation.contact", ways));
        var faq = new ArrayList<VariationPage.Field>();
        for (var one : slots()) {
            faq.add(field(
                    QUESTION + one.id(),
                    "",
                    page.t("services.variation.question"),
                    one.question(),
                    null,
                    Limits.QUESTION,
                    false));
            faq.add(field(
                    ANSWER + one.id(),
                    "",
                    page.t("services.variation.answer"),
                    one.answer(),
                    null,
                    Limits.ANSWER,
                    true));
        }
        sections.add(section("services.variation.faq", faq));
        return sections;
    }

    private VariationPage.Section section(String key, List<VariationPage.Field> fields) {
        return new VariationPage.Section(page.t(key), page.t(key + ".text"), fields);
    }

    private List<VariationPage.Section> stepSections() {
        var known = PackageTexts.of(pack).keySet();
        var sections = new ArrayList<VariationPage.Section>();
        for (var step : pack.form().steps()) {
            var path = "form." + step.id();
            var fields = new ArrayList<VariationPage.Field>();
            fields.add(text(path + ".title", page.t("services.variation.step.title")));
            fields.add(text(path + ".intro", page.t("services.variation.step.intro")));
            for (var question : step.questions()) {
                var place = "form." + question.path();
                if (known.contains(place + ".label")) {
                    fields.add(text(place + ".label", page.t("services.variation.step.question")));
                    fields.add(text(
                            place + ".hint",
                            page.t(
                                    "services.variation.step.hint",
                                    question.label().in(page.lang()))));
                }
            }
            sections.add(new VariationPage.Section(step.title().in(page.lang()), "", fields));
        }
        return sections;
    }

    private VariationPage.Field text(String path, String label) {
        var original = PackageTexts.of(pack).getOrDefault(path, Text.NONE).in(language);
        var own = variation.findText(path, language);
        var value = own.map(Difference.OwnText::text).orElse(original);
        return new VariationPage.Field(
                TEXT + path,
                path,
                label,
                shown(TEXT + path, value),
                original,
                own.isPresent(),
                own.filter(one -> !one.original().equals(original)).isPresent(),
                Limits.of(path),
                Limits.hasLines(path),
                errors.get(TEXT + path),
                fingerprint(value));
    }

    private VariationPage.Field contact(Difference.Part part) {
        var name = CONTACT + word(part);
        var original = original(part);
        var own = variation.findContact(part);
        var value = own.map(Difference.OwnContact::value).orElse(original);
        return new VariationPage.Field(
                name,
                name,
                page.t("services.variation.contact." + word(part)),
                shown(name, value),
                original,
                own.isPresent(),
                own.filter(one -> !one.original().equals(original)).isPresent(),
                Limits.CONTACT,
                false,
                errors.get(name),
                fingerprint(value));
    }

    private VariationPage.Field field(
            String name,
            String key,
            String label,
            String value,
            @Nullable String original,
            int longest,
            boolean lines) {
        return new VariationPage.Field(
                name,
                key,
                label,
                shown(name, value),
                original,
                !value.isEmpty(),
                false,
                longest,
                lines,
                errors.get(name),
                fingerprint(value));
    }

    /** What was typed, if it was touched; so that what somebody else has saved meanwhile is seen in all other fields. */
    private String shown(String name, String value) {
        return isTouched(name, value) ? sent.getOrDefault(name, value) : value;
    }

    /** The variation without its own text at this place, or with the original of today as the one it replaces. */
    Variation settle(String key, boolean keep) {
        if (key.startsWith(CONTACT)) {
            for (var part : Difference.Part.values()) {
                if (key.equals(CONTACT + word(part))) {
                    var own = variation.findContact(part);
                    return variation.replace(
                            own,
                            own.filter(one -> keep)
                                    .map(one -> new Difference.OwnContact(part, one.value(), original(part))));
                }
            }
            return variation;
        }
        var own = variation.findText(key, language);
        return variation.replace(
                own,
                own.filter(one -> keep)
                        .map(one -> new Difference.OwnText(
                                key,
                                language,
                                one.text(),
                                PackageTexts.of(pack)
                                        .getOrDefault(key, Text.NONE)
                                        .in(language))));
    }

    private String original(Difference.Part part) {
        return switch (part) {
            case ADDRESS -> office.address();
            case PHONE -> office.phone();
            case EMAIL -> office.email();
            case HOURS -> office.hours().toString();
        };
    }

    private static String word(Difference.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** How long a text may be, in characters: what its place on the page holds. */
    private static final class Limits {

        static final int NOTE = 600;
        static final int CONTACT = 200;
        static final int QUESTION = 200;
        static final int ANSWER = 1500;

        static int of(String path) {
            return switch (path.substring(path.lastIndexOf('.') + 1)) {
                case "summary", "hint" -> 400;
                case "about" -> 4000;
                case "applicants", "intro" -> 1000;
                default -> 200;
            };
        }

        static boolean hasLines(String path) {
            return of(path) > 200;
        }
    }
}
