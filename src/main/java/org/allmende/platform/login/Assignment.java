package org.allmende.platform.login;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's role in an office of a tenant, from {@code since} to {@code until} (both days included).
 *
 * @param kind how it came about: the own post, standing in for a colleague, or a mandate from another tenant
 */
public record Assignment(
        String tenant,
        UUID id,
        UUID account,
        String office,
        Role role,
        Kind kind,
        LocalDate since,
        @Nullable LocalDate until,
        String grantedBy) {

    public enum Kind {
        OWN,
        SUBSTITUTION,
        MANDATE
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(since) && (until == null || !day.isAfter(until));
    }
}
