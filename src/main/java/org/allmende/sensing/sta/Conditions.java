package org.allmende.sensing.sta;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.sensing.ObservationKey;

/** Expressions about an entity as SQL about its table. */
final class Conditions {

    private static final Map<String, String> COMPARISONS =
            Map.of("eq", "=", "ne", "<>", "gt", ">", "ge", ">=", "lt", "<", "le", "<=");
    private static final Map<String, String> ARITHMETIC = Map.of("add", "+", "sub", "-", "mul", "*", "div", "/");
    private static final Set<Kind> IN_TIME = Set.of(Kind.TIME, Kind.INTERVAL);

    private final Joins.Names names;
    private final Functions functions;

    /** The entity of which a path without further ado speaks. */
    record Scope(EntityType type, String alias) {}

    Conditions(Joins.Names names, Geometries geometries) {
        this.names = names;
        this.functions = new Functions(this, geometries);
    }

    /** What is true or false of the entity. */
    Piece condition(Expr it, Scope scope) {
        if (it instanceof Expr.Binary both && Set.of("and", "or").contains(both.operator())) {
            return Piece.of(
                    "({?} " + both.operator() + " {?})", condition(both.left(), scope), condition(both.right(), scope));
        }
        if (it instanceof Expr.Unary not && not.operator().equals("not")) {
            return Piece.of("(not {?})", condition(not.of(), scope));
        }
        var joins = new Joins(names);
        return joins.exists(value(it, scope, joins).bool());
    }

    /** By what entities are put in order. */
    Piece order(Expr it, Scope scope) {
        if (it instanceof Expr.Path path
                && path.steps().size() == 1
                && isId(path.steps().getFirst())) {
            throw new IllegalArgumentException("the id is ordered by its columns");
        }
        var joins = new Joins(names);
        var value = value(it, scope, joins);
        boolean json = value.kind() == Kind.JSON || value.kind() == Kind.GEOMETRY;
        return joins.first(json ? Piece.of("({?})::text", value.sql()) : value.sql());
    }

    static boolean isId(String name) {
        return name.equals("id") || name.equals("@iot.id");
    }

    Value value(Expr it, Scope scope, Joins joins) {
        return switch (it) {
            case Expr.Literal literal -> Value.literal(literal);
            case Expr.Path path -> path(path.steps(), scope, joins);
            case Expr.Call call -> functions.value(call, scope, joins);
            case Expr.Unary unary ->
                unary.operator().equals("not")
                        ? Value.of(
                                Kind.BOOL,
                                "(not {?})",
                                value(unary.of(), scope, joins).bool())
                        : Value.of(
                                Kind.NUMBER,
                                "(- {?})",
                                value(unary.of(), scope, joins).number());
            case Expr.Binary both -> binary(both, value(both.left(), scope, joins), value(both.right(), scope, joins));
        };
    }

    private static Value binary(Expr.Binary it, Value left, Value right) {
        var operator = it.operator();
        if (COMPARISONS.containsKey(operator)) {
            return Value.of(Kind.BOOL, compared(operator, left, right));
        }
        if (operator.equals("and") || operator.equals("or")) {
            return Value.of(Kind.BOOL, "({?} " + operator + " {?})", left.bool(), right.bool());
        }
        if (left.kind() == Kind.DURATION || right.kind() == Kind.DURATION || IN_TIME.contains(right.kind())) {
            return inTime(operator, left, right);
        }
        if (operator.equals("mod")) {
            return Value.of(
                    Kind.NUMBER, "mod({?}::numeric, nullif({?}, 0)::numeric)::float8", left.number(), right.number());
        }
        var sign = ARITHMETIC.get(operator);
        return operator.equals("div")
                ? Value.of(Kind.NUMBER, "({?} / nullif({?}, 0))", left.number(), right.number())
                : Value.of(Kind.NUMBER, "({?} " + sign + " {?})", left.number(), right.number());
    }

    private static Value inTime(String operator, Value left, Value right) {
        if (!operator.equals("add") && !operator.equals("sub")) {
            throw Refusal.bad("Moments and durations can be added and subtracted only.");
        }
        var sign = ARITHMETIC.get(operator);
        if (left.kind() == Kind.DURATION) {
            return right.kind() == Kind.DURATION
                    ? Value.of(Kind.DURATION, "({?} " + sign + " {?})", left.sql(), right.sql())
                    : Value.of(Kind.TIME, "({?} + {?})", left.sql(), right.time());
        }
        return right.kind() == Kind.DURATION
                ? Value.of(Kind.TIME, "({?} " + sign + " {?})", left.time(), right.sql())
                : Value.of(Kind.DURATION, "({?} - {?})", left.time(), right.time());
    }

    static Piece compared(String operator, Value left, Value right) {
        var sign = COMPARISONS.getOrDefault(operator, "=");
        if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
            return toNothing(operator, left.kind() == Kind.NULL ? right : left);
        }
        if (left.kind() == Kind.ID || right.kind() == Kind.ID) {
            return ids(sign, left, right);
        }
        if (IN_TIME.contains(left.kind()) || IN_TIME.contains(right.kind())) {
            return moments(operator, left, right);
        }
        if (left.kind() == Kind.DURATION || right.kind() == Kind.DURATION) {
            return Piece.of("({?} " + sign + " {?})", left.sql(), right.sql());
        }
        if (left.kind() == Kind.BOOL || right.kind() == Kind.BOOL) {
            return Piece.of("({?} " + sign + " {?})", left.bool(), right.bool());
        }
        if (isNumeric(left, right)) {
            return Piece.of("({?} " + sign + " {?})", left.number(), right.number());
        }
        return Piece.of("({?} " + sign + " {?})", left.text(), right.text());
    }

    /** A number in quotes is a text, also where it is compared with a result. */
    private static boolean isNumeric(Value left, Value right) {
        return left.kind() == Kind.NUMBER
                || right.kind() == Kind.NUMBER
                || (left.kind() == Kind.RESULT && right.kind() == Kind.RESULT);
    }

    private static Piece toNothing(String operator, Value it) {
        var all =
                it.kind() == Kind.RESULT ? Piece.of("coalesce({?}::text, {?}::text)", it.sql(), it.ended()) : it.sql();
        return switch (operator) {
            case "eq" -> Piece.of("({?} is null)", all);
            case "ne" -> Piece.of("({?} is not null)", all);
            default -> throw Refusal.bad("Something can be eq or ne to null, not %s.", operator);
        };
    }

    /** An interval is before something if all of it is. */
    private static Piece moments(String operator, Value left, Value right) {
        return switch (operator) {
            case "eq" -> Piece.of("({?} = {?} and {?} = {?})", left.time(), right.time(), end(left), end(right));
            case "ne" -> Piece.of("({?} <> {?} or {?} <> {?})", left.time(), right.time(), end(left), end(right));
            case "gt" -> Piece.of("({?} > {?} and {?} > {?})", left.time(), right.time(), left.time(), end(right));
            case "ge" -> Piece.of("({?} >= {?} and {?} >= {?})", left.time(), right.time(), left.time(), end(right));
            case "lt" -> Piece.of("({?} < {?} and {?} < {?})", left.time(), right.time(), end(left), right.time());
            default -> Piece.of("({?} <= {?} and {?} <= {?})", left.time(), right.time(), end(left), right.time());
        };
    }

    static Piece end(Value it) {
        return it.kind() == Kind.INTERVAL ? Piece.of("coalesce({?}, {?})", it.ended(), it.sql()) : it.time();
    }

    private static Piece ids(String sign, Value left, Value right) {
        var id = left.kind() == Kind.ID ? left : right;
        var asked = left.kind() == Kind.ID ? right : left;
        var text = asked.literal();
        if (text == null || left.kind() != Kind.ID) {
            throw Refusal.bad("An id is compared with a value to its right.");
        }
        return id.other() == null
                ? Piece.of("({?} " + sign + " {?}::bigint)", id.sql(), number(text))
                : Piece.of("({?} " + sign + " {?})", id.other(), key(text));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw Refusal.bad("%s is no id.", text);
        }
    }

    static Piece key(String text) {
        var key = ObservationKey.parse(text).orElseThrow(() -> Refusal.bad("%s is no id of an Observation.", text));
        return Piece.of(
                "({?}::int, {?}::timestamptz, {?}::smallint)",
                key.datastream(),
                org.allmende.sensing.Micros.toInstant(key.micros()).atOffset(java.time.ZoneOffset.UTC),
                key.sequence());
    }

    private Value path(List<String> steps, Scope from, Joins joins) {
        var scope = from;
        int at = 0;
        for (; at < steps.size(); at++) {
            var link = scope.type().link(steps.get(at));
            if (link.isEmpty()) {
                break;
            }
            scope = new Scope(link.get().target(), joins.follow(scope.alias(), link.get()));
        }
        if (at == steps.size()) {
            throw Refusal.bad("%s is an entity; say which of its properties is meant.", String.join("/", steps));
        }
        var name = steps.get(at);
        if (isId(name) && at == steps.size() - 1) {
            return id(scope);
        }
        var property = scope.type()
                .property(name)
                .orElseThrow(() -> Refusal.bad("There is no property %s.", String.join("/", steps)));
        return within(property, scope.alias(), steps.subList(at + 1, steps.size()));
    }

    private static Value id(Scope scope) {
        var alias = scope.alias();
        return scope.type() == EntityType.OBSERVATION
                ? new Value(
                        Kind.ID,
                        Piece.of(alias + ".datastream"),
                        Piece.of("(" + alias + ".datastream, " + alias + ".time, " + alias + ".sequence)"),
                        null)
                : Value.of(Kind.ID, alias + ".id");
    }

    private static Value within(Property property, String alias, List<String> steps) {
        var sql = Piece.of(property.on(alias));
        if (steps.isEmpty()) {
            var end = property.end().isEmpty() ? null : Piece.of("(" + property.endOn(alias) + ")");
            return new Value(property.kind(), Piece.of("({?})", sql), end, null);
        }
        if (property.kind() == Kind.RESULT) {
            sql = Piece.of("(" + property.endOn(alias) + ")");
        } else if (property.kind() != Kind.JSON && property.kind() != Kind.GEOMETRY) {
            throw Refusal.bad("There is nothing within %s.", property.name());
        }
        for (var step : steps) {
            sql = Piece.of("({?} -> {?}::text)", sql, step);
        }
        return Value.of(Kind.JSON, sql);
    }
}
