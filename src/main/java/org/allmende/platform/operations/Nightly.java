package org.allmende.platform.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Objects;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.operations.Operation.Kind;
import org.allmende.platform.time.GermanDates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Each night: a backup, a rehearsal of its restore, and a walk along all audit logs. What was missed, since the server
 * stood still, is made up for; what failed is tried again after an hour.
 */
@Component
class Nightly {

    private static final Logger LOG = LoggerFactory.getLogger(Nightly.class);
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'allmende-'uuuu-MM-dd-HHmm'.zip'");

    private final Configuration.Backup settings;
    private final Backups backups;
    private final AuditWalk audits;
    private final Operations operations;
    private final DatabaseServer server;
    private final Clock clock;

    Nightly(
            Configuration configuration,
            Backups backups,
            AuditWalk audits,
            Operations operations,
            DatabaseServer server,
            Clock clock) {
        this.settings = configuration.backup();
        this.backups = backups;
        this.audits = audits;
        this.operations = operations;
        this.server = server;
        this.clock = clock;
    }

    /** By one instance of the server, whichever looks first. */
    void look() {
        if (!isDue(Kind.AUDIT) && !(settings.configured() && isDue(Kind.BACKUP))) {
            return;
        }
        try (var connection =
                new SingleConnectionDataSource(server.ownerSource().getConnection(), true)) {
            if (!JdbcClient.create(connection)
                    .sql("select pg_try_advisory_lock(hashtextextended('allmende nightly', 0))")
                    .query(Boolean.class)
                    .single()) {
                return;
            }
            if (settings.configured() && isDue(Kind.BACKUP)) {
                backUp();
            }
            if (isDue(Kind.AUDIT)) {
                audits.verifyAll();
                operations.forgetOld();
            }
        } catch (java.sql.SQLException noConnection) {
            throw new IllegalStateException("The database does not answer", noConnection);
        }
    }

    private boolean isDue(Kind kind) {
        var now = clock.instant();
        var tonight = lastTime(settings.at(), now);
        var good = operations.findLastGood(kind);
        if (good.isPresent() && !good.get().began().isBefore(tonight)) {
            return false;
        }
        return operations
                .findLast(kind)
                .map(last ->
                        last.began().plus(AGAIN).isBefore(now) || last.began().isBefore(tonight))
                .orElse(true);
    }

    static Instant lastTime(LocalTime at, Instant now) {
        var today = ZonedDateTime.ofInstant(now, GermanDates.BERLIN).with(at);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    private void backUp() {
        var folder = Objects.requireNonNull(settings.folder());
        var file = folder.resolve(NAME.format(ZonedDateTime.ofInstant(clock.instant(), GermanDates.BERLIN)));
        backups.backup(file);
        backups.rehearse(file);
        try {
            prune(folder);
            LOG.info("Backup {} was made, and restored on trial", file.getFileName());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Only ours by name, and only after a good one. */
    private void prune(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var old = files.filter(file ->
                            String.valueOf(file.getFileName()).matches("allmende-\\d{4}-\\d{2}-\\d{2}-\\d{4}\\.zip"))
                    .sorted(Comparator.reverseOrder())
                    .skip(settings.keep())
                    .toList();
            for (var file : old) {
                Files.delete(file);
            }
        }
    }
}
