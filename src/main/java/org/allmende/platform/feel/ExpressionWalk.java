package org.allmende.platform.feel;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.Tuple2;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;

/** Goes through the syntax tree: what may be in it, and which names it reads. */
final class ExpressionWalk {

    /** Everything else is refused: functions of its own, powers, counting loops and regular expressions can be made to run for ever. */
    private static final Set<String> ELEMENTS = Set.of(
            "Ref",
            "PathExpression",
            "ConstNull",
            "ConstBool",
            "ConstNumber",
            "ConstString",
            "ConstDate",
            "ConstList",
            "ConstYearMonthDuration",
            "ConstDayTimeDuration",
            "ConstRange",
            "ClosedConstRangeBoundary",
            "OpenConstRangeBoundary",
            "ConstInputValue",
            "Addition",
            "Subtraction",
            "Multiplication",
            "Division",
            "ArithmeticNegation",
            "Equal",
            "LessThan",
            "LessOrEqual",
            "GreaterThan",
            "GreaterOrEqual",
            "Conjunction",
            "Disjunction",
            "Not",
            "If",
            "In",
            "AtLeastOne",
            "UnaryTestExpression",
            "InputEqualTo",
            "InputLessThan",
            "InputLessOrEqual",
            "InputGreaterThan",
            "InputGreaterOrEqual",
            "InputInRange",
            "For",
            "SomeItem",
            "EveryItem",
            "Filter",
            "FunctionInvocation",
            "PositionalFunctionParameters");

    static final Set<String> FUNCTIONS = Set.of(
            "not",
            "all",
            "any",
            "count",
            "sum",
            "min",
            "max",
            "mean",
            "abs",
            "floor",
            "ceiling",
            "modulo",
            "decimal",
            "round up",
            "round down",
            "round half up",
            "round half down",
            "contains",
            "starts with",
            "ends with",
            "string length",
            "upper case",
            "lower case",
            "trim",
            "string",
            "number",
            "string join",
            "list contains",
            "append",
            "distinct values",
            "date",
            "duration",
            "years and months duration",
            "month of year",
            "day of week",
            "is empty",
            "is blank");

    private ExpressionWalk() {}

    /** The names it reads; fails when something is in it that a package may not use. */
    static Set<String> names(Exp expression) throws NotFeel {
        var names = new LinkedHashSet<String>();
        var loops = collect(expression, Set.of(), names);
        if (loops > 2) {
            throw new NotFeel("Der Ausdruck hat mehr als zwei Schleifen.");
        }
        return Set.copyOf(names);
    }

    private static int collect(Object node, Set<String> bound, Set<String> names) throws NotFeel {
        int loops = 0;
        switch (node) {
            case Ref ref -> {
                var name = parts(ref);
                if (!bound.contains(name.getFirst())) {
                    names.add(String.join(".", name));
                }
            }
            case For loop -> loops = loop(loop.iterators(), loop.exp(), bound, names);
            case SomeItem some -> loops = loop(some.iterators(), some.condition(), bound, names);
            case EveryItem every -> loops = loop(every.iterators(), every.condition(), bound, names);
            case Filter filter -> {
                loops = 1 + collect(filter.list(), bound, names);
                loops += collect(filter.filter(), with(bound, "item"), names);
            }
            case FunctionInvocation call -> {
                if (!FUNCTIONS.contains(call.function())) {
                    throw new NotFeel("Die Funktion „%s“ ist nicht erlaubt. Erlaubt sind: %s."
                            .formatted(
                                    call.function(),
                                    String.join(
                                            ", ", FUNCTIONS.stream().sorted().toList())));
                }
                loops = inside(call.params(), bound, names);
            }
            default -> loops = inside(node, bound, names);
        }
        return loops;
    }

    private static int inside(Object node, Set<String> bound, Set<String> names) throws NotFeel {
        int loops = 0;
        for (var child : children(node)) {
            loops += collect(child, bound, names);
        }
        return loops;
    }

    private static int loop(
            camundajar.impl.scala.collection.immutable.List<Tuple2<String, Exp>> iterators,
            Exp body,
            Set<String> bound,
            Set<String> names)
            throws NotFeel {
        int loops = 0;
        var inner = bound;
        for (var iterator : CollectionConverters.asJava(iterators)) {
            loops += 1 + collect(iterator._2(), inner, names);
            inner = with(inner, iterator._1());
        }
        return loops + collect(body, inner, names);
    }

    private static Set<String> with(Set<String> bound, String name) {
        var all = new LinkedHashSet<>(bound);
        all.add(name);
        return all;
    }

    static List<String> parts(Ref ref) {
        return CollectionConverters.asJava(ref.names());
    }

    /** The parts of a node that are expressions themselves. */
    static List<Object> children(Object node) throws NotFeel {
        var children = new ArrayList<>();
        if (node instanceof Product product && isSyntax(node)) {
            if (!ELEMENTS.contains(product.productPrefix())) {
                throw new NotFeel("„%s“ ist in Paketen nicht erlaubt.".formatted(product.productPrefix()));
            }
            var parts = product.productIterator();
            while (parts.hasNext()) {
                var part = parts.next();
                if (part instanceof camundajar.impl.scala.collection.immutable.Seq<?> seq) {
                    children.addAll(CollectionConverters.asJava(seq));
                } else if (isSyntax(part)) {
                    children.add(part);
                }
            }
            children.removeIf(child -> !isSyntax(child));
        }
        return children;
    }

    private static boolean isSyntax(Object node) {
        return node.getClass().getPackageName().equals("org.camunda.feel.syntaxtree");
    }
}
