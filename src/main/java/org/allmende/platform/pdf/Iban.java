package org.allmende.platform.pdf;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An account number whose form and check digits are right (ISO 13616); whether the account exists only its bank knows. */
public record Iban(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");

    /** Characters by country, from the SWIFT IBAN Registry: those of SEPA and the neighbours; of others only the form is known. */
    private static final Map<String, Integer> LENGTHS = lengths("""
            AD24 AL28 AT20 AZ28 BA20 BE16 BG22 BY28 CH21 CY28 CZ24 DE22 DK18 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18
            GR27 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28
            PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 XK20""");

    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /** For demonstrations: right in form, but no bank has the code 00000000, so no bank accepts it. */
    public static final Iban DEMONSTRATION = ofGermany("00000000", "0012345678");

    public Iban {
        if (!FORM.matcher(value).matches()
                || value.length() != LENGTHS.getOrDefault(value.substring(0, 2), value.length())
                || (value.startsWith("DE") && !value.matches("DE[0-9]{20}"))) {
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
        return inGroups(value);
    }

    public static String inGroups(String number) {
        return number.replaceAll("(.{4})(?=.)", "$1\u00a0");
    }

    private static Map<String, Integer> lengths(String table) {
        return Arrays.stream(table.split("\\s+"))
                .collect(Collectors.toMap(word -> word.substring(0, 2), word -> Integer.valueOf(word.substring(2))));
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
