package org.allmende.services.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An amount of money, to the cent. */
public record Euro(BigDecimal amount) implements Comparable<Euro> {

    public static final Euro ZERO = new Euro(BigDecimal.ZERO);

    public Euro {
        amount = amount.setScale(2, RoundingMode.HALF_UP);
    }

    public static Euro of(String amount) {
        return new Euro(new BigDecimal(amount));
    }

    /** {@code 12}, {@code 12,50} or {@code 12.50}; null for anything else, a negative amount included. */
    public static @Nullable Euro parse(String text) {
        var plain = text.strip().replace(',', '.');
        return plain.matches("\\d{1,9}(\\.\\d{1,2})?") ? of(plain) : null;
    }

    public Euro plus(Euro other) {
        return new Euro(amount.add(other.amount));
    }

    public Euro times(BigDecimal factor) {
        return new Euro(amount.multiply(factor));
    }

    /** In cents, as amounts are stored. */
    public int cents() {
        return amount.unscaledValue().intValueExact();
    }

    public static Euro ofCents(int cents) {
        return new Euro(BigDecimal.valueOf(cents, 2));
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** {@code 1.234,50 €} or {@code €1,234.50}. */
    public String in(String language) {
        var format = NumberFormat.getNumberInstance("en".equals(language) ? Locale.UK : Locale.GERMANY);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return "en".equals(language) ? "€" + format.format(amount) : format.format(amount) + " €";
    }

    @Override
    public int compareTo(Euro other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return in("de");
    }
}
