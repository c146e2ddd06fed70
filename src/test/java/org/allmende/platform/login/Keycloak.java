package org.allmende.platform.login;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Keycloak with the realm {@code kreis}, unpacked by the Maven profile {@code keycloak}. */
final class Keycloak implements AutoCloseable {

    private static final Path HOME = Path.of("target", "keycloak");

    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> findHome() throws IOException {
        if (!Files.isDirectory(HOME)) {
            return Optional.empty();
        }
        try (var entries = Files.list(HOME)) {
            return entries.filter(entry -> Files.exists(entry.resolve("bin/kc.sh"))).findFirst();
        }
    }

    /** The realm knows one client, and Klara and Mallory with verified addresses, and Ulf whose address is not. */
    static Keycloak start(Path home, Path log, String publicUrl) throws IOException, InterruptedException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var realms = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(realms.resolve("kreis-realm.json"), """
                {"realm": "kreis", "enabled": true, "sslRequired": "none",
                 "clients": [{"clientId": "allmende", "secret": "geheim", "redirectUris": ["%s/*"], "standardFlowEnabled": true}],
                 "users": [%s, %s, %s]}
                """.formatted(
                        publicUrl,
                        user("klara", "klara@lohra.example", true),
                        user("mallory", "mallory@lohra.example", true),
                        user("ulf", "ulf@lohra.example", false)));
        var kc = home.resolve("bin/kc.sh").toAbsolutePath();
        if (!kc.toFile().setExecutable(true)) {
            throw new IOException(kc + " cannot be made executable");
        }
        var builder = new ProcessBuilder(
                        "bash",
                        kc.toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=http://localhost:" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var keycloak = new Keycloak(builder.start(), port);
        keycloak.awaitReady(log);
        return keycloak;
    }

    String issuer() {
        return "http://localhost:" + port + "/realms/kreis";
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 600; i++) {
                if (!process.isAlive()) {
                    throw new IOException("Keycloak ended:\n" + Files.readString(log));
                }
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }
        throw new IOException("Keycloak does not answer:\n" + Files.readString(log));
    }

    private static String user(String name, String email, boolean verified) {
        return """
                {"username": "%s", "enabled": true, "email": "%s", "emailVerified": %s, "firstName": "%s", "lastName": "Probe",
                 "credentials": [{"type": "password", "value": "%s", "temporary": false}]}
                """.formatted(name, email, verified, name, name);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly()).join();
    }
}
