package org.allmende.services.form;

import java.util.List;
import java.util.Map;
import org.allmende.platform.pdf.Iban;

/** The number of a bank account, kept without spaces. */
public record IbanType() implements QuestionType {

    @Override
    public String word() {
        return "iban";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var typed = posting.line("");
        if (typed.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        try {
            return Posting.Reading.of(new Value.Plain(Iban.parse(typed).value()));
        } catch (IllegalArgumentException wrong) {
            return Posting.Reading.wrong("", "iban.not");
        }
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return Iban.inGroups(((Value.Plain) value).text());
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of("", List.of(Iban.inGroups(((Value.Plain) value).text())));
    }

    @Override
    public Value sample() {
        return new Value.Plain(Iban.DEMONSTRATION.value());
    }
}
