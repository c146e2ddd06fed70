package org.allmende.platform.files;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a key for each file and wraps it with the tenant's: AES-256-GCM, bound to tenant and file, so that a wrapped key
 * opens nothing but its own file. Without it the file cannot be read by anybody, so deleting it erases the file.
 */
final class FileKeys {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKeys masters;

    FileKeys(MasterKeys masters) {
        this.masters = masters;
    }

    String current() {
        return masters.current();
    }

    static SecretKey fresh() {
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    WrappedKey wrap(SecretKey key, String tenant, UUID file) {
        String by = masters.current();
        byte[] wrapped = new byte[NONCE + KEY + EncryptedFile.TAG];
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        System.arraycopy(nonce, 0, wrapped, 0, NONCE);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, by, nonce, tenant, file);
            cipher.doFinal(key.getEncoded(), 0, KEY, wrapped, NONCE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new WrappedKey(by, Base64.getEncoder().encodeToString(wrapped));
    }

    SecretKey unwrap(WrappedKey key, String tenant, UUID file) throws FileDamaged {
        try {
            byte[] wrapped = Base64.getDecoder().decode(key.value());
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.masterKey(), Arrays.copyOf(wrapped, NONCE), tenant, file);
            return new SecretKeySpec(cipher.doFinal(wrapped, NONCE, wrapped.length - NONCE), "AES");
        } catch (GeneralSecurityException | IllegalArgumentException spoilt) {
            throw new FileDamaged("The key of file %s does not open".formatted(file), spoilt);
        }
    }

    /** The same file key under the newest master key. */
    WrappedKey renew(WrappedKey key, String tenant, UUID file) throws FileDamaged {
        return wrap(unwrap(key, tenant, file), tenant, file);
    }

    private Cipher cipher(int mode, String masterKey, byte[] nonce, String tenant, UUID file)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, masters.tenantKey(masterKey, tenant), new GCMParameterSpec(EncryptedFile.TAG * 8, nonce));
        cipher.updateAAD((tenant + "/" + file).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
