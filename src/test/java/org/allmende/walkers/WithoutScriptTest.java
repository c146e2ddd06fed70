package org.allmende.walkers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.junit.jupiter.api.Test;

/** Opens every page for everybody in a browser that runs no script. */
class WithoutScriptTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    /** Shows every component, and what it would do only where it is used. */
    private static final String STYLE_GUIDE = "/gestaltung";

    /** Buttons that do nothing without a script and are seen all the same. */
    private static final String DEAD = """
            [...document.querySelectorAll('button[type=button], a[href="#"], a:not([href]), button:not(form button, [form])')]
                .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))
            """;

    /** Forms with fields and no button that sends them; what is folded away opens without a script. */
    private static final String STUCK = """
            [...document.querySelectorAll('form')]
                .filter(form => ![...form.elements].some(one => one.type === 'submit' && (one.closest('details') || one.checkVisibility())))
                .map(form => form.outerHTML.slice(0, 120))
            """;

    @Test
    void everyPageForEverybodyWorksWithoutScripts() {
        var findings = new Findings();
        var visits = Visit.listPages(COUNTY, "gladenbach").stream()
                .filter(visit -> visit.route().isPublic())
                .toList();
        assertThat(visits).as("pages for everybody").hasSizeGreaterThan(5);
        for (var visit : visits) {
            try (var tab = Browser.open(COUNTY, visit.visitor(), Look.PHONE.withoutScripts())) {
                var page = tab.go(visit.path()).page();
                findings.addIf(page.locator("main h1").count() != 1, "%s has no heading", visit);
                if (!visit.path().equals(STYLE_GUIDE)) {
                    list(page.evaluate(DEAD)).forEach(dead -> findings.add("%s: %s does nothing", visit, dead));
                }
                list(page.evaluate(STUCK)).forEach(form -> findings.add("%s: %s cannot be sent", visit, form));
                tab.takeProblems().forEach(problem -> findings.add("%s: %s", visit, problem));
            }
        }
        findings.expectNone("old phones and careful people run no scripts");
    }

    private static List<?> list(Object found) {
        return (List<?>) found;
    }
}
