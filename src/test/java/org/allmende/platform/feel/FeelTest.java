package org.allmende.platform.feel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeelTest {

    private static final Scope SAMPLE = Scope.of(Map.of(
            "ehe", row("ort", row("tenant", "gladenbach", "elsewhere", "Köln"), "datum", LocalDate.of(2019, 5, 4)),
            "wunsch", row("exemplare", 3, "art", "deutsch", "zwecke", List.of("rente", "erbe"), "eilig", true),
            "haus", row("kinder", List.of(row("alter", 3, "art", "eigen"), row("alter", 15, "art", "pflege"))),
            "today", LocalDate.of(2026, 11, 23)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ehe.ort.tenant                                                | gladenbach
                    wunsch.exemplare * 7.10                                       | 21.3
                    12.50 + max(0, wunsch.exemplare - 1) * 6                      | 24.5
                    if wunsch.eilig then 100 else 0                               | 100
                    ehe.datum < today - duration("P80Y")                          | false
                    list contains(wunsch.zwecke, "rente")                         | true
                    some zweck in wunsch.zwecke satisfies zweck = "erbe"          | true
                    count(wunsch.zwecke[item = "erbe"])                           | 1
                    count(wunsch.zwecke[item != null])                            | 2
                    sum(haus.kinder.alter[item > 5])                              | 15
                    every k in haus.kinder satisfies k.art = "eigen"              | false
                    count(haus.kinder[item.art = "eigen"])                        | 1
                    sum(for k in haus.kinder return k.alter * 2)                  | 36
                    wunsch.art in ("deutsch", "mehrsprachig")                     | true
                    wunsch.exemplare between 1 and 10                             | true
                    = wunsch.art = "deutsch"                                      | true
                    """)
    void evaluatesExactlyAndWithoutProblems(String text, String value) throws NotFeel {
        var expression = Feel.parse(text);

        assertThat(expression.value(SAMPLE)).hasToString(value);
        assertThat(expression.problems(SAMPLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ehe.ort.tenat = "x"                     | Den Namen „tenat“ gibt es in „ehe.ort“ nicht. Gemeint ist vielleicht „tenant“.
                    if wunsch.eilig then 1 else wunsh.x     | Den Namen „wunsh“ gibt es nicht. Gemeint ist vielleicht „wunsch“.
                    wunsch.eilig or ehe.datun < today       | Den Namen „datun“ gibt es in „ehe“ nicht. Gemeint ist vielleicht „datum“.
                    some z in wunsch.zwecke satisfies y = z | Den Namen „y“ gibt es nicht.
                    wunsch.art = "deutch"                   | „deutch“ ist keine Antwort auf „wunsch.art“. Gemeint ist vielleicht „deutsch“.
                    wunsch.art in ("deutsch", "mehr")       | „mehr“ ist keine Antwort auf „wunsch.art“.
                    sum(haus.kinder.altr) > 1               | Den Namen „altr“ gibt es in „haus.kinder“ nicht. Gemeint ist vielleicht „alter“.
                    some k in haus.kinder satisfies k.a = 1 | Den Namen „a“ gibt es in „k“ nicht.
                    every k in haus.kinder satisfies k.art = "eige" | „eige“ ist keine Antwort auf „haus.kinder.art“. Gemeint ist vielleicht „eigen“.
                    count(haus.kinder[item.art = "pfl"]) > 0 | „pfl“ ist keine Antwort auf „haus.kinder.art“.
                    count(wunsch.zwecke) > 0 and item = 1   | Den Namen „item“ gibt es nicht.
                    wunsch.eilig and wunsch.art > 3         | Der Ausdruck ergibt nichts (FEEL meldet: Can't compare '"deutsch"' with '3')
                    """)
    void findsWhatFeelWouldAnswerWithNull(String text, String problem) throws NotFeel {
        Expression.Literals options = name -> switch (name) {
            case "wunsch.art" -> Set.of("deutsch", "mehrsprachig");
            case "haus.kinder.art" -> Set.of("eigen", "pflege");
            default -> Set.of();
        };

        assertThat(Feel.parse(text).problems(SAMPLE, options)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "now()",
                "today()",
                "matches(ehe.ort.tenant, \"(a+)+b\")",
                "for i in 1..1000000000 return i",
                "10 ** 999999999",
                "function(x) x",
                "function(x) external {java: {class: \"java.lang.Runtime\", method signature: \"exec(java.lang.String)\"}}",
                "{a: 1}",
                "get value({a: 1}, \"a\")",
                "for a in wunsch.zwecke, b in wunsch.zwecke, c in wunsch.zwecke return a",
                "(((((((((((((1)))))))))))))"
            })
    void refusesWhatReachesOutsideOrNeverEnds(String text) {
        assertThatThrownBy(() -> Feel.parse(text)).isInstanceOf(NotFeel.class);
    }

    @Test
    void refusesAnExpressionOfAThousandAndOneCharacters() {
        assertThatThrownBy(() -> Feel.parse("1" + "+1".repeat(500)))
                .isInstanceOf(NotFeel.class)
                .hasMessage("Der Ausdruck hat 1001 Zeichen, erlaubt sind 1000.");
    }

    @Test
    void conditionThatCannotBeAnsweredYetDoesNotHold() throws NotFeel {
        var empty = Scope.of(row("wunsch", row("exemplare", null)));

        assertThat(Feel.parse("wunsch.exemplare > 1").holds(empty)).isFalse();
        assertThat(Feel.parse("wunsch.exemplare = null").holds(empty)).isTrue();
    }

    @Test
    void saysWhichNamesItReads() throws NotFeel {
        assertThat(Feel.parse("some z in wunsch.zwecke satisfies z = ehe.ort.tenant")
                        .names())
                .containsExactlyInAnyOrder("wunsch.zwecke", "ehe.ort.tenant");
    }

    @Test
    void decimalsStayExact() throws NotFeel {
        assertThat(Feel.parse("0.1 + 0.2").value(SAMPLE)).isEqualTo(new BigDecimal("0.3"));
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        var all = Arrays.asList(namesAndValues).iterator();
        while (all.hasNext()) {
            row.put(String.valueOf(all.next()), all.next());
        }
        return row;
    }
}
