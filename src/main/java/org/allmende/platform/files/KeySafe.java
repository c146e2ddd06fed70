package org.allmende.platform.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Locks a secret for one tenant and one thing, under the master keys; the database keeps what comes out. */
@Component
public class KeySafe {

    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FileKeys keys;

    KeySafe(MasterKeys masters) {
        this.keys = new FileKeys(masters);
    }

    /** The locked secret of 32 bytes, which opens with the same tenant and owner only. */
    public String lock(byte[] secret, String tenant, UUID owner) {
        var wrapped = keys.wrap(new SecretKeySpec(secret, "AES"), tenant, owner);
        return wrapped.masterKey() + ":" + wrapped.value();
    }

    /** The secret itself; fails when it was locked for somebody else or its master key is gone. */
    public byte[] open(String locked, String tenant, UUID owner) {
        var parts = locked.split(":", 2);
        try {
            return keys.unwrap(new WrappedKey(parts[0], parts[1]), tenant, owner)
                    .getEncoded();
        } catch (FileDamaged spoilt) {
            throw new IllegalStateException("The secret of %s does not open".formatted(owner), spoilt);
        }
    }

    /** A secret of any length, such as a password for somebody else's server: under a key of its own, which is locked. */
    public String lockText(String secret, String tenant, UUID owner) {
        var key = FileKeys.fresh();
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = new ByteArrayOutputStream();
        sealed.writeBytes(nonce);
        sealed.writeBytes(
                cipher(Cipher.ENCRYPT_MODE, key.getEncoded(), nonce, secret.getBytes(StandardCharsets.UTF_8)));
        return lock(key.getEncoded(), tenant, owner) + ":" + Base64.getEncoder().encodeToString(sealed.toByteArray());
    }

    /** What {@link #lockText} has locked. */
    public String openText(String locked, String tenant, UUID owner) {
        int last = locked.lastIndexOf(':');
        var sealed = Base64.getDecoder().decode(locked.substring(last + 1));
        var text = cipher(
                Cipher.DECRYPT_MODE,
                open(locked.substring(0, last), tenant, owner),
                Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(EncryptedFile.TAG * 8, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException spoilt) {
            throw new IllegalStateException("A secret does not open", spoilt);
        }
    }
}
