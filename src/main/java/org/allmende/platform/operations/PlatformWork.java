package org.allmende.platform.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.mail.MailDelivery;
import org.springframework.context.annotation.Bean;

/** The due work of the platform itself: letters leave and are forgotten, files are scanned and swept up, nights are watched. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class PlatformWork {

    @Bean
    DueWork deliverMail(MailDelivery mail) {
        return DueWork.of("mail delivery", Duration.ofSeconds(5), """
                select distinct tenant from platform.mail where state = 'WAITING' and next_attempt <= now()
                """, mail::deliverDue);
    }

    @Bean
    DueWork forgetMail(MailDelivery mail) {
        return DueWork.of("mail forgetting", Duration.ofHours(1), """
                select distinct tenant from platform.mail where done < now() - interval '30 days'
                """, mail::forget);
    }

    @Bean
    DueWork scanFiles(org.allmende.platform.files.Files files) {
        return DueWork.of("virus scan", Duration.ofMinutes(1), """
                select distinct tenant from platform.file where state in ('NOT_SCANNED', 'QUARANTINED')
                """, files::rescan);
    }

    /** What no row refers to has no row by which the runner could find it: the folders name the tenants. */
    @Bean
    DueWork sweepFiles(org.allmende.platform.files.Files files, Configuration configuration) {
        var documents = configuration.data().resolve("documents");
        return new DueWork("file sweep", Duration.ofHours(6), runner -> tenantsIn(documents), files::sweep);
    }

    @Bean
    Loop everyNight(Nightly nightly) {
        return new Loop("nightly", Duration.ofMinutes(1), nightly::look);
    }

    private static List<String> tenantsIn(Path documents) {
        if (!Files.isDirectory(documents)) {
            return List.of();
        }
        try (var folders = Files.list(documents)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.matches("[a-z0-9][a-z0-9-]*"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
