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
        return page.t("geo.standing." + standing(plan, today).key());
    }

    /** The file says how far the plan was when it was written; its days say more. */
    static Plan.Standing standing(Plan plan, LocalDate today) {
        return plan.standing() == Plan.Standing.LAID_OPEN && !plan.laidOpenOn(today)
                ? Plan.Standing.PREPARED
                : plan.standing();
    }

    private static String tone(Plan plan, LocalDate today) {
        return switch (standing(plan, today)) {
            case IN_FORCE -> "success";
            case LAID_OPEN -> "warning";
            default -> "mute";
        };
    }

    private static String since(Page page, Plan plan, LocalDate today) {
        var force = plan.about().find("inkrafttretensDatum");
        var until = plan.about().find("auslegungsEndDatum");
        if (plan.standing() == Plan.Standing.IN_FORCE && force != null) {
            return page.t("geo.since", GermanDates.date(force, page.lang()));
        }
        return plan.laidOpenOn(today) && until != null ? page.t("geo.until", GermanDates.date(until, page.lang())) : "";
    }
}
