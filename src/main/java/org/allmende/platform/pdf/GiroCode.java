package org.allmende.platform.pdf;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A transfer as a QR code that banking apps fill in (EPC069-12, version 002, UTF-8).
 *
 * @param payee name of the account's owner, at most 70 characters
 * @param amount in euro, from 0.01 to 999,999,999.99
 * @param reference what the payer writes, at most 140 characters; the office finds the case by it
 */
public record GiroCode(String payee, Iban account, BigDecimal amount, String reference) {

    private static final int NAME = 70;
    private static final int REFERENCE = 140;
    private static final int BYTES = 331;
    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final BigDecimal MOST = new BigDecimal("999999999.99");

    public GiroCode {
        payee = line("payee", payee, NAME);
        reference = line("reference", reference, REFERENCE);
        if (payee.isEmpty()) {
            throw new IllegalArgumentException("A transfer needs a payee");
        }
        if (amount.compareTo(LEAST) < 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException(
                    "A transfer is between 0.01 and 999,999,999.99 euro in whole cents, not " + amount);
        }
        int bytes = content(payee, account, amount, reference).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BYTES) {
            throw new IllegalArgumentException("A GiroCode holds %d bytes, not %d".formatted(BYTES, bytes));
        }
    }

    /** What the code says, line by line. */
    public String content() {
        return content(payee, account, amount, reference);
    }

    public QrCode picture() {
        return QrCode.of(content());
    }

    private static String content(String payee, Iban account, BigDecimal amount, String reference) {
        return String.join(
                "\n",
                "BCD",
                "002",
                "1",
                "SCT",
                "",
                payee,
                account.value(),
                "EUR" + amount.setScale(2).toPlainString(),
                "",
                "",
                reference);
    }

    private static String line(String what, String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) > most) {
            throw new IllegalArgumentException("The %s of a transfer has at most %d characters".formatted(what, most));
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The %s of a transfer holds control characters".formatted(what));
        }
        return line;
    }
}
