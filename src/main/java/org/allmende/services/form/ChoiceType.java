package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** One of several answers. */
public record ChoiceType(List<Option> options) implements QuestionType {

    public ChoiceType {
        options = List.copyOf(options);
    }

    @Override
    public String word() {
        return "choice";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var chosen = posting.line("");
        if (chosen.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        return has(options, chosen)
                ? Posting.Reading.of(new Value.Plain(chosen))
                : Posting.Reading.wrong("", "choice.missing", posting.called());
    }

    static boolean has(List<Option> options, String id) {
        return options.stream().anyMatch(option -> option.id().equals(id));
    }

    static String label(List<Option> options, String id, String language) {
        return options.stream()
                .filter(option -> option.id().equals(id))
                .map(option -> option.label().in(language))
                .findFirst()
                .orElse(id);
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return label(options, ((Value.Plain) value).text(), language);
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of("", List.of(((Value.Plain) value).text()));
    }

    @Override
    public Value sample() {
        return new Value.Plain(options.getFirst().id());
    }
}
