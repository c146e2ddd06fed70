package org.allmende.services.form;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Feel;
import org.allmende.platform.feel.NotFeel;
import org.jspecify.annotations.Nullable;

/**
 * A company, an association or an authority: its name, its legal form, where it is registered, and who may act for it. A group
 * like those that packages make themselves, so that it is asked, kept and read in the same way.
 *
 * <p>Which register belongs to which legal form: § 3 HRV for HRA and HRB, § 55 BGB for VR, § 10 GenG for GnR, § 707 BGB for GsR.
 */
final class Organisation {

    static final String WORD = "organisation";

    /** For who is in no register. */
    private static final String NONE = "none";

    private static final int MOST_PERSONS = 10;

    /** A Rechtsform and the registers that one of its kind can be in; none named where it can be any. */
    private record LegalForm(String id, List<String> registers) {

        LegalForm(String id, String... registers) {
            this(id, List.of(registers));
        }
    }

    private static final List<LegalForm> FORMS = List.of(
            new LegalForm("ev", "vr"),
            new LegalForm("gmbh", "hrb"),
            new LegalForm("ug", "hrb"),
            new LegalForm("ag", "hrb"),
            new LegalForm("kg", "hra"),
            new LegalForm("ohg", "hra"),
            new LegalForm("eg", "gnr"),
            new LegalForm("gbr", "gsr", NONE),
            new LegalForm("einzelunternehmen", "hra", NONE),
            new LegalForm("stiftung", NONE),
            new LegalForm("koerperschaft", NONE),
            new LegalForm("other"));

    private static final List<String> REGISTERS = List.of("hra", "hrb", "vr", "gnr", "gsr", "pr", NONE);
    private static final List<String> FUNCTIONS =
            List.of("geschaeftsfuehrung", "vorstand", "inhaber", "gesellschafter", "prokura", "vollmacht", "other");

    static final GroupType TYPE = new GroupType(
            WORD,
            List.of(
                    question("name", new TextType(200), "true", null, "organization"),
                    question("form", choice("form", FORMS.stream().map(LegalForm::id)), "true"),
                    register(),
                    question("court", new TextType(80), "true", "this.register != \"none\"", ""),
                    question("number", new TextType(40), "true", "this.register != \"none\"", ""),
                    question("persons", persons(), "true")),
            null);

    private Organisation() {}

    private static GroupType persons() {
        return new GroupType(
                "group",
                List.of(
                        question("given_names", new NameType(120), "true"),
                        question("family_name", new NameType(120), "true"),
                        question("birth_date", new DateType(null, expression("today")), "false"),
                        question("function", choice("function", FUNCTIONS.stream()), "true")),
                new GroupType.Repeats(1, MOST_PERSONS, Wording.text("organisation.person")));
    }

    /** The one register that a legal form belongs to is checked, so that HRA and HRB are not mixed up. */
    private static Question register() {
        var checks = new ArrayList<Check>();
        for (var form : FORMS) {
            if (!form.registers().isEmpty()) {
                var rule = "not(this.form = \"%s\") or this.register in (\"%s\")"
                        .formatted(form.id(), String.join("\", \"", form.registers()));
                checks.add(new Check(
                        expression(rule),
                        Wording.text(
                                "organisation.register.not",
                                Wording.text("organisation.form." + form.id()),
                                either(form.registers()))));
            }
        }
        var register = question("register", choice("register", REGISTERS.stream()), "true");
        return new Question(
                register.path(),
                register.label(),
                register.hint(),
                register.called(),
                register.type(),
                register.required(),
                null,
                checks,
                "",
                List.of());
    }

    private static Text either(List<String> registers) {
        var names = registers.stream()
                .map(id -> Wording.text("organisation.register." + id))
                .toList();
        return names.stream()
                .reduce((one, other) -> Wording.text("organisation.either", one, other))
                .orElse(Text.NONE);
    }

    private static ChoiceType choice(String question, Stream<String> options) {
        return new ChoiceType(
                options.map(id -> new Option(id, Wording.text("organisation." + question + "." + id), Text.NONE))
                        .toList());
    }

    private static Question question(String id, QuestionType type, String required) {
        return question(id, type, required, null, "");
    }

    private static Question question(
            String id, QuestionType type, String required, @Nullable String when, String autofill) {
        var key = "organisation." + id;
        return new Question(
                id,
                Wording.text(key),
                Text.NONE,
                Wording.text(key + ".called"),
                type,
                expression(required),
                when == null ? null : expression(when),
                List.of(),
                autofill,
                List.of());
    }

    private static Expression expression(String text) {
        try {
            return Feel.parse(text);
        } catch (NotFeel impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
