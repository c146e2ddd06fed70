package org.allmende.cases.web;

import org.jspecify.annotations.Nullable;

/**
 * A citizen objects to a partial notice.
 *
 * @param until the period in words; null where nobody can object any more
 * @param href where the objection is, null for none
 */
public record ObjectPage(
        String path,
        String action,
        String number,
        String title,
        String covers,
        @Nullable String until,
        @Nullable String href,
        String error,
        String typed) {}
