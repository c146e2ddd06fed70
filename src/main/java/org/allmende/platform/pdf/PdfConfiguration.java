package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.springframework.context.annotation.Bean;

/** The one renderer, the seal of the configuration or of the demonstration, and the check that knows all seals ever used. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class PdfConfiguration {

    /** The demonstration has notices that are older than its key. */
    private static final Duration DEMO_PAST = Duration.ofDays(365);

    private static final int PASSWORD_BYTES = 24;

    @Bean
    PdfRenderer pdfRenderer(Clock clock) {
        return new PdfRenderer(clock);
    }

    @Bean
    Seal seal(Configuration configuration, Clock clock) {
        var keystore = configuration.seal().keystore();
        if (keystore == null) {
            return demoSeal(configuration.data().resolve("secrets"), clock);
        }
        var seal = new Seal(keystore, configuration.seal().password().toCharArray(), clock);
        if (!configuration.demo() && DemoKey.isDemonstration(seal.certificate())) {
            throw new ConfigurationCheck.Refused(
                    List.of("allmende.seal.keystore is the key of a demonstration: take your own certificate (PKCS#12 file)."));
        }
        return seal;
    }

    @Bean
    SealCheck sealCheck(Seal seal, Configuration configuration) {
        return new SealCheck(KnownSeals.remember(configuration.data().resolve("seals"), seal.certificate()));
    }

    /** Made at the first start, with its password in a file beside it that only the owner may read. */
    private static Seal demoSeal(Path secrets, Clock clock) {
        var file = secrets.resolve("siegel-demo.p12");
        try {
            var password = demoPassword(secrets.resolve("siegel-demo.passwort")).toCharArray();
            if (!Files.exists(file)) {
                var unfinished = secrets.resolve("siegel-demo.p12.new");
                Files.deleteIfExists(unfinished);
                DemoKey.create(unfinished, password, Clock.offset(clock, DEMO_PAST.negated()));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Seal(file, password, clock);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String demoPassword(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(file.toAbsolutePath().getParent());
            var unfinished = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "siegel-demo",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(random));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
