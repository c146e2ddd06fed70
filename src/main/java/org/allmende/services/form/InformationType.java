package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** No question: something to know at this place of the form, in paragraphs. */
public record InformationType(Text text) implements QuestionType {

    @Override
    public String word() {
        return "information";
    }

    @Override
    public List<String> parts() {
        return List.of();
    }

    @Override
    public String firstPart() {
        return "";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        return Posting.Reading.EMPTY;
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return text.in(language);
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of();
    }

    @Override
    public Value sample() {
        return new Value.Plain("");
    }
}
