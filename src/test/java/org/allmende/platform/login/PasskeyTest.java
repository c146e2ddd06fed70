package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.platform.PlatformServer;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A clerk with a laptop that has a fingerprint reader, in a real browser. */
@Timeout(180)
class PasskeyTest {

    private static final String PASSWORD = "Drei Schafe am Deich";

    @TempDir
    static Path folder;

    private static PlatformServer server;
    private static Playwright playwright;
    private static com.microsoft.playwright.Browser chromium;

    @BeforeAll
    static void start() {
        server = PlatformServer.startInEarnest(TestDatabase.newDatabase(), folder);
        var accounts = server.bean(Accounts.class);
        var klara = accounts.add("klara@lohra.example", "Klara Clerk");
        accounts.setPassword(klara.id(), server.bean(PasswordEncoder.class).encode(PASSWORD));
        server.bean(Tenancy.class)
                .run(
                        "lohra",
                        () -> accounts.assign(
                                klara.id(), "*", Role.CLERK, Assignment.Kind.OWN, LocalDate.EPOCH, null, "test"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stop() {
        playwright.close();
        server.close();
    }

    @Test
    void aPasskeyIsMadeAndLogsIn() throws IOException, InterruptedException {
        try (var context = chromium.newContext()) {
            var page = context.newPage();
            var complaints = complaintsOf(page);
            addFingerprintReader(context, page);

            page.navigate(server.url("/anmelden"));
            page.fill("#name", "klara@lohra.example");
            page.fill("#passwort", PASSWORD);
            page.click("form[action='/anmelden'] button");
            page.waitForURL("**/arbeitsplatz");
            page.navigate(server.url("/arbeitsplatz/konto"));
            page.fill("#bezeichnung", "Laptop im Rathaus");
            page.click("text=Passkey anlegen");
            page.waitForURL("**/konto?passkey");
            assertThat(page.content()).contains("Laptop im Rathaus", "Der Passkey ist gespeichert");

            page.click(".me button");
            page.waitForURL("**/anmelden?abgemeldet");
            var answer = page.waitForRequest(
                    request -> request.url().contains("/anmelden/passkey?"),
                    () -> page.click("text=Mit Passkey anmelden"));
            page.waitForURL("**/arbeitsplatz");
            assertThat(again(answer)).as("an answer is taken once").isEqualTo(400);
            page.navigate(server.url("/arbeitsplatz/konto"));
            assertThat(page.content()).contains("Klara Clerk");

            page.click("text=Entfernen");
            page.waitForURL("**/konto?entfernt");
            assertThat(page.content()).doesNotContain("Laptop im Rathaus");
            assertThat(complaints)
                    .as("the console is quiet under the strict policy")
                    .isEmpty();
        }
    }

    @Test
    void aStrangersPasskeyIsRefused() {
        try (var context = chromium.newContext()) {
            var page = context.newPage();
            addFingerprintReader(context, page);
            page.navigate(server.url("/anmelden"));
            page.click("text=Mit Passkey anmelden");
            page.waitForSelector("[data-message]:not(:empty)");
            assertThat(page.textContent("[data-message]")).contains("hat nicht geklappt");
        }
    }

    /** Sends what the browser has sent once more, with the question that it had. */
    private static int again(Request request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(request.url()))
                                    .header("Sec-Fetch-Site", "same-origin")
                                    .header("Content-Type", "application/json")
                                    .header("Cookie", request.allHeaders().get("cookie"))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.postDataBuffer()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void whoeverAsksLeavesNoSession() {
        var stranger = new Browser(server);
        int before = sessions();

        var answer = stranger.post("/anmelden/passkey/optionen", Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("set-cookie"))
                .singleElement()
                .asString()
                .startsWith("frage=")
                .contains("Path=/anmelden/passkey", "Max-Age=300", "HttpOnly", "SameSite=Strict");
        assertThat(sessions()).isEqualTo(before);
    }

    private static int sessions() {
        return server.bean(JdbcClient.class)
                .sql("select count(*) from platform.spring_session")
                .query(Integer.class)
                .single();
    }

    private static List<String> complaintsOf(Page page) {
        var complaints = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            // the test's tenants have no crest, no colours and no desk
            if (message.type().equals("error")
                    && !message.text().contains("404")
                    && !message.text().contains("farben.css")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return complaints;
    }

    private static void addFingerprintReader(BrowserContext context, Page page) {
        var cdp = context.newCDPSession(page);
        cdp.send("WebAuthn.enable");
        var reader = new JsonObject();
        reader.addProperty("protocol", "ctap2");
        reader.addProperty("transport", "internal");
        reader.addProperty("hasResidentKey", true);
        reader.addProperty("hasUserVerification", true);
        reader.addProperty("isUserVerified", true);
        reader.addProperty("automaticPresenceSimulation", true);
        var options = new JsonObject();
        options.add("options", reader);
        cdp.send("WebAuthn.addVirtualAuthenticator", options);
    }
}
