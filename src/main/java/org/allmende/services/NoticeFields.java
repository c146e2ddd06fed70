package org.allmende.services;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.services.form.DateType;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.Question;
import org.allmende.services.form.Value;
import org.allmende.services.notice.Table;
import org.jspecify.annotations.Nullable;

/** The fields that letters may use: answers, computed values, parameters, the fee, and what only the case knows. */
public final class NoticeFields {

    /** What the case fills in; every one of them is given, if need be as empty text. */
    public static final Set<String> OF_CASE = Set.of(
            "office.name",
            "office.address",
            "office.phone",
            "office.email",
            "tenant.name",
            "case.number",
            "case.received",
            "notice.date",
            "decision.reasons",
            "payment.recipient",
            "payment.iban",
            "payment.reference",
            "payment.due",
            "staff.name");

    /** Those of {@link #OF_CASE}, and the fee, that are known only when it is decided, with what clerks call them. */
    public static final Map<String, String> OPEN = Map.of(
            "notice.date", "Datum",
            "decision.reasons", "Ihre Begründung",
            "payment.due", "Zahlungsziel",
            "fee.total", "Gebühr",
            "staff.name", "Ihr Name");

    /** The only table: items of the fee with the sum. */
    public static final Set<String> TABLES = Set.of("fee.table");

    private NoticeFields() {}

    /** All names that a letter of this service may use. */
    static Set<String> names(Form form, List<Parameter> parameters) {
        var names = new LinkedHashSet<>(OF_CASE);
        names.addAll(List.of("applicant.name", "applicant.address", "fee.total"));
        for (var step : form.steps()) {
            step.questions().stream().filter(question -> question.asks()).forEach(question -> {
                names.add("answer." + question.feelName());
                single(question).forEach(inner -> names.add(name(question, inner)));
            });
        }
        form.computed().forEach(computed -> names.add("computed." + computed.id()));
        parameters.forEach(parameter -> names.add("parameter." + parameter.id()));
        return names;
    }

    /**
     * The values for a letter, in German, the language of notices (§ 23 VwVfG).
     *
     * @param parameters of the municipality, as texts
     * @param ofCase a value for each of {@link #OF_CASE}
     */
    public static Map<String, String> values(
            ServicePackage service, FormRun run, Map<String, String> parameters, Map<String, String> ofCase) {
        var values = new LinkedHashMap<>(ofCase);
        values.put("applicant.name", applicant(run));
        values.put("applicant.address", address(run));
        values.put("fee.total", service.fee().of(run).total().in("de"));
        for (var step : service.form().steps()) {
            for (var question : step.questions()) {
                values.put("answer." + question.feelName(), run.show(question, "de"));
                var entry =
                        run.findAnswer(question).orElse(null) instanceof Value.Entry given ? given : Value.Entry.EMPTY;
                for (var inner : single(question)) {
                    var answer = entry.answers().get(inner.id());
                    values.put(
                            name(question, inner),
                            answer == null ? "" : inner.type().show(answer, "de", run.setting()));
                }
            }
        }
        run.computed().forEach((id, value) -> values.put("computed." + id, show(value)));
        for (var parameter : service.parameters()) {
            var value =
                    parameters.getOrDefault(parameter.id(), parameter.standard().orElse(""));
            values.put("parameter." + parameter.id(), parameter.show(value, "de"));
        }
        return values;
    }

    /** The questions of a group that is answered once. */
    private static List<Question> single(Question question) {
        return question.type() instanceof GroupType group && group.repeats() == null
                ? group.questions().stream().filter(Question::asks).toList()
                : List.of();
    }

    private static String name(Question question, Question inner) {
        return "answer.%s.%s".formatted(question.feelName(), inner.id());
    }

    /** The fee's table; without rows when nothing is to be paid. */
    public static Map<String, Table> tables(Fee.Statement fee) {
        var rows = new ArrayList<List<String>>();
        if (fee.total().isZero()) {
            return Map.of("fee.table", new Table(List.of(), rows));
        }
        for (var line : fee.lines()) {
            rows.add(List.of(
                    line.label().de(),
                    show(line.quantity()),
                    line.each().in("de"),
                    line.sum().in("de")));
        }
        rows.add(List.of("Summe", "", "", fee.total().in("de")));
        return Map.of("fee.table", new Table(List.of("Gegenstand", "Anzahl", "Einzelbetrag", "Betrag"), rows));
    }

    /** Given names and family name of the person who applies. */
    public static String applicant(FormRun run) {
        return Stream.of(Form.Role.GIVEN_NAMES, Form.Role.FAMILY_NAME)
                .flatMap(role -> run.find(role).stream())
                .map(value -> value instanceof Value.Plain plain ? plain.text() : "")
                .collect(Collectors.joining(" "));
    }

    private static String address(FormRun run) {
        return run.find(Form.Role.ADDRESS).orElse(null) instanceof Value.Address address
                ? String.join("\n", address.lines())
                : "";
    }

    private static String show(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number ->
                NumberFormat.getNumberInstance(Locale.GERMANY).format(number);
            case LocalDate date -> DateType.written(date, "de");
            case Boolean yes -> yes ? "Ja" : "Nein";
            default -> value.toString();
        };
    }
}
