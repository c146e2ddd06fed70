package org.allmende.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.platform.postgres.EmbeddedPostgres.Options;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One data folder and the processes of PostgreSQL that run on it. */
final class Server {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** Longer than any recovery with the given amount of write-ahead log takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The exit code of `flock` when somebody else has the lock. */
    private static final int LOCKED = 75;

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Path data;
    private final Path logs;
    private final Path dataLock;
    private final Path startLog;
    private final Path portFile;
    private final Programs programs;
    private final Account account;
    private final Settings settings;

    Server(Path folder, Options options) throws IOException, InterruptedException {
        this.folder = folder;
        this.data = data(folder);
        this.logs = folder.resolve("log");
        this.dataLock = folder.resolve("data.lock");
        this.startLog = folder.resolve("start.log");
        this.portFile = folder.resolve("port");
        this.programs =
                Programs.unpackedIn(options.programs().orElse(folder.resolve("postgresql-" + Programs.VERSION)));
        this.account = Account.of(folder, data, programs);
        this.settings = new Settings(folder, logs, options);
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    /** The port at which the server answers; one that runs already is taken over if it may be. */
    int start(Credentials superuser, boolean unused) throws IOException, InterruptedException {
        if (Files.exists(data)) {
            var major = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!major.equals(Programs.MAJOR)) {
                throw new PostgresFailed(("The database in %s is of PostgreSQL %s, this program brings %s."
                                + " Make a backup with the program that wrote it and restore it into an empty folder.")
                        .formatted(data, major, Programs.MAJOR));
            }
            var running = awaitDecided();
            if (running.isPresent()) {
                if (!unused || (settings.areWritten() && running.get().runs(programs))) {
                    log.info(
                            "PostgreSQL already runs, process {}: taken over",
                            running.get().pid());
                    return running.get().port();
                }
                log.info(
                        "PostgreSQL already runs, process {}, with older settings: restarted",
                        running.get().pid());
                stop();
            }
        } else {
            initialize(superuser);
        }
        settings.write();
        return launch();
    }

    /** In a folder of another name until it is complete and on the disk. */
    private void initialize(Credentials superuser) throws IOException, InterruptedException {
        var growing = folder.resolve("data.new");
        Folders.delete(growing);
        Files.createDirectory(growing, PosixFilePermissions.asFileAttribute(PRIVATE));
        account.own(growing);
        var password = Files.createTempFile(folder, "password", "");
        try {
            Files.writeString(password, superuser.password());
            account.own(password);
            var initdb = programs.initdb().toString();
            runOrFail(List.of(
                    initdb,
                    "--pgdata=" + growing,
                    "--username=" + superuser.user(),
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--lc-ctype=C.UTF-8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums",
                    "--no-instructions",
                    "--no-sync"));
            runOrFail(List.of(initdb, "--pgdata=" + growing, "--sync-only"));
        } finally {
            Files.delete(password);
        }
        Files.move(growing, data, ATOMIC_MOVE);
    }

    private void runOrFail(List<String> command) throws InterruptedException {
        var output = account.run(folder, command);
        if (!output.good()) {
            throw new PostgresFailed("The database in %s cannot be made:%n%s"
                    .formatted(folder, output.text().strip()));
        }
    }

    /** A server that is starting or stopping is waited for. */
    private Optional<Postmaster> awaitDecided() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var running = Postmaster.findRunning(data);
            if (running.isEmpty() || running.get().state() == Postmaster.State.READY) {
                return running;
            }
            if (System.nanoTime() > deadline) {
                throw failed("PostgreSQL, process %d, is still %s after %d minutes."
                        .formatted(
                                running.get().pid(),
                                running.get().state() == Postmaster.State.STOPPING ? "stopping" : "starting",
                                PATIENCE.toMinutes()));
            }
            Thread.sleep(20);
        }
    }

    private int launch() throws IOException, InterruptedException {
        Files.createDirectories(logs);
        Files.setPosixFilePermissions(logs, PRIVATE);
        account.own(logs);
        if (!Files.exists(dataLock)) {
            Files.createFile(
                    dataLock, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        }
        for (var attempt = 1; ; attempt++) {
            forgetStale();
            var port = Ports.freeFor(portFile);
            var process = launch(port);
            if (awaitReady(process)) {
                return port;
            }
            var locked = process.exitValue() == LOCKED;
            var portTaken = Files.readString(startLog).contains("Address already in use");
            if (attempt == 50 && locked) {
                throw new PostgresFailed("Another PostgreSQL runs in " + folder
                        + " but cannot be seen from here, perhaps in another container. Stop that one.");
            }
            if (attempt == 50 || !(locked || portTaken)) {
                throw failed("PostgreSQL does not start in " + folder + ".");
            }
            Thread.sleep(100);
        }
    }

    /** PostgreSQL believes in a file that names a living process, even when the number is another program's by now. */
    private void forgetStale() throws IOException, InterruptedException {
        var described = Postmaster.describedIn(data);
        if (described.isPresent()
                && described.get().alive()
                && account.run(folder, locking("true")).good()) {
            Files.delete(Postmaster.file(data));
        }
    }

    /**
     * The command holds a lock as long as it or a process of its own lives. So no second server comes upon the data, not even
     * while the processes of a killed one end, and not from another container, where numbers of processes mean nothing.
     */
    private List<String> locking(String... command) {
        var all = new ArrayList<>(
                List.of("flock", "--nonblock", "--conflict-exit-code=" + LOCKED, "--no-fork", dataLock.toString()));
        all.addAll(List.of(command));
        return all;
    }

    /** In a session of its own, so that Ctrl+C at the terminal reaches this program and not the server. */
    private Process launch(int port) throws IOException {
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(locking(
                programs.postgres().toString(),
                "-D",
                data.toString(),
                "-c",
                "config_file=" + settings.main(),
                "-p",
                Integer.toString(port)));
        Files.deleteIfExists(startLog);
        var process = account.command(folder, command)
                .redirectOutput(startLog.toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    /** False when it ended instead. */
    private boolean awaitReady(Process process) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var described = Postmaster.describedIn(data);
            if (described.isPresent()
                    && described.get().pid() == process.pid()
                    && described.get().state() == Postmaster.State.READY) {
                return true;
            }
            if (!process.isAlive()) {
                return false;
            }
            Thread.sleep(5);
        }
        throw failed("PostgreSQL does not answer after %d minutes; process %d goes on trying."
                .formatted(PATIENCE.toMinutes(), process.pid()));
    }

    /** Ends all connections and writes everything down; returns when the process is gone. */
    void stop() throws IOException, InterruptedException {
        var running = Postmaster.findRunning(data);
        if (running.isEmpty()) {
            return;
        }
        account.run(folder, List.of(programs.pgCtl().toString(), "stop", "-D", data.toString(), "-m", "fast", "-W"));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (running.get().alive() && running.get().runsOn(data)) {
            if (System.nanoTime() > deadline) {
                throw failed("PostgreSQL, process %d, does not stop."
                        .formatted(running.get().pid()));
            }
            Thread.sleep(5);
        }
    }

    PostgresFailed failed(String sentence) throws IOException {
        return new PostgresFailed("%s Its log (%s) ends:%n%s".formatted(sentence, logs, tail()));
    }

    private String tail() throws IOException {
        var lines = new ArrayList<String>();
        if (Files.isReadable(startLog)) {
            lines.addAll(Files.readAllLines(startLog, UTF_8));
        }
        if (Files.isReadable(logs)) {
            try (var files = Files.list(logs)) {
                var newest = files.filter(Files::isRegularFile)
                        .max((one, other) -> Long.compare(
                                one.toFile().lastModified(), other.toFile().lastModified()));
                if (newest.isPresent()) {
                    lines.addAll(Files.readAllLines(newest.get(), UTF_8));
                }
            }
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
