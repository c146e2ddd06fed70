package org.allmende.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.platform.postgres.EmbeddedPostgres.Options;

/**
 * What the server is told, in two files beside its data: they belong to the account of this program, and PostgreSQL only reads
 * them. The port is not among them, since it may change from start to start.
 */
record Settings(Path folder, Path log, Options options) {

    Path main() {
        return folder.resolve("postgresql.conf");
    }

    Path access() {
        return folder.resolve("pg_hba.conf");
    }

    /** Whether a server found running was started with the same settings. */
    boolean areWritten() throws IOException {
        return Files.exists(main())
                && Files.readString(main()).equals(mainText())
                && Files.exists(access())
                && Files.readString(access()).equals(ACCESS);
    }

    void write() throws IOException {
        if (!areWritten()) {
            Files.writeString(main(), mainText());
            Files.writeString(access(), ACCESS);
        }
    }

    /** Nobody comes in without a password, and nobody from another machine. */
    private static final String ACCESS = """
            # written by Allmende at each start
            host  all  all  127.0.0.1/32  scram-sha-256
            """;

    private String mainText() {
        return """
                # written by Allmende at each start
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                hba_file = '%s'
                password_encryption = scram-sha-256
                max_connections = %d

                shared_buffers = %dMB
                effective_cache_size = %dMB
                work_mem = 8MB
                maintenance_work_mem = 64MB
                random_page_cost = 1.1
                jit = off

                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = replica
                max_wal_senders = 0
                max_logical_replication_workers = 0
                max_wal_size = 2GB
                checkpoint_timeout = 5min

                # a week of logs; neither statements nor values, since they may be personal data
                logging_collector = on
                log_directory = '%s'
                log_filename = 'postgresql-%%a.log'
                log_file_mode = 0600
                log_rotation_age = 1d
                log_rotation_size = 0
                log_truncate_on_rotation = on
                log_line_prefix = '%%m [%%p] %%u@%%d '
                log_error_verbosity = terse
                log_min_error_statement = panic
                log_checkpoints = off
                log_lock_waits = on

                timezone = 'UTC'
                log_timezone = 'UTC'
                datestyle = 'ISO, YMD'
                default_text_search_config = 'pg_catalog.german'
                client_connection_check_interval = 10s
                """.formatted(
                        quoted(access()),
                        options.maxConnections(),
                        options.sharedBuffersMegabytes(),
                        4 * options.sharedBuffersMegabytes(),
                        quoted(log));
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("'", "''");
    }
}
