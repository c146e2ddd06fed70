package org.allmende.platform.subscription;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.KeySafe;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Locks addresses (AES-256-GCM, a key for each) and knows the current tenant's key by which they are found again. */
@Component
class AddressSafe {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Owner of the tenant's own key, beside the subscriptions, which own theirs. */
    private static final UUID TENANT = new UUID(0, 0);

    private final KeySafe safe;
    private final JdbcClient db;
    private final Tenancy tenancy;

    AddressSafe(KeySafe safe, JdbcClient db, Tenancy tenancy) {
        this.safe = safe;
        this.db = db;
        this.tenancy = tenancy;
    }

    /** A key for one subscription. */
    static byte[] fresh() {
        var key = new byte[KEY];
        RANDOM.nextBytes(key);
        return key;
    }

    String lock(byte[] key, UUID subscription) {
        return safe.lock(key, tenancy.tenant(), subscription);
    }

    byte[] open(String locked, UUID subscription) {
        return safe.open(locked, tenancy.tenant(), subscription);
    }

    static String encrypt(Address address, byte[] key) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, address.plain().getBytes(StandardCharsets.UTF_8));
        var all = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    static Address decrypt(String encrypted, byte[] key) {
        var sealed = Base64.getDecoder().decode(encrypted);
        var nonce = Arrays.copyOf(sealed, NONCE);
        var plain = cipher(Cipher.DECRYPT_MODE, key, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length));
        return new Address(new String(plain, StandardCharsets.UTF_8));
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException spoilt) {
            throw new IllegalStateException("An address does not open", spoilt);
        }
    }

    /** The current tenant's key for hashes; made when it is first asked for. */
    byte[] tenantKey() {
        db.sql("""
                insert into platform.subscription_key (tenant, locked)
                values (:tenant, :locked)
                on conflict (tenant) do nothing
                """)
                .param("tenant", tenancy.tenant())
                .param("locked", lock(fresh(), TENANT))
                .update();
        return open(
                db.sql("select locked from platform.subscription_key where tenant = :tenant")
                        .param("tenant", tenancy.tenant())
                        .query(String.class)
                        .single(),
                TENANT);
    }
}
