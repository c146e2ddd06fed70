package org.allmende.platform.subscription;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.allmende.platform.mail.Message;

/**
 * An e-mail address that somebody has typed.
 *
 * @param plain as letters carry it
 */
record Address(String plain) {

    /** @throws IllegalArgumentException if no letter can go there */
    static Address of(String typed) {
        return new Address(new Message(typed, "", "").recipient());
    }

    /** The same for two that nearly every mail server takes for one. */
    private String mailbox() {
        return plain.toLowerCase(Locale.ROOT);
    }

    /** The same for all the names that one mailbox has at the great providers: name+word, na.me. */
    private String person() {
        var box = mailbox();
        int at = box.indexOf('@');
        return box.substring(0, at).replaceAll("\\+.*|\\.", "") + box.substring(at);
    }

    String hash(byte[] key) {
        return hash(key, mailbox());
    }

    String hashOfPerson(byte[] key) {
        return hash(key, person());
    }

    static String hash(byte[] key, String text) {
        return HexFormat.of().formatHex(mac(key, text));
    }

    /** What is in the link of a subscription: nobody but its reader and us can know it. */
    static String token(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, "allmende subscription link"));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
