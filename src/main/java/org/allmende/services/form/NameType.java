package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** A name of a person, in the letters of DIN 91379 that every register and every notice can show. */
public record NameType(int longest) implements QuestionType {

    @Override
    public String word() {
        return "name";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var name = posting.line("");
        if (name.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        if (name.length() > longest) {
            return Posting.Reading.wrong("", "text.long", posting.called(), longest, name.length());
        }
        var foreign = Characters.foreignInName(name);
        if (foreign.isPresent()) {
            return Posting.Reading.wrong("", "name.foreign", foreign.get());
        }
        return Characters.hasLetter(name)
                ? Posting.Reading.of(new Value.Plain(name))
                : Posting.Reading.wrong("", "name.missing", posting.called());
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
        return new Value.Plain("Özdemir-Groß");
    }
}
