package org.allmende.sensing.sta;

import java.util.List;
import org.allmende.sensing.sta.Conditions.Scope;

/** The functions of OGC 18-088 §9.3.3.5.2. */
final class Functions {

    private final Conditions conditions;
    private final Geometries geometries;

    Functions(Conditions conditions, Geometries geometries) {
        this.conditions = conditions;
        this.geometries = geometries;
    }

    Value value(Expr.Call call, Scope scope, Joins joins) {
        var name = call.function();
        if (Geometries.knows(name)) {
            return geometries.value(call, scope, joins);
        }
        var all = call.arguments().stream()
                .map(one -> conditions.value(one, scope, joins))
                .toList();
        return switch (name) {
            case "substringof" -> {
                count(call, 2, 2);
                yield Value.of(
                        Kind.BOOL,
                        "(strpos({?}, {?}) > 0)",
                        all.get(1).text(),
                        all.get(0).text());
            }
            case "contains" -> {
                count(call, 2, 2);
                yield Value.of(
                        Kind.BOOL,
                        "(strpos({?}, {?}) > 0)",
                        all.get(0).text(),
                        all.get(1).text());
            }
            case "startswith" -> {
                count(call, 2, 2);
                yield Value.of(
                        Kind.BOOL,
                        "starts_with({?}, {?})",
                        all.get(0).text(),
                        all.get(1).text());
            }
            case "endswith" -> {
                count(call, 2, 2);
                yield Value.of(
                        Kind.BOOL,
                        "(right({?}, length({?})) = {?})",
                        all.get(0).text(),
                        all.get(1).text(),
                        all.get(1).text());
            }
            case "indexof" -> {
                count(call, 2, 2);
                yield Value.of(
                        Kind.NUMBER,
                        "(strpos({?}, {?}) - 1)",
                        all.get(0).text(),
                        all.get(1).text());
            }
            case "concat" -> {
                count(call, 2, 2);
                yield Value.of(
                        Kind.TEXT, "({?} || {?})", all.get(0).text(), all.get(1).text());
            }
            case "substring" -> substring(call, all);
            case "length" -> ofText(call, all, Kind.NUMBER, "length({?})");
            case "tolower" -> ofText(call, all, Kind.TEXT, "lower({?} collate \"de-x-icu\")");
            case "toupper" -> ofText(call, all, Kind.TEXT, "upper({?} collate \"de-x-icu\")");
            case "trim" -> ofText(call, all, Kind.TEXT, "btrim({?}, E' \\t\\r\\n')");
            case "round", "floor" -> {
                count(call, 1, 1);
                // half up, not to the even number
                yield Value.of(
                        Kind.NUMBER,
                        name.equals("round") ? "round(({?})::numeric)::float8" : "floor({?})",
                        all.getFirst().number());
            }
            case "ceiling" -> {
                count(call, 1, 1);
                yield Value.of(Kind.NUMBER, "ceiling({?})", all.getFirst().number());
            }
            default -> ofTime(call, all);
        };
    }

    private static Value ofTime(Expr.Call call, List<Value> all) {
        return switch (call.function()) {
            case "year", "month", "day", "hour", "minute" ->
                part(call, all, "extract(" + call.function() + " from {?} at time zone 'UTC')::float8");
            case "second" -> part(call, all, "floor(extract(second from {?} at time zone 'UTC'))::float8");
            case "fractionalseconds" -> part(call, all, "(extract(second from {?} at time zone 'UTC') % 1)::float8");
            // all moments are kept and given in UTC
            case "totaloffsetminutes" -> part(call, all, "(0 * extract(epoch from {?}))::float8");
            case "date" -> {
                count(call, 1, 1);
                yield Value.of(
                        Kind.TEXT,
                        "to_char({?} at time zone 'UTC', 'YYYY-MM-DD')",
                        all.getFirst().time());
            }
            case "time" -> {
                count(call, 1, 1);
                yield Value.of(
                        Kind.TEXT,
                        "to_char({?} at time zone 'UTC', 'HH24:MI:SS')",
                        all.getFirst().time());
            }
            case "now" -> moment(call, "now()");
            case "mindatetime" -> moment(call, "'0001-01-01T00:00:00Z'::timestamptz");
            case "maxdatetime" -> moment(call, "'9999-12-31T23:59:59Z'::timestamptz");
            case "before" -> related(call, all, "lt");
            case "after" -> related(call, all, "gt");
            case "during" -> during(call, all);
            default -> throw Refusal.bad("There is no function %s.", call.function());
        };
    }

    private static Value related(Expr.Call call, List<Value> all, String operator) {
        count(call, 2, 2);
        return Value.of(Kind.BOOL, Conditions.compared(operator, all.get(0), all.get(1)));
    }

    private static Value during(Expr.Call call, List<Value> all) {
        count(call, 2, 2);
        return Value.of(
                Kind.BOOL,
                "({?} >= {?} and {?} <= {?})",
                all.get(0).time(),
                all.get(1).time(),
                Conditions.end(all.get(0)),
                Conditions.end(all.get(1)));
    }

    private static Value moment(Expr.Call call, String sql) {
        count(call, 0, 0);
        return Value.of(Kind.TIME, sql);
    }

    private static Value part(Expr.Call call, List<Value> all, String template) {
        count(call, 1, 1);
        return Value.of(Kind.NUMBER, template, all.getFirst().time());
    }

    private static Value ofText(Expr.Call call, List<Value> all, Kind kind, String template) {
        count(call, 1, 1);
        return Value.of(kind, template, all.getFirst().text());
    }

    private static Value substring(Expr.Call call, List<Value> all) {
        count(call, 2, 3);
        var start = all.get(1).number();
        return all.size() == 2
                ? Value.of(Kind.TEXT, "substr({?}, ({?})::int + 1)", all.get(0).text(), start)
                : Value.of(
                        Kind.TEXT,
                        "substr({?}, ({?})::int + 1, greatest(0, ({?})::int))",
                        all.get(0).text(),
                        start,
                        all.get(2).number());
    }

    static void count(Expr.Call call, int least, int most) {
        int size = call.arguments().size();
        if (size < least || size > most) {
            throw Refusal.bad("%s needs %s arguments.", call.function(), least == most ? least : least + " to " + most);
        }
    }
}
