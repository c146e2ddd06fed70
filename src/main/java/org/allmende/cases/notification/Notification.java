package org.allmende.cases.notification;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.notification.NotificationRule.Basis;
import org.allmende.cases.notification.NotificationRule.Steps;
import org.allmende.cases.notification.NotificationRule.Way;
import org.allmende.platform.time.WorkingDays;

/**
 * How a notice of a case reaches its citizen (Bekanntgabe), and what has happened so far.
 *
 * @param partial the number of a notice about a part, 0 for the one that ends the case
 */
public record Notification(UUID caseId, int partial, Basis basis, Way way, Steps steps) {

    /** The rule of the day on which it was posted, else provided. */
    public NotificationRule rule() {
        var day = way == Way.POST && steps.posted() != null ? steps.posted() : steps.provided();
        return NotificationRules.get(basis, way, day);
    }

    /** The day on which the law takes it as notified, as far as it is known. */
    public Optional<LocalDate> day(WorkingDays workingDays) {
        return rule().dayOf(steps, workingDays);
    }
}
