package org.allmende.services.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A municipality of the region, or a place elsewhere with its name: by it the responsible office is found. */
public record PlaceType() implements QuestionType {

    /** What the list sends when the place is not in it. */
    public static final String ELSEWHERE = "elsewhere";

    private static final int LONGEST = 100;

    @Override
    public String word() {
        return "place";
    }

    @Override
    public List<String> parts() {
        return List.of("", ELSEWHERE);
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var chosen = posting.line("");
        if (chosen.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        if (!chosen.equals(ELSEWHERE)) {
            return posting.setting().findMunicipality(chosen).isPresent()
                    ? Posting.Reading.of(Value.Place.in(chosen))
                    : Posting.Reading.wrong("", "place.missing", posting.called());
        }
        var name = posting.line(ELSEWHERE);
        if (name.isEmpty()) {
            return Posting.Reading.wrong(ELSEWHERE, "place.elsewhere");
        }
        var foreign = Characters.foreignInText(name);
        if (foreign.isPresent()) {
            return Posting.Reading.wrong(ELSEWHERE, "text.foreign", foreign.get());
        }
        return name.length() > LONGEST
                ? Posting.Reading.wrong(ELSEWHERE, "text.long.short", LONGEST)
                : Posting.Reading.of(Value.Place.elsewhere(name));
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        var place = (Value.Place) value;
        if (place.tenant() == null) {
            return String.valueOf(place.elsewhere());
        }
        return setting.findMunicipality(place.tenant())
                .map(Setting.Municipality::name)
                .orElse(place.tenant());
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        var place = (Value.Place) value;
        if (place.tenant() != null) {
            return Map.of("", List.of(place.tenant()));
        }
        return Map.of("", List.of(ELSEWHERE), ELSEWHERE, List.of(String.valueOf(place.elsewhere())));
    }

    @Override
    public Value sample() {
        return new Value.Place("gladenbach", "Köln");
    }

    @Override
    public Object unanswered() {
        var nothing = new LinkedHashMap<String, @Nullable Object>();
        nothing.put("tenant", null);
        nothing.put("elsewhere", null);
        return nothing;
    }
}
