package org.allmende.region.web;

import org.jspecify.annotations.Nullable;

/**
 * Where the fees of one's own tenant are paid.
 *
 * @param missing whether nobody has said so yet
 * @param done what has just been done, null for nothing
 */
public record BankAccountPage(
        String tenant,
        TenantForm form,
        boolean missing,
        @Nullable String done) {}
