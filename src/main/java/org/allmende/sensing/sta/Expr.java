package org.allmende.sensing.sta;

import java.util.List;

/** An expression of {@code $filter} or {@code $orderby} (OGC 18-088 §9.3.3.5), as it was written. */
sealed interface Expr {

    /** A property, perhaps of a linked entity or within JSON: {@code Datastream/Thing/properties/floor}. */
    record Path(List<String> steps) implements Expr {}

    /** Text, number, truth, moment or nothing; {@code text} as it was written, without quotes. */
    record Literal(Kind kind, String text) implements Expr {}

    /** {@code eq}, {@code add}, {@code and} … */
    record Binary(String operator, Expr left, Expr right) implements Expr {}

    /** {@code not}, or {@code -}. */
    record Unary(String operator, Expr of) implements Expr {}

    /** {@code startswith(name,'P')}. */
    record Call(String function, List<Expr> arguments) implements Expr {}
}
