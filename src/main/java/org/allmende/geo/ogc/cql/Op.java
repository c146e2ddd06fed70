package org.allmende.geo.ogc.cql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.allmende.geo.ogc.cql.Node.Kind;

/** What can be done with operands, by the names that JSON uses and, in any case, text as well. */
enum Op {
    AND("and", Kind.TRUTH, 2, Kind.TRUTH),
    OR("or", Kind.TRUTH, 2, Kind.TRUTH),
    NOT("not", Kind.TRUTH, 1, Kind.TRUTH),
    EQUAL("=", Kind.TRUTH, 2, Kind.SCALAR),
    UNEQUAL("<>", Kind.TRUTH, 2, Kind.SCALAR),
    LESS("<", Kind.TRUTH, 2, Kind.SCALAR),
    GREATER(">", Kind.TRUTH, 2, Kind.SCALAR),
    AT_MOST("<=", Kind.TRUTH, 2, Kind.SCALAR),
    AT_LEAST(">=", Kind.TRUTH, 2, Kind.SCALAR),
    LIKE("like", Kind.TRUTH, 2, Kind.SCALAR),
    BETWEEN("between", Kind.TRUTH, 3, Kind.SCALAR),
    IN("in", Kind.TRUTH, 2, Kind.SCALAR, Kind.LIST),
    IS_NULL("isNull", Kind.TRUTH, 1, Kind.SCALAR),
    CASE("casei", Kind.SCALAR, 1, Kind.SCALAR),
    ACCENT("accenti", Kind.SCALAR, 1, Kind.SCALAR),
    PLUS("+", Kind.SCALAR, 2, Kind.SCALAR),
    MINUS("-", Kind.SCALAR, 2, Kind.SCALAR),
    TIMES("*", Kind.SCALAR, 2, Kind.SCALAR),
    DIVIDED("/", Kind.SCALAR, 2, Kind.SCALAR),
    POWER("^", Kind.SCALAR, 2, Kind.SCALAR),
    REST("%", Kind.SCALAR, 2, Kind.SCALAR),
    WHOLE("div", Kind.SCALAR, 2, Kind.SCALAR),
    S_INTERSECTS("s_intersects", Kind.TRUTH, 2, Kind.SHAPE),
    S_EQUALS("s_equals", Kind.TRUTH, 2, Kind.SHAPE),
    S_DISJOINT("s_disjoint", Kind.TRUTH, 2, Kind.SHAPE),
    S_TOUCHES("s_touches", Kind.TRUTH, 2, Kind.SHAPE),
    S_WITHIN("s_within", Kind.TRUTH, 2, Kind.SHAPE),
    S_OVERLAPS("s_overlaps", Kind.TRUTH, 2, Kind.SHAPE),
    S_CROSSES("s_crosses", Kind.TRUTH, 2, Kind.SHAPE),
    S_CONTAINS("s_contains", Kind.TRUTH, 2, Kind.SHAPE),
    T_AFTER("t_after", Kind.TRUTH, 2, Kind.SCALAR),
    T_BEFORE("t_before", Kind.TRUTH, 2, Kind.SCALAR),
    T_CONTAINS("t_contains", Kind.TRUTH, 2, Kind.SCALAR),
    T_DISJOINT("t_disjoint", Kind.TRUTH, 2, Kind.SCALAR),
    T_DURING("t_during", Kind.TRUTH, 2, Kind.SCALAR),
    T_EQUALS("t_equals", Kind.TRUTH, 2, Kind.SCALAR),
    T_FINISHED_BY("t_finishedBy", Kind.TRUTH, 2, Kind.SCALAR),
    T_FINISHES("t_finishes", Kind.TRUTH, 2, Kind.SCALAR),
    T_INTERSECTS("t_intersects", Kind.TRUTH, 2, Kind.SCALAR),
    T_MEETS("t_meets", Kind.TRUTH, 2, Kind.SCALAR),
    T_MET_BY("t_metBy", Kind.TRUTH, 2, Kind.SCALAR),
    T_OVERLAPPED_BY("t_overlappedBy", Kind.TRUTH, 2, Kind.SCALAR),
    T_OVERLAPS("t_overlaps", Kind.TRUTH, 2, Kind.SCALAR),
    T_STARTED_BY("t_startedBy", Kind.TRUTH, 2, Kind.SCALAR),
    T_STARTS("t_starts", Kind.TRUTH, 2, Kind.SCALAR);

    private final String key;
    private final Kind result;
    private final int arguments;
    private final Kind first;
    private final Kind others;

    Op(String key, Kind result, int arguments, Kind all) {
        this(key, result, arguments, all, all);
    }

    Op(String key, Kind result, int arguments, Kind first, Kind others) {
        this.key = key;
        this.result = result;
        this.arguments = arguments;
        this.first = first;
        this.others = others;
    }

    static Optional<Op> find(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(op -> op.key.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }

    String key() {
        return key;
    }

    Kind result() {
        return result;
    }

    /** How many operands it takes; for {@link #AND} and {@link #OR} at least. */
    int arguments() {
        return arguments;
    }

    boolean takes(int number) {
        return (this == AND || this == OR) ? number >= arguments : number == arguments;
    }

    /** @param index of the operand */
    Kind kind(int index) {
        return index == 0 ? first : others;
    }

    boolean isTemporal() {
        return key.startsWith("t_");
    }
}
