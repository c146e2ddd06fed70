package org.allmende.platform.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A letter in plain text to one recipient.
 *
 * <p>A recipient that is not one plain address is refused, and a subject is one line, so nothing that a person typed can
 * become a header or a second recipient.
 *
 * @param unsubscribe where a mail program ends letters of this kind with one click (RFC 8058); null where nobody has ordered it
 */
public record Message(
        String recipient,
        String subject,
        String text,
        @Nullable URI unsubscribe) {

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{Graph}&&[^\\s,;:<>()\\[\\]\"\\\\]]{1,64}@[\\p{L}\\p{N}.-]{1,190}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    public Message(String recipient, String subject, String text) {
        this(recipient, subject, text, null);
    }

    public Message {
        if (!isAddress(recipient)) {
            throw new IllegalArgumentException("The recipient is not an e-mail address");
        }
        recipient = ascii(recipient);
        subject = UNPRINTABLE.matcher(subject).replaceAll(" ").strip();
        text = text.replace("\0", "");
    }

    /** Whether a letter can go there: {@code name@host}, the host also with umlauts. */
    public static boolean isAddress(String address) {
        if (!PLAIN.matcher(address).matches()) {
            return false;
        }
        try {
            new InternetAddress(ascii(address), true);
            return address.indexOf('.', address.indexOf('@')) > 0;
        } catch (AddressException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private static String ascii(String address) {
        int at = address.indexOf('@');
        return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    }
}
