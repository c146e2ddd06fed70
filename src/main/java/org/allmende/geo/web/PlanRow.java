package org.allmende.geo.web;

import java.time.LocalDate;
import org.allmende.geo.Plan;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;

/**
 * A plan in a list.
 *
 * @param kind in words, with its number: {@code Bebauungsplan Nr. 7}
 * @param tone of the tag that says its standing
 * @param since in force since, or laid open until; empty when the file does not say
 */
public record PlanRow(String name, String kind, String standing, String tone, String since, String href) {

    static PlanRow of(Page page, Plan plan, LocalDate today, String href) {
        return new PlanRow(
                plan.name(),
                kind(page, plan),
                standing(page, plan, today),
                tone(plan, today),
                since(page, plan, today),
                href);
    }

    static String kind(Page page, Plan plan) {
        var kind = page.t("geo.kind." + plan.kind().key());
        return plan.number().isEmpty() ? kind : page.t("geo.kind.number", kind, plan.number());
    }

    static String standing(Page page, Plan plan, LocalDate today) {
        return page.t("geo.standing." + plan.standingOn(today).key());
    }

    private static String tone(Plan plan, LocalDate today) {
        return switch (plan.standingOn(today)) {
            case IN_FORCE -> "success";
            case LAID_OPEN -> "warning";
            default -> "mute";
        };
    }

    private static String since(Page page, Plan plan, LocalDate today) {
        var phase = plan.life().on(today);
        if (phase.isEmpty()) {
            return "";
        }
        return switch (phase.get().standing()) {
            case LAID_OPEN ->
                plan.life()
                        .until(today)
                        .map(until -> page.t("geo.until", GermanDates.date(until, page.lang())))
                        .orElse("");
            case IN_FORCE, ENDED ->
                phase.get().from().equals(LocalDate.MIN)
                        ? ""
                        : page.t("geo.since", GermanDates.date(phase.get().from(), page.lang()));
            default -> "";
        };
    }
}
