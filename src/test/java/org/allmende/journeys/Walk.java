package org.allmende.journeys;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.Map;

/** Fills in a form in the browser, page by page, with what somebody wants to say. */
final class Walk {

    private static final int MOST_PAGES = 30;

    private Walk() {}

    /**
     * Answers all questions, up to the page on which everything can be checked.
     *
     * @param answers by input; several with a bar between them, of which the first counts that the page offers
     */
    static void fillIn(Page page, Map<String, String> answers) {
        for (int patience = 0; patience < MOST_PAGES && !page.url().endsWith("/pruefen"); patience++) {
            // of a page that is not all there yet, nothing is counted
            page.waitForLoadState();
            answers.forEach((input, answer) -> fill(page, input, answer));
            var before = URI.create(page.url()).getPath();
            press(page, "Weiter");
            page.waitForCondition(() -> !URI.create(page.url()).getPath().equals(before));
        }
    }

    private static void fill(Page page, String name, String answer) {
        var input = page.locator("main [name='%s']".formatted(name));
        if (input.count() == 0) {
            return;
        }
        switch (String.valueOf(input.first().evaluate("input => input.type"))) {
            case "radio", "checkbox" -> check(page, name, answer);
            case "select-one" -> input.selectOption(answer);
            default -> input.fill(answer);
        }
    }

    /** Ticks the first of these answers, with a bar between them, that the page offers. */
    static void check(Page page, String name, String answers) {
        page.waitForLoadState();
        for (var answer : answers.split("\\|")) {
            var input = page.locator("main [name='%s'][value='%s']".formatted(name, answer));
            if (input.count() == 1) {
                // the label is drawn over it
                input.check(new Locator.CheckOptions().setForce(true));
                return;
            }
        }
    }

    static Locator heading(Page page) {
        return page.locator("main h1");
    }

    static void press(Page page, String button) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }
}
