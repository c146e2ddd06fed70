package org.allmende.platform.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.allmende.platform.config.Configuration;
import org.springframework.context.annotation.Bean;

/** Contents lie in {@code documents}, the master key in {@code secrets/documents.key} of the data folder. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class FilesConfiguration {

    private static final Duration SCAN = Duration.ofSeconds(20);

    @Bean
    MasterKeys masterKeys(Configuration configuration) throws IOException {
        Path key = configuration.data().resolve("secrets").resolve("documents.key");
        if (!Files.exists(key) && isEmpty(folder(configuration))) {
            MasterKeys.create(key);
        }
        return MasterKeys.read(key);
    }

    @Bean
    FileStore fileStore(Configuration configuration, MasterKeys keys) throws IOException {
        return new FileStore(folder(configuration), keys);
    }

    private static Path folder(Configuration configuration) {
        return configuration.data().resolve("documents");
    }

    @Bean
    VirusScanner virusScanner(Configuration configuration) {
        String address = configuration.files().clamav();
        return address == null || address.isBlank() ? VirusScanner.NONE : new ClamAv(address, SCAN);
    }

    @Bean
    HeicConverter heicConverter(Configuration configuration) {
        return HeicConverter.find(configuration.files().heicConverter());
    }

    /** A new key beside old files would hide that theirs is missing. */
    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.allMatch(entry -> entry.endsWith(".incoming"));
        }
    }
}
