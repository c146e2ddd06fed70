package org.allmende.cases;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Teilbescheid: part of what was applied for is decided, where it can be decided by itself. It is a notice like any other, with its
 * own remedy; about the rest, and the fee, the office decides later.
 *
 * @param outcome the decision's id in the package
 * @param covers which part, in words
 * @param questions the same by paths of questions that the package marks
 * @param unheard why the citizen was not heard before (§ 28 (2) VwVfG)
 * @param objection the case that has succeeded against an earlier one, null for none
 * @param replaces the number of that earlier one, whose place this one takes; 0 for none
 */
public record PartialNotice(
        String outcome,
        String covers,
        List<String> questions,
        @Nullable String unheard,
        @Nullable UUID objection,
        int replaces)
        implements FurtherNotice.Content {}
