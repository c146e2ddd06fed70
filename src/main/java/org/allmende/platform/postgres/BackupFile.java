package org.allmende.platform.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup that was found whole: every entry is there and has the hash that the manifest names. */
final class BackupFile implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    static BackupFile open(Path file) {
        try {
            var zip = new ZipFile(file.toFile());
            try {
                var opened = new BackupFile(zip, manifestIn(zip, file));
                opened.verify(file);
                return opened;
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException | JacksonException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Manifest manifestIn(ZipFile zip, Path file) throws IOException {
        var entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw damaged(file, "it has no manifest", null);
        }
        try (var stream = zip.getInputStream(entry)) {
            var json = JSON.readTree(stream.readAllBytes());
            var format = json.path("format").asInt(0);
            if (format != Manifest.FORMAT) {
                throw new BackupFailed(
                        "The backup %s has format %d, this program reads %d. Restore it with the program that made it."
                                .formatted(file, format, Manifest.FORMAT));
            }
            return JSON.treeToValue(json, Manifest.class);
        }
    }

    static byte[] json(Manifest manifest) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    }

    private void verify(Path file) throws IOException {
        var expected = new HashMap<String, String>();
        manifest.tables().forEach(it -> expected.put(it.entry(), it.sha256()));
        manifest.documents().forEach(it -> expected.put(it.entry(), it.sha256()));
        for (Map.Entry<String, String> entry : expected.entrySet()) {
            if (zip.getEntry(entry.getKey()) == null) {
                throw damaged(file, entry.getKey() + " is missing", null);
            }
            var sha256 = sha256();
            try (var stream = new DigestInputStream(stream(entry.getKey()), sha256)) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
            if (!hex(sha256).equals(entry.getValue())) {
                throw damaged(file, entry.getKey() + " was changed", null);
            }
        }
    }

    private static BackupFailed damaged(Path file, String reason, @Nullable Exception cause) {
        return new BackupFailed(
                "The backup %s is damaged or none: %s. Nothing was changed; take another one.".formatted(file, reason),
                cause);
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream stream(String entry) throws IOException {
        return zip.getInputStream(zip.getEntry(entry));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
