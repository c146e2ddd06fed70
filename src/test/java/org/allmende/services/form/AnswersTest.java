package org.allmende.services.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    private static final Answers ONE_OF_EACH = oneOfEach();

    private static Answers oneOfEach() {
        var values = new LinkedHashMap<String, Value>();
        values.put("person/name", new Value.Plain("Ayşe \"Özdemir\"\n<b>"));
        values.put("ehe/ort", Value.Place.in("gladenbach"));
        values.put("ehe/anderswo", Value.Place.elsewhere("Köln"));
        values.put("trauung/datum", new Value.Day(LocalDate.of(2019, 5, 4)));
        values.put("wunsch/exemplare", new Value.Numeric(new BigDecimal("12.50")));
        values.put("wunsch/viel", new Value.Numeric(new BigDecimal("1E+3")));
        values.put("wunsch/zwecke", new Value.Several(List.of("rente", "erbe")));
        values.put("bescheid/elektronisch", new Value.YesNo(false));
        values.put("post/anschrift", new Value.Address("Markt", "4", "", "35075", "Gladenbach", ""));
        values.put(
                "ausweis/kopie",
                new Value.Files(
                        List.of(new FileRef(new UUID(1, 2), "ausweis.pdf", "application/pdf", 123_456_789_012L))));
        return Answers.of(values);
    }

    @Test
    void comeBackFromJsonAsTheyWere() {
        var again = Answers.parse(ONE_OF_EACH.json());

        assertThat(again.json()).isEqualTo(ONE_OF_EACH.json());
        assertThat(again.values().keySet())
                .containsExactlyElementsOf(ONE_OF_EACH.values().keySet());
        assertThat(again.find("wunsch/exemplare")).contains(new Value.Numeric(new BigDecimal("12.50")));
        assertThat(again.find("ausweis/kopie")).isEqualTo(ONE_OF_EACH.find("ausweis/kopie"));
    }

    @Test
    void canBeReadByPeopleToo() {
        assertThat(ONE_OF_EACH
                        .only(path -> path.startsWith("trauung") || path.startsWith("ehe"))
                        .json())
                .isEqualTo("""
                        {"ehe/ort":{"place":{"tenant":"gladenbach"}},"ehe/anderswo":{"place":{"elsewhere":"Köln"}},"trauung/datum":{"date":"2019-05-04"}}""");
    }

    @Test
    void haveTheSameHashWhateverTheirOrder() {
        var other = Answers.of(new java.util.TreeMap<>(ONE_OF_EACH.values()));

        assertThat(other.json()).isNotEqualTo(ONE_OF_EACH.json());
        assertThat(other.hash()).isEqualTo(ONE_OF_EACH.hash()).hasSize(64);
        assertThat(new String(other.canonical(), StandardCharsets.UTF_8))
                .doesNotContain(" :", ": ")
                .startsWith("{\"ausweis/kopie\"");
        assertThat(other.with("ehe/ort", Value.Place.in("lohra")).hash()).isNotEqualTo(other.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"a\":null}",
                "{\"a\":{\"evil\":1}}",
                "{\"a\":{\"date\":\"gestern\"}}",
                "{\"a\":{\"date\":\"2019-05-04\",\"x\":1}}",
                "{\"a\":{\"files\":[{\"id\":\"x\"}]}}",
                "{\"a\":[1]}",
                "{} {}",
                "{\"a\":"
            })
    void anythingElseIsRefused(String json) {
        assertThatException().isThrownBy(() -> Answers.parse(json));
    }
}
