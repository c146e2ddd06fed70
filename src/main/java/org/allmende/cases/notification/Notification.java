package org.allmende.cases.notification;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.notification.NotificationRule.Basis;
import org.allmende.cases.notification.NotificationRule.Steps;
import org.allmende.cases.notification.NotificationRule.Way;

/** How the notice of a case reaches its citizen (Bekanntgabe), and what has happened so far. */
public record Notification(UUID caseId, Basis basis, Way way, Steps steps) {

    /** The rule of the day on which it was posted, else provided. */
    public NotificationRule rule() {
        var day = way == Way.POST && steps.posted() != null ? steps.posted() : steps.provided();
        return NotificationRules.get(basis, way, day);
    }

    /** The day on which the law takes it as notified, as far as it is known. */
    public Optional<LocalDate> day() {
        return rule().dayOf(steps);
    }
}
