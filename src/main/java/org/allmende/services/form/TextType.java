package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** One line of text. */
public record TextType(int longest) implements QuestionType {

    @Override
    public String word() {
        return "text";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        return read(posting, posting.line(""), longest);
    }

    static Posting.Reading read(Posting posting, String text, int longest) {
        if (text.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        if (text.length() > longest) {
            return Posting.Reading.wrong("", "text.long", posting.called(), longest, text.length());
        }
        var foreign = Characters.foreignInText(text);
        return foreign.isPresent()
                ? Posting.Reading.wrong("", "text.foreign", foreign.get())
                : Posting.Reading.of(new Value.Plain(text));
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
        return new Value.Plain("Beispiel");
    }
}
