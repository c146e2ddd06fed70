package org.allmende.region;

import java.time.LocalDate;
import java.util.List;

/** The Bauleitpläne on which everybody may say something (§ 3 Abs. 2 BauGB): those who have the plans tell those who ask about them. */
public interface OpenPlans {

    /**
     * A plan that is laid open.
     *
     * @param id of the plan, a UUID
     * @param until last day of the period
     */
    record OpenPlan(String tenant, String id, String name, LocalDate until) {}

    /** Those of all municipalities, in the order of the municipalities. */
    List<OpenPlan> on(LocalDate day);
}
