package org.allmende.services.form;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.region.OpenPlans.OpenPlan;
import org.jspecify.annotations.Nullable;

/** A plan that is laid open today, or one that the list does not have. Its name and last day are kept as they were when it was chosen. */
public record PlanType() implements QuestionType {

    /** What the list sends for a plan that is not in it. */
    public static final String OTHER = "other";

    private static final List<String> NAMES = List.of("id", "tenant", "name", "until");

    @Override
    public String word() {
        return "plan";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var chosen = posting.line("");
        if (chosen.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        if (chosen.equals(OTHER)) {
            return Posting.Reading.of(new Value.Entry(Map.of("id", new Value.Plain(OTHER))));
        }
        return posting.setting().plans().stream()
                .filter(plan -> plan.id().equals(chosen))
                .findFirst()
                .map(plan -> Posting.Reading.of(value(plan)))
                .orElseGet(() -> Posting.Reading.wrong("", "plan.over"));
    }

    private static Value value(OpenPlan plan) {
        return new Value.Entry(Map.of(
                "id", new Value.Plain(plan.id()),
                "tenant", new Value.Plain(plan.tenant()),
                "name", new Value.Plain(plan.name()),
                "until", new Value.Day(plan.until())));
    }

    /** What can be chosen: value and words, in the order of the municipalities. */
    public static Map<String, String> options(Setting setting, String language) {
        var options = new LinkedHashMap<String, String>();
        for (var plan : setting.plans()) {
            options.put(plan.id(), words(plan.name(), plan.tenant(), plan.until(), language, setting));
        }
        options.put(OTHER, Wording.in(language, "plan.other"));
        return options;
    }

    private static String words(String name, String tenant, LocalDate until, String language, Setting setting) {
        return Wording.in(
                language,
                "plan.option",
                name,
                setting.findMunicipality(tenant).map(Setting.Municipality::name).orElse(tenant),
                DateType.written(until, language));
    }

    /** The last day on which something could be said about the plan, as it was when it was chosen; empty for one that is not listed. */
    public static Optional<LocalDate> until(Value value) {
        return value instanceof Value.Entry entry && entry.answers().get("until") instanceof Value.Day day
                ? Optional.of(day.date())
                : Optional.empty();
    }

    @Override
    public Object feel(Value value) {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        NAMES.forEach(name -> {
            var part = ((Value.Entry) value).answers().get(name);
            parts.put(name, part == null ? null : part.feel());
        });
        return parts;
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        var parts = ((Value.Entry) value).answers();
        return parts.get("name") instanceof Value.Plain name
                        && parts.get("tenant") instanceof Value.Plain tenant
                        && parts.get("until") instanceof Value.Day until
                ? words(name.text(), tenant.text(), until.date(), language, setting)
                : Wording.in(language, "plan.other");
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return ((Value.Entry) value).answers().get("id") instanceof Value.Plain id
                ? Map.of("", List.of(id.text()))
                : Map.of();
    }

    @Override
    public Value sample() {
        return value(new OpenPlan("gladenbach", OTHER, "Am Hang", LocalDate.of(2026, 12, 31)));
    }

    @Override
    public Object unanswered() {
        return feel(Value.Entry.EMPTY);
    }
}
