package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.allmende.platform.PlatformServer;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in through a real Keycloak. */
@Tag("long")
@Timeout(600)
class KeycloakTest {

    @TempDir
    Path folder;

    @Test
    void whoHasAnAccountHereLogsInAndNobodyElse() throws Exception {
        var home = Keycloak.findHome();
        assumeTrue(home.isPresent(), "Keycloak comes with the Maven profile keycloak");
        var port = freePort();
        var address = "http://localhost:" + port;
        try (var keycloak = Keycloak.start(home.get(), folder.resolve("keycloak.log"), address);
                var server = server(port, keycloak.issuer());
                var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var chromium = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of("--no-sandbox")))) {
            addKlara(server, "klara@lohra.example", "Klara Clerk");
            addKlara(server, "ulf@lohra.example", "Ulf Unverified");
            assertThat(logIn(chromium, server, "klara"))
                    .as("her verified address is her log-in")
                    .endsWith("/arbeitsplatz");
            assertThat(server.bean(Accounts.class)
                            .findByLogin("klara@lohra.example")
                            .orElseThrow()
                            .externalId())
                    .as("from now on she is known by her subject")
                    .startsWith(keycloak.issuer());
            assertThat(logIn(chromium, server, "klara")).as("and again").endsWith("/arbeitsplatz");
            assertThat(logIn(chromium, server, "mallory"))
                    .as("has no account here")
                    .endsWith("/anmelden?dienst");
            assertThat(logIn(chromium, server, "ulf"))
                    .as("his address is not verified")
                    .endsWith("/anmelden?dienst");
        }
    }

    @Test
    void theServerStartsWhileTheProviderIsDown() {
        var port = freePort();
        try (var server = server(port, "http://localhost:9/realms/none")) {
            var browser = new Browser(server);
            assertThat(browser.get("/anmelden").body()).contains("Anmelden über Kreis-Anmeldung");
            assertThat(Browser.location(browser.get("/anmelden/dienst"))).isEqualTo("/anmelden?dienst");
        }
    }

    private PlatformServer server(int port, String issuer) {
        return PlatformServer.startOn(
                TestDatabase.newDatabase(),
                folder,
                "--server.port=" + port,
                "--allmende.demo=true",
                "--allmende.public-url=http://localhost:" + port,
                "--allmende.login.oidc.issuer=" + issuer,
                "--allmende.login.oidc.client-id=allmende",
                "--allmende.login.oidc.client-secret=geheim",
                "--allmende.login.oidc.label=Kreis-Anmeldung");
    }

    private static void addKlara(PlatformServer server, String login, String name) {
        var accounts = server.bean(Accounts.class);
        var account = accounts.add(login, name);
        server.bean(Tenancy.class)
                .run(
                        "lohra",
                        () -> accounts.assign(
                                account.id(), "*", Role.CLERK, Assignment.Kind.OWN, LocalDate.EPOCH, null, "test"));
    }

    /** Where somebody ends up who logs in at Keycloak with their name as password. */
    private static String logIn(com.microsoft.playwright.Browser chromium, PlatformServer server, String name) {
        try (var context = chromium.newContext()) {
            var page = context.newPage();
            page.navigate(server.url("/anmelden"));
            page.click("text=Anmelden über Kreis-Anmeldung");
            page.fill("#username", name);
            page.fill("#password", name);
            page.click("#kc-login");
            page.waitForURL(url -> url.startsWith(server.url("/")));
            return page.url();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
