package org.allmende.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The main process of the server, as it describes itself in `postmaster.pid` of its data folder. */
record Postmaster(long pid, int port, State state) {
    enum State {
        STARTING,
        READY,
        STOPPING
    }

    static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** The process that runs on this data, whoever started it. */
    static Optional<Postmaster> findRunning(Path data) throws IOException {
        return describedIn(data).filter(it -> it.runsOn(data));
    }

    /** What the file says: lines are pid, data folder, start, port, socket folder, address, shared memory, state. */
    static Optional<Postmaster> describedIn(Path data) throws IOException {
        try {
            var lines = Files.readAllLines(file(data));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            var port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
            var state = lines.size() < 8 ? State.STARTING : stateOf(lines.get(7).strip());
            return Optional.of(new Postmaster(Long.parseLong(lines.getFirst().strip()), port, state));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            // it is being written
            return Optional.empty();
        }
    }

    private static State stateOf(String line) {
        return switch (line) {
            case "ready", "standby" -> State.READY;
            case "stopping" -> State.STOPPING;
            default -> State.STARTING;
        };
    }

    boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** False also when the number has meanwhile been given to another program. */
    boolean runsOn(Path data) {
        return commandLine().contains("\0" + data + "\0");
    }

    boolean runs(Programs programs) {
        return commandLine().startsWith(programs.postgres() + "\0");
    }

    private String commandLine() {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), UTF_8);
        } catch (IOException e) {
            // it has just ended
            return "";
        }
    }
}
