package org.allmende.walkers;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Tab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Shows every page on several screens: axe, sideways scrolling, complaints of the browser, and the keyboard alone. */
class AccessibilityTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    private static final List<Look> ALL_LOOKS = Stream.of(Look.DESKTOP, Look.PHONE, Look.SMALL_PHONE)
            .flatMap(look -> Stream.of(look, look.inTheDark()))
            .toList();

    /** Pages in one window. */
    private static final int WINDOW = 20;

    private static final String AXE = """
            () => axe.run(document, {resultTypes: ['violations'], preload: false}).then(found => found.violations.flatMap(
                violation => violation.nodes.map(node => violation.id + ' ' + node.target + ' '
                    + (node.any[0] || node.all[0] || node.none[0] || {}).message)))
            """;

    /** Empties the page's first form that has something to type, and marks the button that sends it. */
    private static final String EMPTY = """
            () => {
                const form = [...document.querySelectorAll('main form[method=post]')]
                    .find(one => [...one.elements].some(field =>
                        field.matches('input:not([type=hidden], [type=file]), textarea') && field.checkVisibility()));
                const button = form && [...form.elements]
                    .find(one => one.type === 'submit' && !one.hasAttribute('formaction') && one.checkVisibility());
                if (!button) return false;
                form.noValidate = true;
                [...form.elements].filter(field => field.matches('input:not([type=hidden], [type=color]), textarea'))
                    .forEach(field => { field.value = ''; field.checked = false; });
                button.dataset.probeSend = '';
                document.documentElement.dataset.probeSent = '';
                return true;
            }
            """;

    private static final String SEND =
            "() => { setTimeout(() => document.querySelector('[data-probe-send]').click()) }";

    @Test
    void everyPageIsForEverybody() {
        lookAtEverything(List.of(Look.PHONE, Look.DESKTOP, Look.DESKTOP.inTheDark()));
    }

    @Test
    @Tag("long")
    void everyPageIsForEverybodyOnEveryScreen() {
        lookAtEverything(ALL_LOOKS);
    }

    private static void lookAtEverything(List<Look> looks) {
        var findings = new Findings();
        inEachTab(visits(), (visit, tab) -> {
            for (var look : looks) {
                tab.as(look);
                violations(tab).forEach(violation -> findings.add("%s at %s: %s", visit, look, violation));
            }
            for (var look : List.of(Look.SMALL_PHONE, Look.PHONE, Look.DESKTOP)) {
                tab.as(look);
                wide(tab).forEach(element -> findings.add("%s scrolls sideways at %s: %s", visit, look, element));
            }
            // that an error page answers with its status is no complaint
            tab.takeProblems().stream()
                    .filter(problem -> !problem.contains("the server responded with a status of 4"))
                    .forEach(problem -> findings.add("%s complains: %s", visit, problem));
        });
        findings.expectNone("axe finds nothing, nothing scrolls sideways, the console is silent");
    }

    @Test
    void theKeyboardReachesEverythingAndTheFocusIsSeen() {
        pressTab(Visit.onePerRoute(visits()));
    }

    @Test
    @Tag("long")
    void theKeyboardReachesEverythingOnEveryPage() {
        pressTab(visits());
    }

    private static void pressTab(List<Visit> visits) {
        var findings = new Findings();
        inEachTab(visits, (visit, tab) -> {
            tab.as(Look.DESKTOP);
            Keyboard.problems(tab.page()).forEach(problem -> findings.add("%s: %s", visit, problem));
        });
        findings.expectNone("not everybody has a mouse");
    }

    @Test
    void aRefusedFormIsForEverybodyToo() {
        var findings = new Findings();
        // of a town of its own, since what is typed into a form stays there
        var visits = Visit.listPages(COUNTY, "biedenkopf");
        inEachTab(Visit.onePerRoute(visits), (visit, tab) -> {
            if (Boolean.TRUE.equals(tab.page().evaluate(EMPTY))) {
                tab.page().evaluate(SEND);
                tab.page().locator("html:not([data-probe-sent])").waitFor();
                tab.page().waitForLoadState();
                violations(tab).forEach(violation -> findings.add("%s, sent empty: %s", visit, violation));
                tab.as(Look.SMALL_PHONE);
                wide(tab).forEach(element -> findings.add("%s, sent empty, scrolls sideways: %s", visit, element));
            }
            tab.takeProblems().forEach(problem -> findings.add("%s, sent empty, complains: %s", visit, problem));
        });
        findings.expectNone("whoever made a mistake needs the page most");
    }

    private static List<Visit> visits() {
        return Visit.listPages(COUNTY, "gladenbach");
    }

    private interface Work {
        void on(Visit visit, Tab tab);
    }

    /** Whoever has many pages to see stays in one window: a new one costs a browser more than a page. */
    private static void inEachTab(List<Visit> visits, Work work) {
        var walks = visits.stream()
                .collect(Collectors.groupingBy(Visit::visitor, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(own -> own.stream().gather(Gatherers.windowFixed(WINDOW)))
                .toList();
        Browser.forEach(walks, walk -> {
            try (var tab = Browser.open(COUNTY, walk.getFirst().visitor(), Look.PHONE)) {
                for (var visit : walk) {
                    work.on(visit, tab.as(Look.PHONE).go(visit.path()));
                    tab.leave();
                }
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static List<String> violations(Tab tab) {
        if (Boolean.FALSE.equals(tab.page().evaluate("() => 'axe' in window"))) {
            tab.page().evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) tab.page().evaluate(AXE);
    }

    /** What sticks out, if the page can be scrolled sideways. */
    @SuppressWarnings("unchecked")
    private static List<String> wide(Tab tab) {
        return (List<String>) tab.page().evaluate("""
                () => {
                    const root = document.documentElement;
                    if (root.scrollWidth <= root.clientWidth) return [];
                    const wide = [...document.body.querySelectorAll('*')]
                        .filter(one => one.getBoundingClientRect().right > root.clientWidth + 1)
                        .map(one => one.tagName.toLowerCase() + '.' + one.getAttribute('class')
                            + ' ends at ' + Math.round(one.getBoundingClientRect().right));
                    return [root.scrollWidth + ' px: ' + wide.slice(0, 3).join(', ')];
                }
                """);
    }
}
