package org.allmende;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** One Chromium for all tests of a run, used by one test at a time; two more for walks over many pages. */
public final class Browser {

    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
            "--lang=de-DE");

    private static final int PATIENCE_MILLIS = 30_000;

    /** What a Playwright makes is for the thread that made it. */
    private static final ThreadLocal<com.microsoft.playwright.Browser> CHROMIUM =
            ThreadLocal.withInitial(Browser::launch);

    /** Two people at two browsers, who stay until the tests are at their end. */
    private static final ExecutorService LANES = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("browser-", 1).factory());

    static {
        // as long as a click waits; five seconds are too few when all tests run
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    /** How somebody looks at a page. */
    public record Look(int width, int height, boolean dark, boolean scripts) {

        public static final Look DESKTOP = new Look(1280, 900, false, true);
        public static final Look PHONE = new Look(390, 844, false, true);
        public static final Look SMALL_PHONE = new Look(320, 640, false, true);

        public Look inTheDark() {
            return new Look(width, height, true, scripts);
        }

        public Look withoutScripts() {
            return new Look(width, height, dark, false);
        }

        @Override
        public String toString() {
            return width + " px " + (dark ? "dark" : "light") + (scripts ? "" : ", no scripts");
        }
    }

    private Browser() {}

    /** A new window for somebody, with their cookies; close it after use. */
    public static Tab open(DemoCounty county, Visitor visitor, Look look) {
        var context = CHROMIUM.get()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setJavaScriptEnabled(look.scripts())
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("de-DE")
                        .setTimezoneId("Europe/Berlin"));
        context.addCookies(visitor.cookies().stream()
                .map(cookie -> new Cookie(cookie.getName(), cookie.getValue())
                        .setDomain(county.host())
                        .setPath(cookie.getPath()))
                .toList());
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Tab(county, context);
    }

    /** Does the work for each, two at a time, each lane in a browser of its own. */
    public static <T> void forEach(List<T> all, Consumer<T> work) {
        Findings.forEach(LANES, all, work);
    }

    private static com.microsoft.playwright.Browser launch() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setHeadless(true)
                        .setArgs(OPTIONS));
    }

    private static Path chromium() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder ->
                        List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome").stream()
                                .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Chromium is missing. Install it: apt-get install chromium"));
    }
}
