package org.allmende.sensing.sta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExprParserTest {

    /** As a tree with brackets. */
    private static String tree(String text) {
        return tree(ExprParser.parse(text));
    }

    private static String tree(Expr it) {
        return switch (it) {
            case Expr.Path path -> String.join("/", path.steps());
            case Expr.Literal literal -> literal.kind() + ":" + literal.text();
            case Expr.Unary unary -> "(" + unary.operator() + " " + tree(unary.of()) + ")";
            case Expr.Binary both -> "(" + tree(both.left()) + " " + both.operator() + " " + tree(both.right()) + ")";
            case Expr.Call call ->
                call.function()
                        + call.arguments().stream().map(ExprParserTest::tree).toList();
        };
    }

    @Test
    void operatorsBindAsODataSays() {
        assertThat(tree("a eq 1 or b eq 2 and not c gt 3"))
                .isEqualTo("((a eq NUMBER:1) or ((b eq NUMBER:2) and (not (c gt NUMBER:3))))");
        assertThat(tree("1 add 2 mul 3 sub -4 lt result"))
                .isEqualTo("(((NUMBER:1 add (NUMBER:2 mul NUMBER:3)) sub (- NUMBER:4)) lt result)");
        assertThat(tree("(a or b) and c")).isEqualTo("((a or b) and c)");
    }

    @Test
    void valuesAreReadAsTheyAreWritten() {
        assertThat(tree("name eq 'Bad Endbach''s \"Öfen\"'")).isEqualTo("(name eq TEXT:Bad Endbach's \"Öfen\")");
        assertThat(tree("phenomenonTime ge 2026-02-03T10:00:00.5+01:00"))
                .isEqualTo("(phenomenonTime ge TIME:2026-02-03T10:00:00.5+01:00)");
        assertThat(tree("date(resultTime) eq 2026-02-03")).isEqualTo("(date[resultTime] eq TEXT:2026-02-03)");
        assertThat(tree("now() sub duration'P1D'")).isEqualTo("(now[] sub DURATION:P1D)");
        assertThat(tree("st_within(location,geography'POINT (8.7 50.8)')"))
                .isEqualTo("st_within[location, GEOMETRY:POINT (8.7 50.8)]");
        assertThat(tree("result eq 1.5e-3 and a eq null and b eq true"))
                .isEqualTo("(((result eq NUMBER:1.5e-3) and (a eq NULL:null)) and (b eq BOOL:true))");
        assertThat(tree("orderly eq 1")).as("begins like an operator").isEqualTo("(orderly eq NUMBER:1)");
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (var text : List.of("", "a eq", "eq 1", "a eq 'x", "(a", "a b", "f(1", "f(,)", "a eq 1;drop", "))")) {
            assertThatThrownBy(() -> ExprParser.parse(text)).as(text).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> ExprParser.parse("(".repeat(10_000))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ExprParser.parse("not ".repeat(10_000) + "a")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ExprParser.parse("-".repeat(10_000) + "1")).isInstanceOf(Refusal.class);
    }

    @Test
    void expansionsHaveTheirOwnOptions() {
        var query = Query.parse(
                Map.of(
                        "$expand",
                        "Datastreams($top=1;$filter=name eq 'a;b,(c';$expand=Observations($orderby=result desc,id)),Locations/Things"));
        assertThat(query.expand()).containsOnlyKeys("Datastreams", "Locations");
        var inner = query.expand().get("Datastreams");
        assertThat(inner.top()).isEqualTo(1);
        assertThat(tree(inner.filter())).isEqualTo("(name eq TEXT:a;b,(c)");
        assertThat(inner.expand().get("Observations").orderBy()).hasSize(2);
        assertThat(query.expand().get("Locations").expand()).containsOnlyKeys("Things");
    }

    @Test
    void optionsThatAreNoneAreRefused() {
        for (var option :
                List.of("$top=-1", "$top=x", "$skip=1e9", "$count=maybe", "$nix=1", "$expand=A(", "$filter=")) {
            assertThatThrownBy(() -> Query.parse(Options.parse(option)))
                    .as(option)
                    .isInstanceOf(Refusal.class);
        }
        var deep = "Things/Datastreams/Thing/Datastreams/Thing/Datastreams/Thing/Datastreams/Thing";
        assertThatThrownBy(() -> Query.parse(Map.of("$expand", deep))).isInstanceOf(Refusal.class);
    }

    @Test
    void addressesAreTakenApart() {
        var address = Address.parse("Things(1)/Datastreams('a/b')/Observations/$ref");
        assertThat(address.steps()).extracting(Address.Step::id).containsExactly("1", "a/b", null);
        assertThat(address.tail()).isEqualTo("$ref");
        assertThat(Address.parse("Things(1)/properties/a/$value").property()).containsExactly("properties", "a");
        assertThat(Address.parse("").isRoot()).isTrue();
        assertThatThrownBy(() -> Address.parse("name")).isInstanceOf(Refusal.class);
    }
}
