package org.allmende.services.form;

import java.util.List;
import java.util.Optional;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Scope;

/**
 * Other words for a step or a question, where earlier answers call for them: "Ihr Kind" instead of "Sie".
 *
 * @param heading the title or the question; empty for the usual one
 * @param remark the intro or the hint; empty for the usual one
 */
public record Variant(Expression when, Text heading, Text remark) {

    static Optional<Variant> first(List<Variant> variants, Scope scope) {
        return variants.stream().filter(variant -> variant.when.holds(scope)).findFirst();
    }

    Text headingOr(Text usual) {
        return heading.isEmpty() ? usual : heading;
    }

    Text remarkOr(Text usual) {
        return remark.isEmpty() ? usual : remark;
    }
}
