package org.allmende.cases.web;

import java.util.Map;
import org.allmende.cases.FurtherNotice;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;

/**
 * A further notice that waits: for a second person, or until it can no longer be taken back.
 *
 * @param base where it is confirmed or discarded
 * @param lines what it says, text by label
 * @param own whether whoever looks at it has proposed it, and so cannot confirm it
 * @param until when it can be taken back, empty while it waits for a second person
 */
public record WaitingNotice(
        String base, String title, Map<String, String> lines, String by, boolean own, String until) {

    static WaitingNotice of(
            Page page, Staff staff, String base, String title, Map<String, String> lines, FurtherNotice<?> notice) {
        var stands = notice.stands();
        return new WaitingNotice(
                base,
                stands == null ? page.t("cases.waiting.proposed", title) : page.t("cases.waiting.said", title),
                lines,
                notice.byName(),
                notice.by().equals(staff.account()),
                stands == null ? "" : GermanDates.timeWithSeconds(stands));
    }
}
