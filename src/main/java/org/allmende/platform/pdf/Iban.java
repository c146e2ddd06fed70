package org.allmende.platform.pdf;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** An account number whose form and check digits are right (ISO 13616); whether the account exists only its bank knows. */
public record Iban(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /** For demonstrations: right in form, but no bank has the code 00000000, so no bank accepts it. */
    public static final Iban DEMONSTRATION = ofGermany("00000000", "0012345678");

    public Iban {
        if (!FORM.matcher(value).matches() || (value.startsWith("DE") && !value.matches("DE[0-9]{20}"))) {
            throw new IllegalArgumentException("Not an IBAN: " + value);
        }
        if (remainder(value) != 1) {
            throw new IllegalArgumentException("The check digits of the IBAN are wrong: " + value);
        }
    }

    /** With or without spaces, in small or capital letters. */
    public static Iban parse(String text) {
        return new Iban(text.replaceAll("[\\s\u00a0]", "").toUpperCase(Locale.ROOT));
    }

    /** In groups of four, as it is printed. */
    @Override
    public String toString() {
        return value.replaceAll("(.{4})(?=.)", "$1\u00a0");
    }

    private static Iban ofGermany(String bank, String account) {
        int check = 98 - remainder("DE00" + bank + account);
        return new Iban("DE%02d%s%s".formatted(check, bank, account));
    }

    /** ISO 7064: the first four characters go to the end, letters become numbers from 10. */
    private static int remainder(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).intValueExact();
    }
}
