package org.allmende.services.form;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Any number of several answers. */
public record ChoicesType(List<Option> options, int most) implements QuestionType {

    public ChoicesType {
        options = List.copyOf(options);
    }

    @Override
    public String word() {
        return "choices";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var chosen = posting.all("");
        if (chosen.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        if (!chosen.stream().allMatch(id -> ChoiceType.has(options, id))) {
            return Posting.Reading.wrong("", "choices.missing", posting.called());
        }
        return chosen.size() > most
                ? Posting.Reading.wrong("", "choices.many", most)
                : Posting.Reading.of(new Value.Several(inOrder(chosen)));
    }

    private List<String> inOrder(List<String> chosen) {
        return options.stream().map(Option::id).filter(chosen::contains).toList();
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return ((Value.Several) value)
                .options().stream()
                        .map(id -> ChoiceType.label(options, id, language))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of("", ((Value.Several) value).options());
    }

    @Override
    public Value sample() {
        return new Value.Several(List.of(options.getFirst().id()));
    }
}
