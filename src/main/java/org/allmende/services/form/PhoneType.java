package org.allmende.services.form;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A telephone number, written as people write it. */
public record PhoneType() implements QuestionType {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9 ()/.-]{4,30}");

    public static boolean isNumber(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        return NUMBER.matcher(text).matches() && digits >= 3 && digits <= 17;
    }

    @Override
    public String word() {
        return "phone";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var number = posting.line("");
        if (number.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        return isNumber(number) ? Posting.Reading.of(new Value.Plain(number)) : Posting.Reading.wrong("", "phone.not");
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
        return new Value.Plain("+49 6462 000000");
    }
}
