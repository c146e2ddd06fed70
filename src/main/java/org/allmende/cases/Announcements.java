package org.allmende.cases;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Knows how a case's notice was announced, from a package that this one does not know. */
public interface Announcements {

    /**
     * @param day on which the law takes it as announced; empty as long as that is open
     * @param social whether the proceeding is one of social law
     */
    record Announcement(Optional<LocalDate> day, boolean social) {}

    /** Empty as long as there is no notice. Works in the running transaction of the case's tenant. */
    Optional<Announcement> announcement(UUID caseId);
}
