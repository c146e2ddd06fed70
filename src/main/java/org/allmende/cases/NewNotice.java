package org.allmende.cases;

import java.util.UUID;

/**
 * The notice that takes the place of the one before, since an objection has succeeded wholly or partly (§ 72 VwGO). It decides anew, with
 * fee and remedy.
 *
 * @param objection the case that has succeeded
 * @param outcome the decision's id in the package
 */
public record NewNotice(UUID objection, String outcome, int feeCents) implements FurtherNotice.Content {}
