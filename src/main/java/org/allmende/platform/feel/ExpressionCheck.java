package org.allmende.platform.feel;

import camundajar.impl.scala.Tuple2;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.platform.feel.Expression.Literals;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.In;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValList;
import org.jspecify.annotations.Nullable;

/**
 * Tries every part of an expression on sample values, branches that this sample would skip as well.
 *
 * <p>FEEL answers null where others fail: for a misspelt name, a wrong type, a missing function. So each part is evaluated
 * on its own, and whatever the engine suppresses is a problem.
 */
final class ExpressionCheck {

    /** The engine tries a filter without an item first, in case it is a position; where {@code item} is unknown, its name is. */
    private static final String FILTER_FIRST = "No variable found with name 'item'";

    private final Literals literals;
    private final Set<String> problems = new LinkedHashSet<>();

    /** What the names of loops stand for: {@code k} in {@code every k in haushalt.kinder …}. */
    private final Map<String, String> lists = new HashMap<>();

    ExpressionCheck(Literals literals) {
        this.literals = literals;
    }

    List<String> check(Exp expression, Scope sample) {
        try {
            visit(expression, sample);
        } catch (NotFeel refused) {
            problems.add(String.valueOf(refused.getMessage()));
        }
        return List.copyOf(problems);
    }

    private void visit(Object node, Scope scope) throws NotFeel {
        int before = problems.size();
        switch (node) {
            case Ref ref -> unknown(ref, scope).ifPresent(problems::add);
            case For loop -> visitLoop(loop.iterators(), loop.exp(), scope);
            case SomeItem some -> visitLoop(some.iterators(), some.condition(), scope);
            case EveryItem every -> visitLoop(every.iterators(), every.condition(), scope);
            case Filter filter -> {
                visit(filter.list(), scope);
                remember("item", filter.list());
                visit(filter.filter(), scope.with("item", first(filter.list(), scope)));
            }
            default -> {
                for (var child : ExpressionWalk.children(node)) {
                    visit(child, scope);
                }
                compareWithOptions(node);
            }
        }
        if (node instanceof Exp expression && problems.size() == before && standsAlone(node)) {
            evaluate(expression, scope);
        }
    }

    private void visitLoop(
            camundajar.impl.scala.collection.immutable.List<Tuple2<String, Exp>> iterators, Exp body, Scope scope)
            throws NotFeel {
        var inner = scope;
        for (var iterator : CollectionConverters.asJava(iterators)) {
            visit(iterator._2(), inner);
            remember(iterator._1(), iterator._2());
            inner = inner.with(iterator._1(), first(iterator._2(), inner));
        }
        visit(body, inner);
    }

    private void remember(String name, Exp list) {
        if (list instanceof Ref ref) {
            lists.put(name, fullName(ref));
        } else {
            lists.remove(name);
        }
    }

    private String fullName(Ref ref) {
        var parts = new ArrayList<>(ExpressionWalk.parts(ref));
        parts.set(0, lists.getOrDefault(parts.getFirst(), parts.getFirst()));
        return String.join(".", parts);
    }

    /** Parts of a unary test only make sense with the value they test. */
    private static boolean standsAlone(Object node) {
        var kind = node.getClass().getSimpleName();
        return !kind.startsWith("Input")
                && !kind.equals("UnaryTestExpression")
                && !kind.equals("AtLeastOne")
                && !kind.equals("ConstInputValue")
                && !kind.endsWith("RangeBoundary");
    }

    private void evaluate(Exp expression, Scope scope) {
        var result = Expression.ENGINE.evaluate(new ParsedExpression(expression, ""), scope);
        if (result.isFailure()) {
            problems.add("Der Ausdruck lässt sich nicht ausrechnen: "
                    + result.failure().message());
        }
        for (var failure : result.getSuppressedFailures()) {
            if (failure.failureMessage().equals(FILTER_FIRST)) {
                continue;
            }
            problems.add("Der Ausdruck ergibt nichts (FEEL meldet: %s)".formatted(failure.failureMessage()));
        }
    }

    private static Val first(Exp list, Scope scope) {
        var result = Expression.ENGINE.evaluate(new ParsedExpression(list, ""), scope);
        if (result.isSuccess()
                && result.result() instanceof ValList values
                && !values.itemsAsSeq().isEmpty()) {
            return values.itemsAsSeq().head();
        }
        return new ValContext(new Scope());
    }

    private static Optional<String> unknown(Ref ref, Scope scope) {
        @Nullable Scope current = scope;
        var path = new ArrayList<String>();
        for (var part : ExpressionWalk.parts(ref)) {
            if (current == null) {
                break;
            }
            var value = current.find(part);
            if (value == null) {
                return Optional.of(unknown(String.join(".", path), part, current.names()));
            }
            path.add(part);
            current = inside(value);
        }
        return Optional.empty();
    }

    /** What can be asked of a value by a further name; of a list, of each of its entries. */
    private static @Nullable Scope inside(Val value) {
        var one = value instanceof ValList list && !list.itemsAsSeq().isEmpty()
                ? list.itemsAsSeq().head()
                : value;
        return one instanceof ValContext context && context.context() instanceof Scope inner ? inner : null;
    }

    private static String unknown(String where, String name, Collection<String> known) {
        var place = where.isEmpty() ? "" : " in „%s“".formatted(where);

        return "Den Namen „%s“ gibt es%s nicht.".formatted(name, place) + Similar.hint(name, known);
    }

    private void compareWithOptions(Object node) throws NotFeel {
        switch (node) {
            case Equal equal -> {
                options(equal.x(), equal.y());
                options(equal.y(), equal.x());
            }
            case In in -> options(in.x(), in.test());
            case FunctionInvocation call -> {
                var parts = ExpressionWalk.children(call.params());
                if (call.function().equals("list contains") && parts.size() == 2) {
                    options(parts.getFirst(), parts.getLast());
                }
            }
            default -> {}
        }
    }

    private void options(Object asked, Object compared) throws NotFeel {
        if (!(asked instanceof Ref ref)) {
            return;
        }
        var name = fullName(ref);
        var options = literals.of(name);
        if (options.isEmpty()) {
            return;
        }
        for (var word : words(compared)) {
            if (!options.contains(word)) {

                problems.add("„%s“ ist keine Antwort auf „%s“.".formatted(word, name) + Similar.hint(word, options));
            }
        }
    }

    private static List<String> words(Object node) throws NotFeel {
        if (node instanceof ConstString text) {
            return List.of(text.value());
        }
        if (node instanceof Ref || node instanceof FunctionInvocation) {
            return List.of();
        }
        var words = new ArrayList<String>();
        for (var child : ExpressionWalk.children(node)) {
            words.addAll(words(child));
        }
        return words;
    }
}
