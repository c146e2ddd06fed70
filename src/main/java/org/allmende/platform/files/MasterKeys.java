package org.allmende.platform.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The keys above all file keys, read from a file that lies apart from database and documents.
 *
 * <p>One line per key, base64 of 32 bytes; the first closes and opens, the others only open, so a new key is put on top and
 * old ones stay until {@code Files.renewKeys} has gone through all tenants. A key's id is a hash of the key, which a slip of the pen cannot
 * match. Every tenant has a key of its own, derived by HKDF (RFC 5869).
 */
public final class MasterKeys {

    private static final int BYTES = 32;
    private static final byte[] ID = "allmende master key id".getBytes(StandardCharsets.UTF_8);

    private final Map<String, byte[]> keys;
    private final String current;

    private MasterKeys(Map<String, byte[]> keys) {
        this.keys = keys;
        this.current = keys.keySet().iterator().next();
    }

    /** Reads the keys; says what to do when there are none, when one is spoilt or when others may read the file. */
    public static MasterKeys read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(
                    "No master key at %s: put the key file of this data back, or, for new data only, make one"
                            .formatted(file));
        }
        refuseWhenOthersMayRead(file);
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                byte[] key = decode(file, line.strip());
                keys.put(id(key), key);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("No key in " + file);
        }
        return new MasterKeys(keys);
    }

    /** Makes a key file for new data; one that is there already, also by another server in this moment, stays as it is. */
    public static void create(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(temporary, """
                    # Opens every stored file. Keep a copy apart from the backup of the data; without it the files are lost.
                    # To rotate: put a new line (openssl rand -base64 32) above the old ones and restart.
                    %s
                    """.formatted(Base64.getEncoder().encodeToString(key)));
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException there) {
            return;
        } finally {
            Files.delete(temporary);
        }
    }

    String current() {
        return current;
    }

    SecretKey tenantKey(String id, String tenant) {
        byte[] master = keys.get(id);
        if (master == null) {
            throw new IllegalStateException(
                    "Master key %s is not in the key file, which has %s".formatted(id, keys.keySet()));
        }
        return derive(master, "AES", "allmende files " + tenant);
    }

    /** A key with which the server signs what it hands out for a short time; a new master key brings a new one. */
    public SecretKey signingKey(String purpose) {
        return derive(Objects.requireNonNull(keys.get(current)), "HmacSHA256", "allmende signature " + purpose);
    }

    private static SecretKey derive(byte[] master, String algorithm, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void refuseWhenOthersMayRead(Path file) throws IOException {
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!rights.endsWith("---")) {
            throw new IOException("Others may read %s (%s): chmod o= %s".formatted(file, rights, file));
        }
    }

    private static byte[] decode(Path file, String line) throws IOException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException spoilt) {
            throw new IOException("A line of %s is not base64".formatted(file), spoilt);
        }
        if (key.length != BYTES) {
            throw new IOException("A key in %s has %d bytes, not %d".formatted(file, key.length, BYTES));
        }
        return key;
    }

    private static String id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ID);
            return HexFormat.of().formatHex(digest.digest(key), 0, 4);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
