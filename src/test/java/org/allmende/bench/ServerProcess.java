package org.allmende.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server as a process of its own on a data folder of its own, with the demo's region and embedded database. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path data;
    private final int port;
    private final int mqttPort;
    private final long began;

    private ServerProcess(Process process, Path data, int port, int mqttPort, long began) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.mqttPort = mqttPort;
        this.began = began;
    }

    /** Starts it without waiting for anything. {@code command} is Java with everything up to the program's own options. */
    public static ServerProcess start(List<String> command, Path data) {
        var port = freePort();
        var mqttPort = freePort();
        var all = new ArrayList<>(command);
        all.addAll(List.of(
                "--allmende.demo=true",
                "--allmende.sensing.demo-year=false",
                "--allmende.sensing.mqtt.port=" + mqttPort,
                "--allmende.data=" + data,
                "--allmende.public-url=http://localhost:" + port,
                "--server.port=" + port));
        try {
            Files.createDirectories(data);
            var log =
                    ProcessBuilder.Redirect.appendTo(data.resolve("console.log").toFile());
            var began = System.nanoTime();
            var process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new ServerProcess(process, data, port, mqttPort, began);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The classes under test, started as fast as can be without a cache of them. */
    public static ServerProcess startUnderTest(Path data, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath(),
                "org.allmende.Allmende"));
        command.addAll(List.of(options));
        return start(command, data);
    }

    /** What it has printed so far. */
    public String console() {
        try {
            return Files.readString(data.resolve("console.log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Without the tests, whose way of logging is not the server's. */
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(place -> !place.endsWith("test-classes") && !place.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits for the first answer 200 of this page; gives the time since the process was started. */
    public Duration await(String path) {
        var deadline = began + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (var wire = Wire.open(port)) {
                if (wire.get(path, "").status() == 200) {
                    return Duration.ofNanos(System.nanoTime() - began);
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
        var log = tail();
        close();
        throw new IllegalStateException("The server does not answer; its log ends:\n" + log);
    }

    /** Until the demo has told its stories and loaded its values: JVM and PostgreSQL spend less than a sixth of a core. */
    public void awaitQuiet() {
        for (int patience = 0; patience < 75; patience++) {
            var before = processorTime().plus(databaseProcessorTime());
            LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
            if (processorTime().plus(databaseProcessorTime()).minus(before).toMillis() < 670) {
                return;
            }
        }
        Bench.say("The server is still busy with the demo");
    }

    public int port() {
        return port;
    }

    /** Where it takes MQTT, a moment after its first page. */
    public int mqttPort() {
        return mqttPort;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public Path data() {
        return data;
    }

    /** Resident memory of the JVM, without PostgreSQL. */
    public long residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    /** Processor time that the JVM has used so far: unlike a duration it hardly depends on who else is at work on the machine. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The same for PostgreSQL: its main process and those that serve connections. */
    Duration databaseProcessorTime() {
        return Owner.postmaster(data).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()))
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The power fails for the server alone: kill -9. PostgreSQL lives on. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** The power fails for server and database. */
    public void killWithDatabase() {
        var database = Owner.postmaster(data);
        process.destroyForcibly();
        database.ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    /** Stops it as an operator does. */
    @Override
    public void close() {
        askToStop();
        awaitEnd();
    }

    /** SIGTERM; does not wait until it is gone. */
    public void askToStop() {
        process.destroy();
    }

    /** Gives the exit code. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE)) {
                throw new IllegalStateException("The server does not stop; its log ends:\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private String tail() {
        var lines = console().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** An empty folder that PostgreSQL's own account can reach. */
    public static Path newFolder() {
        try {
            return Files.createDirectory(
                    Files.createTempDirectory("allmende-bench").resolve("data"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Takes away the folder, and a database that a killed server may have left running in it. */
    public static void remove(Path data) {
        Owner.postmaster(data).ifPresent(left -> {
            left.destroy();
            left.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        });
        try (var all = Files.walk(data.getParent())) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException left) {
            System.err.println("Not removed: " + left);
        }
    }
}
