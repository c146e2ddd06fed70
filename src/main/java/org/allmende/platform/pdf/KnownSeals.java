package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** The certificates of all keys that ever sealed here, each in a file, so that notices can be checked after a change of keys. */
final class KnownSeals {

    private static final String ENDING = ".cer";

    private KnownSeals() {}

    /** Keeps the certificate in use now and gives it with all earlier ones. */
    static List<X509Certificate> remember(Path folder, X509Certificate current) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(fingerprint(current) + ENDING);
            if (!Files.exists(file)) {
                var unfinished = Files.createTempFile(folder, "seal", ".new");
                Files.write(unfinished, current.getEncoded());
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            try (var files = Files.list(folder)) {
                return files.filter(each -> each.toString().endsWith(ENDING))
                        .sorted()
                        .map(KnownSeals::read)
                        .toList();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("The seal's certificate cannot be written down", unreadable);
        }
    }

    private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()), 0, 16);
    }

    private static X509Certificate read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("This is no certificate of a seal: " + file, unreadable);
        }
    }
}
