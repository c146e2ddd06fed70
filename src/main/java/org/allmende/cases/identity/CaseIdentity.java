package org.allmende.cases.identity;

import java.time.Instant;
import org.allmende.services.Identification;
import org.jspecify.annotations.Nullable;

/**
 * How the applicant of a case has proved who they are.
 *
 * @param level reached online; null when a clerk has seen the identity card
 * @param by name of the identity service, or of the clerk
 */
public record CaseIdentity(@Nullable Identification level, String by, Instant at) {}
