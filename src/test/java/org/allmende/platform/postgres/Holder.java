package org.allmende.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.allmende.platform.postgres.EmbeddedPostgres.Options;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.tukaani.xz.XZInputStream;

/** Another program that uses a folder: it starts the server, says its port, and stops it when told. */
final class Holder implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private Holder(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    static Holder of(Path folder, Path programs) throws IOException {
        return of(List.of(), classPath(), folder, programs);
    }

    /** The prefix is a command that runs another as somebody else. */
    static Holder of(List<String> prefix, List<Path> classPath, Path folder, Path programs) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                String.join(":", classPath.stream().map(Path::toString).toList()),
                Holder.class.getName(),
                folder.toString(),
                programs.toString()));
        var error = ProcessBuilder.Redirect.INHERIT;
        return new Holder(new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(error)
                .start());
    }

    /** What is needed to start the server, and nothing else. */
    static List<Path> classPath() {
        var classes = List.of(
                EmbeddedPostgres.class,
                Holder.class,
                TarArchiveInputStream.class,
                IOUtils.class,
                StringUtils.class,
                XZInputStream.class,
                Driver.class,
                Logger.class);
        var places = new ArrayList<>(classes.stream()
                .map(it -> Path.of(
                        it.getProtectionDomain().getCodeSource().getLocation().getPath()))
                .toList());
        var archives = List.of("/postgres-linux-x86_64.txz", "/postgres-linux-arm_64.txz");
        for (var archive : archives) {
            var place = String.valueOf(Holder.class.getResource(archive));
            places.add(Path.of(place.substring("jar:file:".length(), place.indexOf('!'))));
        }
        return places;
    }

    /** The port, or the sentence of a failure. */
    String answer() throws IOException {
        return String.valueOf(said.readLine());
    }

    void stop() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    static void main(String[] arguments) throws IOException {
        var programs = Path.of(arguments[1]);
        try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), new Options(16, 20, Optional.of(programs)))) {
            System.out.println(postgres.url("allmende").replaceAll(".*127.0.0.1:([0-9]+)/.*", "$1"));
            new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
        } catch (PostgresFailed e) {
            System.out.println(String.valueOf(e.getMessage()).replace("\n", " "));
        }
    }

    static void copyTo(Path target, List<Path> places) throws IOException {
        for (var place : places) {
            copy(place, target.resolve(String.valueOf(place.getFileName())));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var relative = from.relativize(file).toString();
                var ours = relative.isEmpty()
                        || "org/allmende/platform/postgres".startsWith(relative)
                        || relative.startsWith("org/allmende/platform/postgres");
                if (ours) {
                    Files.copy(file, to.resolve(relative));
                }
            }
        }
    }
}
