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

    /**
     * Empty as long as there is no notice. Works in the running transaction of the case's tenant.
     *
     * @param partial the number of a notice about a part, 0 for the one that ends the case
     */
    Optional<Announcement> announcement(UUID caseId, int partial);

    /** Whether the proceeding is one of social law. */
    boolean isSocial(Case it);
}
