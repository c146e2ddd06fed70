package org.allmende.platform.files;

import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Locks a secret of 32 bytes for one tenant and one thing, under the master keys; the database keeps what comes out. */
@Component
public class KeySafe {

    private final FileKeys keys;

    KeySafe(MasterKeys masters) {
        this.keys = new FileKeys(masters);
    }

    /** The locked secret, which opens with the same tenant and owner only. */
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
}
