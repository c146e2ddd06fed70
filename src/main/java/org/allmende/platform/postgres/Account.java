package org.allmende.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who PostgreSQL runs as. It refuses root: then an account of its own takes over, or root in a user namespace, which keeps
 * root's files but none of its powers (and so also reaches a folder below /root).
 */
record Account(String name, int user, int group, List<String> prefix) {
    private static final int ROOT = 0;
    private static final int SAME = -1;

    /** The one who started this program. */
    private static final Account SELF = new Account("the starting account", SAME, SAME, List.of());

    private static final Account NAMESPACE =
            new Account("root in a user namespace", SAME, SAME, List.of("unshare", "--user", "--"));

    record Output(int exit, String text) {
        boolean good() {
            return exit == 0;
        }
    }

    /** The account that owns the data, or, before there is any, the first that can reach the folder and run the programs. */
    static Account of(Path folder, Path data, Programs programs) throws IOException, InterruptedException {
        var reasons = new ArrayList<String>();
        for (var account : candidates(data)) {
            var trial = account.run(
                    folder,
                    List.of(
                            "sh",
                            "-c",
                            "cd \"$1\" && exec \"$2\" --version",
                            "sh",
                            folder.toString(),
                            programs.postgres().toString()));
            if (trial.good()) {
                return account;
            }
            reasons.add(account.name + ": " + trial.text.strip());
        }
        throw new PostgresFailed("PostgreSQL cannot run in " + folder
                + ". Choose a folder that its account can reach and from which programs may run (not mounted noexec),"
                + " for example /var/lib/allmende, or start this program as an ordinary user. Tried: "
                + String.join("; ", reasons));
    }

    private static List<Account> candidates(Path data) throws IOException {
        var self = userOf(Path.of("/proc/self"));
        if (Files.exists(data)) {
            var owner = userOf(data);
            if (owner == self) {
                return List.of(self == ROOT ? NAMESPACE : SELF);
            }
            if (self != ROOT) {
                throw new PostgresFailed(
                        "The database in %s belongs to another account (number %d). Start this program as that account or as root."
                                .formatted(data, owner));
            }
            return List.of(dropTo("account " + owner, owner, (int) Files.getAttribute(data, "unix:gid")));
        }
        if (self != ROOT) {
            return List.of(SELF);
        }
        var accounts = new ArrayList<Account>();
        named("allmende").ifPresent(accounts::add);
        named("postgres").ifPresent(accounts::add);
        accounts.add(NAMESPACE);
        named("nobody").ifPresent(accounts::add);
        return accounts;
    }

    private static int userOf(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }

    private static Optional<Account> named(String name) throws IOException {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":", -1))
                    .filter(it -> it.length > 3 && it[0].equals(name))
                    .map(it -> dropTo(name, Integer.parseInt(it[2]), Integer.parseInt(it[3])))
                    .findFirst();
        }
    }

    private static Account dropTo(String name, int user, int group) {
        var prefix =
                List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--no-new-privs", "--");
        return new Account(name, user, group, prefix);
    }

    /** Makes the account the owner of a file that this program has just made. */
    void own(Path file) throws IOException {
        if (user != SAME) {
            Files.setAttribute(file, "unix:uid", user);
            Files.setAttribute(file, "unix:gid", group);
        }
    }

    /** A command that runs as the account, in the folder and with nothing of this program's environment but the path. */
    ProcessBuilder command(Path folder, List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        var builder = new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        var path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/bin:/sbin:/bin";
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
        return builder;
    }

    Output run(Path folder, List<String> command) throws InterruptedException {
        try {
            var process = command(folder, command).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException e) {
            return new Output(SAME, String.valueOf(e.getMessage()));
        }
    }
}
