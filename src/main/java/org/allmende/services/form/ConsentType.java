package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** A box to tick under a sentence that says what is agreed to; left empty it is a no, and where it is required an error. */
public record ConsentType() implements QuestionType {

    private static final String TICKED = "yes";

    @Override
    public String word() {
        return "consent";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        return Posting.Reading.of(new Value.YesNo(posting.line("").equals(TICKED)));
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return Wording.in(language, ((Value.YesNo) value).yes() ? "consent.given" : "consent.none");
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of("", ((Value.YesNo) value).yes() ? List.of(TICKED) : List.of());
    }

    @Override
    public Value sample() {
        return new Value.YesNo(true);
    }
}
