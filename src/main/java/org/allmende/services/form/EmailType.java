package org.allmende.services.form;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An e-mail address. Whether it exists only a letter to it can tell. */
public record EmailType() implements QuestionType {

    private static final int LONGEST = 254;
    private static final Pattern ADDRESS = Pattern.compile(
            "[^\\s@\"<>(),;:\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,251}\\.[\\p{L}\\p{N}-]{2,63}");

    public static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches() && !text.contains("..");
    }

    @Override
    public String word() {
        return "email";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var address = posting.line("");
        if (address.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        return isAddress(address)
                ? Posting.Reading.of(new Value.Plain(address))
                : Posting.Reading.wrong("", "email.not");
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
        return new Value.Plain("name@post.example");
    }
}
