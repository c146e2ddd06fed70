package org.allmende;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;

/** A window of the browser that writes down whatever a page complains about: scripts, the content security policy, loads. */
public final class Tab implements AutoCloseable {

    /** Brings everything that moves to its end. */
    private static final String SETTLE = """
            () => new Promise(done => requestAnimationFrame(() => {
                document.getAnimations().forEach(one => {
                    try { one.finish(); } catch (endless) { one.cancel(); }
                });
                requestAnimationFrame(done);
            }))
            """;

    private final DemoCounty county;
    private final BrowserContext context;
    private final Page page;
    private final List<String> problems = new ArrayList<>();

    Tab(DemoCounty county, BrowserContext context) {
        this.county = county;
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // the status of each answer is looked at below
            if (!message.text().startsWith("Failed to load resource")) {
                problems.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> problems.add("script: " + error));
        page.onRequestFailed(request -> {
            // the browser breaks off itself what a page still loads when it is left
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                problems.add("not loaded: " + request.url() + " " + request.failure());
            }
        });
        page.onResponse(this::look);
        page.onRequest(request -> {
            if (!request.url().startsWith(county.address()) && !request.url().startsWith("data:")) {
                problems.add("foreign address: " + request.url());
            }
        });
    }

    private void look(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            problems.add(response.status() + ": " + response.url());
        }
    }

    /** Loads a page of the county. */
    public Tab go(String path) {
        page.navigate(county.url(path), new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        return this;
    }

    /** Leaves the page; what breaks off then is no complaint. */
    public void leave() {
        page.navigate("about:blank");
        problems.clear();
    }

    public Page page() {
        return page;
    }

    /** What has been complained about since this was last asked. */
    public List<String> takeProblems() {
        var taken = List.copyOf(problems);
        problems.clear();
        return taken;
    }

    /** Shows the same page on another screen. */
    public Tab as(Browser.Look look) {
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
        page.evaluate(SETTLE);
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
