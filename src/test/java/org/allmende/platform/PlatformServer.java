package org.allmende.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.html.Face;
import org.allmende.platform.html.Faces;
import org.allmende.platform.login.OfficeNames;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.modulith.events.ApplicationModuleListener;

/** The platform without the modules that stand on it, as a server of its own: for tests of what it does by itself. */
public final class PlatformServer implements AutoCloseable {

    private static final String SEAL_PASSWORD = "Lahn und Ohm";

    private final ConfigurableApplicationContext context;

    private PlatformServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** On the database in the data folder. */
    public static PlatformServer start(Path data, String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--allmende.data=" + data);
        if (all.stream().noneMatch(option -> option.startsWith("--server.port"))) {
            all.addAll(List.of("--server.port=0", "--allmende.demo=true"));
        }
        var application = new SpringApplication(Parts.class);
        application.addListeners(new ConfigurationCheck());
        application.setRegisterShutdownHook(false);
        return new PlatformServer(application.run(all.toArray(String[]::new)));
    }

    /** Under the address that it tells people, without the demo's liberties. */
    public static PlatformServer startInEarnest(String database, Path data, String... options) {
        var port = freePort();
        makeSeal(data.resolve("siegel.p12"));
        var all = new ArrayList<>(List.of(
                "--allmende.demo=false",
                "--server.port=" + port,
                "--allmende.public-url=http://localhost:" + port,
                "--allmende.seal.keystore=" + data.resolve("siegel.p12"),
                "--allmende.seal.password=" + SEAL_PASSWORD,
                "--allmende.mail.host=127.0.0.1",
                "--allmende.mail.port=9"));
        all.addAll(List.of(options));
        return startOn(database, data, all.toArray(String[]::new));
    }

    /** A key of its own, as an operator gets one from a trust service. */
    private static void makeSeal(Path keystore) {
        try {
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=Landkreis",
                            "-alias",
                            "siegel",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            keystore.toString(),
                            "-storepass",
                            SEAL_PASSWORD)
                    .inheritIO()
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** On a database of its own on the tests' server. */
    public static PlatformServer startOn(String database, Path data, String... options) {
        var server = TestDatabase.serverFor(database);
        var all = new ArrayList<>(List.of(
                "--allmende.database.url=" + server.app().url(),
                "--allmende.database.owner.password=" + server.owner().password(),
                "--allmende.database.app.password=" + server.app().password(),
                "--allmende.database.runner.password=" + server.runner().password()));
        all.addAll(List.of(options));
        return start(data, all.toArray(String[]::new));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As a module does it, in a transaction of the tenant. */
    public void publish(String tenant, Object event) {
        bean(Tenancy.class).run(tenant, () -> context.publishEvent(event));
    }

    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public String url(String path) {
        return "http://localhost:" + port() + path;
    }

    /** The answer to somebody without a session. */
    public HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** Something that happened, for a listener that notes it. */
    public record Shorn(String sheep) {}

    /** Notes what it hears; fails on the first attempt when the sheep is a black one. */
    public static class Shepherd {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        public List<String> heard() {
            return heard;
        }

        @ApplicationModuleListener(id = "test.shepherd")
        void hear(Shorn event) {
            heard.add(event.sheep());
            if (event.sheep().startsWith("black")
                    && heard.stream().filter(event.sheep()::equals).count() == 1) {
                throw new IllegalStateException("A black sheep");
            }
        }
    }

    @EnableAutoConfiguration
    @ComponentScan("org.allmende.platform")
    static class Parts {

        @Bean
        Faces faces() {
            return new Faces() {
                @Override
                public Optional<Face> find(String slug) {
                    return slug.matches("lohra|wetter|kreis")
                            ? Optional.of(face(slug, slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1)))
                            : Optional.empty();
                }

                @Override
                public Face region() {
                    return face("", "Landkreis");
                }
            };
        }

        @Bean
        OfficeNames officeNames() {
            return new OfficeNames() {
                @Override
                public SequencedMap<String, String> of(String tenant) {
                    return new TreeMap<>(Map.of("standesamt", "Standesamt", "bauamt", "Bauamt"));
                }

                @Override
                public String lead() {
                    return "kreis";
                }
            };
        }

        @Bean
        Shepherd shepherd() {
            return new Shepherd();
        }

        private static Face face(String slug, String name) {
            return new Face(
                    slug,
                    name,
                    "Landkreis",
                    slug.isEmpty() ? "/" : "/" + slug + "/",
                    "/assets/wappen.svg",
                    "/assets/farben.css");
        }
    }
}
