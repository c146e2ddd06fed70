package org.allmende.geo.ogc.cql;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.allmende.geo.Feature;
import org.allmende.geo.ogc.ItemQuery;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;

/** A piece of a condition. What a feature does not have is unknown (null), and so is whatever depends on it. */
sealed interface Node {

    enum Kind {
        TRUTH,
        SCALAR,
        SHAPE,
        LIST
    }

    Kind kind();

    /** A text, a number, a truth, a time; a list of several; null for unknown. */
    @Nullable
    Object of(Feature feature);

    record Literal(Object value) implements Node {
        @Override
        public Kind kind() {
            return value instanceof Boolean ? Kind.TRUTH : Kind.SCALAR;
        }

        @Override
        public Object of(Feature feature) {
            return value;
        }
    }

    /** An attribute by its name; all attributes are texts. */
    record Property(String name) implements Node {
        @Override
        public Kind kind() {
            return Kind.SCALAR;
        }

        @Override
        public @Nullable Object of(Feature feature) {
            return switch (name) {
                case ItemQuery.TOWN -> feature.plan().tenant();
                case ItemQuery.PLAN -> feature.plan().id().toString();
                case Filter.PLAN_NAME -> feature.plan().name();
                default -> {
                    var values = feature.values().stream()
                            .filter(value -> value.name().equals(name))
                            .map(Feature.Value::value)
                            .toList();
                    yield values.isEmpty() ? null : values.size() == 1 ? values.getFirst() : values;
                }
            };
        }
    }

    /** The feature's own geometry. */
    record Place() implements Node {
        @Override
        public Kind kind() {
            return Kind.SHAPE;
        }

        @Override
        public Object of(Feature feature) {
            return feature.geometry();
        }
    }

    /** A geometry in EPSG:25832, prepared for being compared with many. */
    record Shape(Geometry geometry, RelateNG prepared) implements Node {
        @Override
        public Kind kind() {
            return Kind.SHAPE;
        }

        @Override
        public Object of(Feature feature) {
            return geometry;
        }
    }

    record Several(List<Node> nodes) implements Node {
        @Override
        public Kind kind() {
            return Kind.LIST;
        }

        @Override
        public Object of(Feature feature) {
            return nodes.stream().map(node -> node.of(feature)).toList();
        }
    }

    record Call(Op op, List<Node> args) implements Node {

        @Override
        public Kind kind() {
            return op.result();
        }

        @Override
        public @Nullable Object of(Feature feature) {
            return switch (op) {
                case AND -> all(feature, false);
                case OR -> all(feature, true);
                case NOT -> args.getFirst().of(feature) instanceof Boolean truth ? !truth : null;
                case IS_NULL -> args.getFirst().of(feature) == null;
                case EQUAL, UNEQUAL, LESS, GREATER, AT_MOST, AT_LEAST, LIKE ->
                    any(args.getFirst().of(feature), args.getLast().of(feature), this::compare);
                case BETWEEN -> between(feature);
                case IN -> in(feature);
                case CASE -> text(feature, text -> text.toLowerCase(Locale.ROOT));
                case ACCENT ->
                    text(
                            feature,
                            text -> Normalizer.normalize(text, Normalizer.Form.NFD)
                                    .replaceAll("\\p{M}", ""));
                case PLUS, MINUS, TIMES, DIVIDED, POWER, REST, WHOLE -> reckon(feature);
                case S_INTERSECTS, S_EQUALS, S_DISJOINT, S_TOUCHES, S_WITHIN, S_OVERLAPS, S_CROSSES, S_CONTAINS ->
                    relate(feature);
                default -> any(args.getFirst().of(feature), args.getLast().of(feature), this::isWhen);
            };
        }

        /** And, where one false decides, and or, where one true does (three-valued, as in SQL). */
        private @Nullable Boolean all(Feature feature, boolean decisive) {
            boolean unknown = false;
            for (var arg : args) {
                if (!(arg.of(feature) instanceof Boolean truth)) {
                    unknown = true;
                } else if (truth == decisive) {
                    return decisive;
                }
            }
            return unknown ? null : !decisive;
        }

        /** Of several values one is enough. */
        private static @Nullable Boolean any(
                @Nullable Object one, @Nullable Object other, BiPredicate<Object, Object> test) {
            if (one == null || other == null) {
                return null;
            }
            if (one instanceof List<?> several) {
                return several.stream().anyMatch(value -> Boolean.TRUE.equals(any(value, other, test)));
            }
            if (other instanceof List<?> several) {
                return several.stream().anyMatch(value -> Boolean.TRUE.equals(any(one, value, test)));
            }
            return test.test(one, other);
        }

        private boolean compare(Object one, Object other) {
            if (op == Op.LIKE) {
                return like(one.toString(), other.toString());
            }
            return compare(op, one, other);
        }

        private static boolean compare(Op op, Object one, Object other) {
            Integer order = order(one, other);
            if (order == null) {
                return op == Op.UNEQUAL;
            }
            return switch (op) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case LESS -> order < 0;
                case GREATER -> order > 0;
                case AT_MOST -> order <= 0;
                default -> order >= 0;
            };
        }

        /** Attributes are texts: what they are compared with says what they are meant as. Null when they are no such thing. */
        private static @Nullable Integer order(Object one, Object other) {
            if (one instanceof Double || other instanceof Double) {
                var first = number(one);
                var second = number(other);
                return (first == null || second == null) ? null : (Integer) first.compareTo(second);
            }
            if (one instanceof Span || other instanceof Span) {
                var first = time(one);
                var second = time(other);
                return (first == null || second == null) ? null : (Integer) first.compareTo(second);
            }
            return one.toString().compareTo(other.toString());
        }

        private static @Nullable Double number(@Nullable Object value) {
            if (value instanceof Double number) {
                return number;
            }
            try {
                return value instanceof String text ? Double.valueOf(text) : null;
            } catch (NumberFormatException none) {
                return null;
            }
        }

        private static @Nullable Span time(@Nullable Object value) {
            if (value instanceof Span span) {
                return span;
            }
            return value instanceof String text ? Span.parse(text).orElse(null) : null;
        }

        private boolean isWhen(Object one, Object other) {
            var span = time(one);
            var with = time(other);
            return span != null && with != null && span.is(op, with);
        }

        private @Nullable Boolean between(Feature feature) {
            var value = args.getFirst().of(feature);
            var low = args.get(1).of(feature);
            var high = args.get(2).of(feature);
            return (low == null || high == null)
                    ? null
                    : any(
                            value,
                            low,
                            (one, least) -> compare(Op.AT_LEAST, one, least) && compare(Op.AT_MOST, one, high));
        }

        private @Nullable Boolean in(Feature feature) {
            var value = args.getFirst().of(feature);
            return any(value, args.getLast().of(feature), (one, wanted) -> compare(Op.EQUAL, one, wanted));
        }

        private interface Change {
            String of(String text);
        }

        private @Nullable Object text(Feature feature, Change change) {
            var value = args.getFirst().of(feature);
            if (value instanceof List<?> several) {
                return several.stream()
                        .map(one -> change.of(String.valueOf(one)))
                        .toList();
            }
            return value instanceof String text ? change.of(text) : value;
        }

        private @Nullable Double reckon(Feature feature) {
            var one = number(args.getFirst().of(feature));
            var other = number(args.getLast().of(feature));
            if (one == null || other == null) {
                return null;
            }
            double result = switch (op) {
                case PLUS -> one + other;
                case MINUS -> one - other;
                case TIMES -> one * other;
                case DIVIDED -> one / other;
                case POWER -> Math.pow(one, other);
                case REST -> one % other;
                default -> Math.floor(one / other);
            };
            return Double.isFinite(result) ? result : null;
        }

        private Boolean relate(Feature feature) {
            var place = feature.geometry();
            // one of them is mostly given, and prepared; the relation is then asked the other way round
            if (args.getLast() instanceof Shape shape) {
                return shape.prepared()
                        .evaluate(
                                args.getFirst() instanceof Shape other ? other.geometry() : place,
                                switch (op) {
                                    case S_WITHIN -> RelatePredicate.contains();
                                    case S_CONTAINS -> RelatePredicate.within();
                                    default -> predicate();
                                });
            }
            return args.getFirst() instanceof Shape shape
                    ? shape.prepared().evaluate(place, predicate())
                    : RelateNG.relate(place, place, predicate());
        }

        private org.locationtech.jts.operation.relateng.TopologyPredicate predicate() {
            return switch (op) {
                case S_EQUALS -> RelatePredicate.equalsTopo();
                case S_DISJOINT -> RelatePredicate.disjoint();
                case S_TOUCHES -> RelatePredicate.touches();
                case S_WITHIN -> RelatePredicate.within();
                case S_OVERLAPS -> RelatePredicate.overlaps();
                case S_CROSSES -> RelatePredicate.crosses();
                case S_CONTAINS -> RelatePredicate.contains();
                default -> RelatePredicate.intersects();
            };
        }

        /** With % for any letters, _ for one, and a backslash before what means itself. Never slower than both lengths multiplied. */
        static boolean like(String text, String pattern) {
            int at = 0;
            int in = 0;
            int star = -1;
            int from = 0;
            while (at < text.length()) {
                char wanted = in < pattern.length() ? pattern.charAt(in) : '%';
                boolean escaped = wanted == '\\' && in + 1 < pattern.length();
                char letter = escaped ? pattern.charAt(in + 1) : wanted;
                if (in < pattern.length() && wanted == '%') {
                    star = in++;
                    from = at;
                } else if (in < pattern.length() && ((!escaped && wanted == '_') || letter == text.charAt(at))) {
                    at++;
                    in += escaped ? 2 : 1;
                } else if (star >= 0) {
                    in = star + 1;
                    at = ++from;
                } else {
                    return false;
                }
            }
            while (in < pattern.length() && pattern.charAt(in) == '%') {
                in++;
            }
            return in == pattern.length();
        }
    }
}
