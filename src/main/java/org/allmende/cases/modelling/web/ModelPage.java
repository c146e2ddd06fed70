package org.allmende.cases.modelling.web;

import java.util.List;
import org.allmende.platform.html.Markup;
import org.allmende.services.bpmn.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A model that somebody has brought.
 *
 * @param file its name; null as long as none was brought
 * @param drawing as SVG, null when it is not drawn or must not be shown
 * @param findings what cannot run here
 * @param refused why it is not even shown, null when it is
 */
public record ModelPage(
        @Nullable String file,
        @Nullable Markup drawing,
        List<Finding> findings,
        @Nullable Finding refused) {

    static final ModelPage EMPTY = new ModelPage(null, null, List.of(), null);
}
