package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.allmende.platform.config.Configuration;
import org.springframework.context.annotation.Bean;

/** Letters, the seal and its check. Outside the demo the seal's key is the operator's own; the demo makes one. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class PdfConfiguration {

    @Bean
    PdfRenderer pdfRenderer(Clock clock) {
        return new PdfRenderer(clock);
    }

    @Bean
    Seal seal(Configuration configuration, Clock clock) {
        var own = configuration.seal().keystore();
        if (own != null) {
            return new Seal(own, configuration.seal().password().toCharArray(), clock);
        }
        var secrets = configuration.data().resolve("secrets");
        var keystore = secrets.resolve("siegel-demo.p12");
        var password = password(secrets.resolve("siegel-demo.passwort"));
        if (!Files.exists(keystore)) {
            DemoKey.create(keystore, password, clock);
        }
        return new Seal(keystore, password, clock);
    }

    @Bean
    SealCheck sealCheck(Seal seal) {
        return new SealCheck(List.of(seal.certificate()));
    }

    private static char[] password(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                var random = new byte[24];
                new SecureRandom().nextBytes(random);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getUrlEncoder().encodeToString(random));
            }
            return Files.readString(file).strip().toCharArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
