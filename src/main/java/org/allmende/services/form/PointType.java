package org.allmende.services.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place on the map: words that say where it is, which need no map, and its coordinates in degrees (WGS 84) for those who
 * know them or whose device does.
 */
public record PointType() implements QuestionType {

    private static final String DESCRIPTION = "description";
    private static final List<String> PARTS = List.of(DESCRIPTION, "lat", "lon");
    private static final Pattern DEGREES = Pattern.compile("\\d{1,3}([.,]\\d{1,12})?");
    private static final int LONGEST = 300;

    /** Germany from List on Sylt to the Haldenwanger Eck, from Selfkant to Neißeaue. */
    private static final BigDecimal SOUTH = new BigDecimal("47.2");

    private static final BigDecimal NORTH = new BigDecimal("55.1");
    private static final BigDecimal WEST = new BigDecimal("5.8");
    private static final BigDecimal EAST = new BigDecimal("15.1");

    @Override
    public String word() {
        return "point";
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var description = posting.line(DESCRIPTION);
        var typed = List.of(posting.line("lat"), posting.line("lon"));
        if (description.isEmpty() && typed.stream().allMatch(String::isEmpty)) {
            return Posting.Reading.EMPTY;
        }
        if (description.isEmpty()) {
            return Posting.Reading.wrong(DESCRIPTION, "point.description");
        }
        if (description.length() > LONGEST) {
            return Posting.Reading.wrong(DESCRIPTION, "text.long.short", LONGEST);
        }
        var foreign = Characters.foreignInText(description);
        if (foreign.isPresent()) {
            return Posting.Reading.wrong(DESCRIPTION, "text.foreign", foreign.get());
        }
        if (typed.stream().allMatch(String::isEmpty)) {
            return Posting.Reading.of(new Value.Point(description, null, null));
        }
        var latitude = degrees(typed.getFirst(), SOUTH, NORTH);
        var longitude = degrees(typed.getLast(), WEST, EAST);
        if (latitude == null) {
            return Posting.Reading.wrong("lat", "point.lat");
        }
        return longitude == null
                ? Posting.Reading.wrong("lon", "point.lon")
                : Posting.Reading.of(new Value.Point(description, latitude, longitude));
    }

    /** To six places, which are ten centimetres; null when it is no number or not in Germany. */
    private static @Nullable BigDecimal degrees(String typed, BigDecimal least, BigDecimal most) {
        if (!DEGREES.matcher(typed).matches()) {
            return null;
        }
        var degrees = new BigDecimal(typed.replace(',', '.'));
        return degrees.compareTo(least) < 0 || degrees.compareTo(most) > 0 ? null : plain(degrees);
    }

    private static BigDecimal plain(BigDecimal degrees) {
        var rounded = degrees.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        var point = (Value.Point) value;
        return point.latitude() == null || point.longitude() == null
                ? point.description()
                : "%s\n%s, %s"
                        .formatted(
                                point.description(),
                                point.latitude().toPlainString(),
                                point.longitude().toPlainString());
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        var point = (Value.Point) value;
        var typed = new LinkedHashMap<String, List<String>>();
        typed.put(DESCRIPTION, List.of(point.description()));
        if (point.latitude() != null && point.longitude() != null) {
            typed.put("lat", List.of(point.latitude().toPlainString()));
            typed.put("lon", List.of(point.longitude().toPlainString()));
        }
        return typed;
    }

    @Override
    public Value sample() {
        return new Value.Point("Am Waldrand, hinter der Bank", new BigDecimal("50.77"), new BigDecimal("8.58"));
    }

    @Override
    public Object unanswered() {
        var nothing = new LinkedHashMap<String, @Nullable Object>();
        PARTS.forEach(part -> nothing.put(part, null));
        return nothing;
    }
}
