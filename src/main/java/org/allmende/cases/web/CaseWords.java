package org.allmende.cases.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.allmende.cases.Case;
import org.allmende.cases.CaseState;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;

/** How applicant, state and due date of a case look to the office: words, colour and sign, the same in list and case. */
public final class CaseWords {

    private CaseWords() {}

    /** Some services need no name. */
    public static String applicant(Page page, String name) {
        return name.isEmpty() ? page.t("cases.applicant.none") : name;
    }

    public static String state(Page page, CaseState state) {
        return page.t("cases.state." + state.name().toLowerCase(java.util.Locale.ROOT));
    }

    public static String stateKind(CaseState state) {
        return switch (state) {
            case QUESTION_OPEN, HEARING, CONFIRMATION, SUSPENDED -> "warning";
            case NOTICE_READY, DONE -> "success";
            case NEW, IN_REVIEW, ANSWERED, GRACE, DECIDED -> "";
        };
    }

    static String stateIcon(CaseState state) {
        return switch (state) {
            case NEW -> "inbox";
            case IN_REVIEW -> "search";
            case QUESTION_OPEN -> "chat";
            case ANSWERED -> "mail";
            case HEARING -> "chat";
            case CONFIRMATION -> "groups";
            case SUSPENDED -> "pause_circle";
            case GRACE, DECIDED -> "gavel";
            case NOTICE_READY, DONE -> "check_circle";
        };
    }

    /** The due date in a few words, with how urgent it is. */
    record Due(String text, String kind, String icon, String note) {}

    static Due due(Page page, Case it, LocalDate today) {
        if (it.state() == CaseState.SUSPENDED) {
            return new Due(page.t("cases.due.rests"), "mute", "pause_circle", page.t("cases.due.suspended.note"));
        }
        return it.closed() != null
                ? new Due("", "", "", "")
                : due(page, it.due(), it.dueReason(), it.restsSince() != null, today);
    }

    /** The same for a case that is open. */
    static Due due(Page page, @Nullable LocalDate day, @Nullable String dueReason, boolean rests, LocalDate today) {
        if (day == null) {
            return new Due("", "", "", "");
        }
        if (rests) {
            return new Due(page.t("cases.due.rests"), "mute", "pause_circle", page.t("cases.due.rests.note"));
        }
        var reason = dueReason == null ? "" : dueReason;
        if (day.isBefore(today)) {
            var days = ChronoUnit.DAYS.between(day, today);
            return new Due(
                    page.t("cases.due.over", days),
                    "danger",
                    "warning",
                    page.t("cases.due.was", GermanDates.shortly(day, page.lang())));
        }
        return day.equals(today)
                ? new Due(page.t("cases.due.today"), "warning", "schedule", reason)
                : new Due(GermanDates.shortly(day, page.lang()), "", "", reason);
    }
}
