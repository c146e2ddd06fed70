package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** Text of several lines. */
public record LongTextType(int longest) implements QuestionType {

    @Override
    public String word() {
        return "longtext";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        return TextType.read(posting, Characters.lines(posting.raw("")), longest);
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return ((Value.Plain) value).text();
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of("", List.of(((Value.Plain) value).text()));
    }

    @Override
    public Value sample() {
        return new Value.Plain("Beispiel\nin zwei Zeilen");
    }
}
