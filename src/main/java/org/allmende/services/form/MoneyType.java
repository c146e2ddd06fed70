package org.allmende.services.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** An amount in euro, to the cent. */
public record MoneyType(Euro least, Euro most) implements QuestionType {

    @Override
    public String word() {
        return "money";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var typed = posting.line("").replaceFirst("(?i)\\s*(€|EUR|Euro)$", "");
        if (typed.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        var amount = NumberType.parse(typed);
        if (amount == null) {
            return Posting.Reading.wrong("", "money.not", posting.called());
        }
        if (amount.scale() > 2) {
            return Posting.Reading.wrong("", "money.cents", posting.called());
        }
        var euro = new Euro(amount);
        return euro.compareTo(least) < 0 || euro.compareTo(most) > 0
                ? Posting.Reading.wrong("", "money.range", posting.called(), written(least), written(most))
                : Posting.Reading.of(new Value.Numeric(euro.amount()));
    }

    private static Text written(Euro amount) {
        return new Text(amount.in("de"), amount.in("en"));
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return new Euro(((Value.Numeric) value).number()).in(language);
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        var amount = ((Value.Numeric) value).number().setScale(2, RoundingMode.HALF_UP);
        return Map.of("", List.of(amount.toPlainString().replace('.', ',')));
    }

    @Override
    public Value sample() {
        var two = new Euro(BigDecimal.TWO);
        return new Value.Numeric((two.compareTo(least) >= 0 && two.compareTo(most) <= 0 ? two : least).amount());
    }
}
