package org.allmende.platform.feel;

import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.context.FunctionProvider.EmptyFunctionProvider$;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValDate;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.valuemapper.JavaCustomValueMapper;
import org.jspecify.annotations.Nullable;

/** A parsed expression: pure, safe for many threads, evaluated again and again. */
public final class Expression {

    static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava()
            .withCustomValueMapper(new KeepValues())
            .withFunctionProvider(EmptyFunctionProvider$.MODULE$)
            .withEnabledExternalFunctions(false)
            .build();

    private final ParsedExpression parsed;
    private final Set<String> names;

    Expression(ParsedExpression parsed, Set<String> names) {
        this.parsed = parsed;
        this.names = names;
    }

    public String text() {
        return parsed.text();
    }

    /** The dotted names it reads, such as {@code ehe.ort.tenant}. */
    public Set<String> names() {
        return names;
    }

    /** Text, {@link BigDecimal}, date, Boolean or a list of them; null where FEEL says null. */
    public @Nullable Object value(Scope scope) {
        var result = ENGINE.evaluate(parsed, scope);
        return result.isSuccess() ? toJava((Val) result.result()) : null;
    }

    /** Whether a condition is true; one that cannot be answered yet is not. */
    public boolean holds(Scope scope) {
        return Boolean.TRUE.equals(value(scope));
    }

    /** What would go wrong with these names, best first; empty when nothing would. Every branch is tried. */
    public List<String> problems(Scope sample, Literals literals) {
        return new ExpressionCheck(literals).check(parsed.expression(), sample);
    }

    public List<String> problems(Scope sample) {
        return problems(sample, Literals.ANY);
    }

    private static @Nullable Object toJava(Val value) {
        return switch (value) {
            case ValString text -> text.value();
            case ValBoolean yes -> yes.value();
            case ValNumber number -> plain(number.value().bigDecimal());
            case ValDate date -> date.value();
            case ValList list ->
                CollectionConverters.asJava(list.itemsAsSeq()).stream()
                        .map(Expression::toJava)
                        .toList();
            default -> null;
        };
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @Override
    public String toString() {
        return text();
    }

    /** Which words a name may be compared with, so that a misspelt option does not just never match. */
    @FunctionalInterface
    public interface Literals {

        Literals ANY = name -> Set.of();

        /** The words a choice has; empty when everything goes. */
        Set<String> of(String name);
    }

    /** The engine would turn decimals into doubles. */
    private static final class KeepValues extends JavaCustomValueMapper {

        @Override
        public java.util.Optional<Val> toValue(Object value, java.util.function.Function<Object, Val> inner) {
            return value instanceof Val val ? java.util.Optional.of(val) : java.util.Optional.empty();
        }

        @Override
        public java.util.Optional<Object> unpackValue(Val value, java.util.function.Function<Val, Object> inner) {
            return java.util.Optional.of(value);
        }

        @Override
        public int priority() {
            return 100;
        }
    }
}
