package org.allmende.services.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where post arrives: in Germany with a five-digit code, or abroad, where only place and country are certain. */
public record AddressType() implements QuestionType {

    private static final List<String> PARTS = List.of("street", "number", "extra", "postcode", "city", "country");
    private static final int LONGEST = 100;

    @Override
    public String word() {
        return "address";
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var typed = new LinkedHashMap<String, String>();
        PARTS.forEach(part -> typed.put(part, posting.line(part)));
        if (typed.values().stream().allMatch(String::isEmpty)) {
            return Posting.Reading.EMPTY;
        }
        var country = home(typed.getOrDefault("country", ""));
        var faults = faults(typed, country.isEmpty());
        if (!faults.isEmpty()) {
            return new Posting.Reading.Wrong(faults);
        }
        return Posting.Reading.of(new Value.Address(
                typed.getOrDefault("street", ""),
                typed.getOrDefault("number", ""),
                typed.getOrDefault("extra", ""),
                typed.getOrDefault("postcode", ""),
                typed.getOrDefault("city", ""),
                country));
    }

    private static List<Posting.Fault> faults(Map<String, String> typed, boolean germany) {
        var faults = new ArrayList<Posting.Fault>();
        typed.forEach((part, text) -> {
            var foreign = Characters.foreignInText(text);
            if (text.length() > LONGEST) {
                faults.add(fault(part, "text.long.short", LONGEST));
            } else if (foreign.isPresent()) {
                faults.add(fault(part, "text.foreign", foreign.get()));
            } else if (text.isEmpty() && required(part, germany)) {
                faults.add(fault(part, "address." + part));
            } else if (part.equals("postcode") && germany && !text.matches("[0-9]{5}")) {
                faults.add(fault(part, "address.postcode.not"));
            }
        });
        return faults;
    }

    private static boolean required(String part, boolean germany) {
        return part.equals("city") || (germany && (part.equals("street") || part.equals("postcode")));
    }

    private static String home(String country) {
        return country.equalsIgnoreCase("Deutschland") || country.equalsIgnoreCase("Germany") ? "" : country;
    }

    private static Posting.Fault fault(String part, String message, Object... arguments) {
        return new Posting.Fault(part, Wording.text("error." + message, arguments));
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return String.join("\n", ((Value.Address) value).lines());
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        var address = (Value.Address) value;
        var typed = new LinkedHashMap<String, List<String>>();
        typed.put("street", List.of(address.street()));
        typed.put("number", List.of(address.number()));
        typed.put("extra", List.of(address.extra()));
        typed.put("postcode", List.of(address.postcode()));
        typed.put("city", List.of(address.city()));
        typed.put("country", List.of(address.country()));
        return typed;
    }

    @Override
    public Value sample() {
        return new Value.Address("Marktplatz", "4", "Hinterhaus", "35075", "Gladenbach", "Schweiz");
    }

    @Override
    public Object unanswered() {
        var nothing = new LinkedHashMap<String, @Nullable Object>();
        PARTS.forEach(part -> nothing.put(part, null));
        return nothing;
    }
}
