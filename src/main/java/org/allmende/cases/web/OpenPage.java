package org.allmende.cases.web;

import org.jspecify.annotations.Nullable;

/**
 * Where one comes back with number and code.
 *
 * @param base path before {@code /antrag}: the tenant's, or empty for the region
 * @param number as it was typed
 * @param caseError what is wrong with number and code, null for nothing
 * @param draftError what is wrong with the code of a draft, null for nothing
 * @param closed whether one came here because a draft or case was closed meanwhile
 */
public record OpenPage(
        String base,
        String number,
        @Nullable String caseError,
        @Nullable String draftError,
        boolean closed) {}
