package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** Yes or no. */
public record YesNoType() implements QuestionType {

    private static final String YES = "yes";
    private static final String NO = "no";

    @Override
    public String word() {
        return "yesno";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        return switch (posting.line("")) {
            case "" -> Posting.Reading.EMPTY;
            case YES -> Posting.Reading.of(new Value.YesNo(true));
            case NO -> Posting.Reading.of(new Value.YesNo(false));
            default -> Posting.Reading.wrong("", "yesno.missing", posting.called());
        };
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return Wording.in(language, ((Value.YesNo) value).yes() ? YES : NO);
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of("", List.of(((Value.YesNo) value).yes() ? YES : NO));
    }

    @Override
    public Value sample() {
        return new Value.YesNo(true);
    }
}
