package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.time.LocalDate;
import java.util.List;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.Tab;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A clerk of Cölbe who stands in at Lahntal. */
class TenantSwitchTest {

    private static final String LOGIN = "vertretung.coelbe";
    private static final DemoCounty COUNTY = DemoCounty.county();

    @BeforeAll
    static void makeTheClerk() {
        var accounts = COUNTY.bean(Accounts.class);
        var account = accounts.add(LOGIN, "Vera Vertretung");
        accounts.setPassword(account.id(), COUNTY.bean(PasswordEncoder.class).encode(DemoCounty.PASSWORD));
        assign(account, "coelbe", Assignment.Kind.OWN);
        assign(account, "lahntal", Assignment.Kind.MANDATE);
    }

    @Test
    void theChoiceLeadsToTheOtherDeskByKeyboardAndWithoutScripts() {
        try (var tab = Browser.open(COUNTY, clerk(), Look.PHONE.withoutScripts())) {
            var page = tab.go("/arbeitsplatz").page();
            assertThat(page.textContent(".side .brand b")).isEqualTo("Gemeinde Cölbe");

            page.focus("#fuer-mandant");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.textContent.trim()"))
                    .isEqualTo("Dorthin wechseln");
            page.keyboard().press("Enter");
            page.waitForCondition(() -> page.textContent(".side .brand b").equals("Gemeinde Lahntal"));

            assertThat(page.title()).contains("Gemeinde Lahntal");
            assertThat(page.inputValue("#fuer-mandant")).isEqualTo("lahntal");
            page.selectOption("#fuer-mandant", "coelbe");
            page.click(".mandate button");
            page.waitForCondition(() -> page.textContent(".side .brand b").equals("Gemeinde Cölbe"));
        }
    }

    @Test
    void theChoiceIsForEverybodyOnEveryScreen() {
        try (var tab = Browser.open(COUNTY, clerk(), Look.DESKTOP)) {
            assertThat(tab.go("/arbeitsplatz").page().isVisible("#fuer-mandant"))
                    .isTrue();
            for (var look : List.of(Look.DESKTOP, Look.SMALL_PHONE, Look.DESKTOP.inTheDark())) {
                tab.as(look);
                assertThat(violations(tab)).as("%s", look).isEmpty();
                assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s", look)
                        .isEqualTo(true);
            }
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    @Test
    void whoWorksForOneTenantIsNotAsked() {
        var page = COUNTY.loggedIn("standesamt.gladenbach", "Allmende-Demo").get("/arbeitsplatz");

        assertThat(page.html().select("#fuer-mandant")).isEmpty();
        assertThat(page.html().select(".side .brand b").text()).isEqualTo("Stadt Gladenbach");
    }

    private static Visitor clerk() {
        return COUNTY.loggedIn(LOGIN, DemoCounty.PASSWORD);
    }

    private static void assign(Account account, String tenant, Assignment.Kind kind) {
        COUNTY.bean(Tenancy.class)
                .run(
                        tenant,
                        () -> COUNTY.bean(Accounts.class)
                                .assign(account.id(), "*", Role.CLERK, kind, LocalDate.of(2026, 1, 1), null, "test"));
    }

    private static List<?> violations(Tab tab) {
        tab.page().evaluate(AxeBuilder.getAxeScript());
        return (List<?>)
                tab.page()
                        .evaluate(
                                "() => axe.run(document, {resultTypes: ['violations']})"
                                        + ".then(found => found.violations.map(one => one.id + ' ' + one.nodes.map(node => node.target)))");
    }
}
