package org.allmende.region;

import java.util.regex.Pattern;
import org.allmende.platform.pdf.Iban;

/**
 * Where the fees of a tenant are paid.
 *
 * @param recipient the account's owner as the bank knows it; as long as a transfer takes
 * @param bic and {@code bank} are empty where nobody needs them: within the euro area the IBAN is enough
 */
public record BankAccount(Slug tenant, String recipient, Iban iban, String bic, String bank) {

    public static final int LONGEST_NAME = 70;

    private static final Pattern BIC = Pattern.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?");

    public BankAccount {
        if (recipient.isBlank() || recipient.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "The recipient of %s needs a name of up to %d letters.".formatted(tenant, LONGEST_NAME));
        }
        if (!bic.isEmpty() && !isBic(bic)) {
            throw new IllegalArgumentException("\"%s\" is no BIC; it has 8 or 11 letters and digits.".formatted(bic));
        }
        if (bank.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "The bank of %s needs a name of up to %d letters.".formatted(tenant, LONGEST_NAME));
        }
    }

    /** ISO 9362: bank, country, place and perhaps a branch. */
    public static boolean isBic(String text) {
        return BIC.matcher(text).matches();
    }
}
