package org.allmende.cases.web;

import java.util.Locale;
import java.util.stream.Collectors;
import org.allmende.cases.identity.Standing;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Identification;
import org.jspecify.annotations.Nullable;

/**
 * What the page on which everything is checked says about who applies.
 *
 * @param kind of the notice, as the component names it
 * @param problem why it cannot be sent yet, null for nothing
 * @param asks whether the next thing to do is to prove it; then it cannot be sent yet
 */
public record Identify(
        String kind, String title, String text, @Nullable String problem, boolean asks) {

    /** @param back how somebody came back from the identity service without a proof; empty for not at all */
    static @Nullable Identify of(
            Page page, Standing standing, Identification needed, String service, String office, String back) {
        return switch (standing) {
            case Standing.NotNeeded ignored -> null;
            case Standing.AtTheOffice ignored ->
                new Identify(
                        "info",
                        page.t("cases.identify.office"),
                        page.t("cases.identify.office.text", office),
                        null,
                        false);
            case Standing.Proven proven ->
                new Identify(
                        "success",
                        page.t("cases.identify.proven"),
                        page.t(
                                "cases.identify.proven.text",
                                proven.service(),
                                level(page, proven.level()),
                                GermanDates.time(proven.until())),
                        null,
                        false);
            case Standing.Missing ignored -> asking(page, needed, service, office, back, null);
            case Standing.Expired ignored ->
                asking(page, needed, service, office, back, page.t("cases.identify.expired"));
            case Standing.Changed ignored ->
                asking(page, needed, service, office, back, page.t("cases.identify.changed"));
            case Standing.TooLow low ->
                asking(
                        page,
                        needed,
                        service,
                        office,
                        back,
                        page.t("cases.identify.low", level(page, low.reached()), level(page, needed)));
            case Standing.Differs differs ->
                asking(page, needed, service, office, back, page.t("cases.identify.differs", roles(page, differs)));
        };
    }

    private static Identify asking(
            Page page, Identification needed, String service, String office, String back, @Nullable String problem) {
        var came = switch (back) {
            case "abgebrochen", "fehler", "dienst" -> page.t("cases.identify.back." + back);
            default -> problem;
        };
        return new Identify(
                "info",
                page.t("cases.identify.title"),
                page.t("cases.identify.text", service, level(page, needed), office),
                came,
                true);
    }

    private static String roles(Page page, Standing.Differs differs) {
        return differs.roles().stream()
                .map(role -> page.t("cases.identify.role." + role.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private static String level(Page page, Identification level) {
        return page.t("cases.identity.level." + level.name().toLowerCase(Locale.ROOT));
    }
}
