package org.allmende.services.form;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number.
 *
 * @param decimals how many places after the comma are allowed
 * @param unit what is counted: "Exemplare", "m²"; null for nothing
 */
public record NumberType(
        BigDecimal least,
        BigDecimal most,
        int decimals,
        @Nullable Text unit) implements QuestionType {

    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,15}([.,]\\d{1,6})?");

    @Override
    public String word() {
        return "number";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var typed = posting.line("");
        if (typed.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        var number = parse(typed);
        if (number == null) {
            return Posting.Reading.wrong("", "number.not", posting.called());
        }
        if (number.scale() > decimals) {
            return decimals == 0
                    ? Posting.Reading.wrong("", "number.whole", posting.called())
                    : Posting.Reading.wrong("", "number.decimals", posting.called(), decimals);
        }
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            return Posting.Reading.wrong("", "number.range", posting.called(), written(least), written(most));
        }
        return Posting.Reading.of(new Value.Numeric(number));
    }

    /** {@code 1.250,5}, {@code 1250,5} or {@code 1250.5}, with spaces or without; null for anything else. */
    static @Nullable BigDecimal parse(String text) {
        var typed = text.replace(" ", "");
        var ungrouped = GROUPED.matcher(typed).matches() ? typed.replace(".", "") : typed;
        return PLAIN.matcher(ungrouped).matches() ? plain(new BigDecimal(ungrouped.replace(',', '.'))) : null;
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Text written(BigDecimal number) {
        return new Text(written(number, "de"), written(number, "en"));
    }

    private static String written(BigDecimal number, String language) {
        var format = NumberFormat.getNumberInstance("en".equals(language) ? Locale.UK : Locale.GERMANY);
        format.setMaximumFractionDigits(6);
        return format.format(number);
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        var number = written(((Value.Numeric) value).number(), language);
        return unit == null ? number : number + " " + unit.in(language);
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        var number = ((Value.Numeric) value).number().toPlainString();
        return Map.of("", List.of(number.replace('.', ',')));
    }

    @Override
    public Value sample() {
        var two = BigDecimal.TWO;
        return new Value.Numeric(two.compareTo(least) >= 0 && two.compareTo(most) <= 0 ? two : least);
    }
}
