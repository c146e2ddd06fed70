package org.allmende.cases.web;

import java.util.Map;
import org.allmende.cases.ActRefused;
import org.allmende.cases.CaseMovedOn;
import org.allmende.cases.CaseTaken;
import org.allmende.cases.DeemedGranted;
import org.allmende.cases.HearingRuns;
import org.allmende.cases.IdentityNotSeen;
import org.allmende.cases.NoBankAccount;
import org.allmende.cases.NotHeard;
import org.allmende.cases.SecondPersonNeeded;
import org.allmende.platform.html.Page;
import org.jspecify.annotations.Nullable;

/** How the desk is told what stands in the way of what it wants, or what is wrong with what it wrote. */
final class ActWords {

    private ActWords() {}

    static String of(Page page, ActRefused refused) {
        return switch (refused) {
            case CaseTaken taken -> page.t("cases.act.taken");
            case NoBankAccount none ->
                page.t("cases.act.noBankAccount", page.face().name());
            case IdentityNotSeen unknown -> page.t("cases.act.identity.missing");
            case DeemedGranted granted -> page.t("cases.act.deemed");
            case NotHeard unheard -> page.t("cases.act.notHeard");
            case HearingRuns runs -> page.t("cases.act.hearingRuns");
            case SecondPersonNeeded same -> page.t("cases.act.second");
            case CaseMovedOn movedOn -> page.t("cases.act.movedOn");
        };
    }

    /** What is wrong with a text that has to be written, null for nothing. */
    static @Nullable String flaw(Page page, String text, int longest, String missing) {
        return text.isBlank()
                ? page.t(missing)
                : text.length() > longest ? page.t("cases.act.text.long", longest) : null;
    }

    /** As {@link #flaw}, among the errors of a form. */
    static void require(Page page, Map<String, String> errors, String field, String text, int longest, String missing) {
        var flaw = flaw(page, text, longest, missing);
        if (flaw != null) {
            errors.put(field, flaw);
        }
    }
}
