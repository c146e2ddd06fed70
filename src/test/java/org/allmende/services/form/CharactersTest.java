package org.allmende.services.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    @Test
    void fiveHundredLettersMakeUpNames() {
        var letters = IntStream.rangeClosed(0, 0xffff)
                .filter(c -> !Character.isSurrogate((char) c))
                .filter(c -> Characters.hasLetter(Character.toString(c)))
                .mapToObj(Character::toString)
                .toList();

        assertThat(letters)
                .hasSize(500)
                .contains("ß", "ẞ", "Ş", "Đ", "ț", "Ỹ", "ʒ", "ĸ")
                .doesNotContain("ſ", "ƀ", "Ω", "Я");
        assertThat(letters).allMatch(letter -> Normalizer.isNormalized(letter, Normalizer.Form.NFC));
        assertThat(letters).allMatch(letter -> Characters.foreignInName(letter).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ḳ\u0304ader",
                "M\u0302aria",
                "C\u0328\u0306",
                "K\u035fHalid",
                "Ụ\u0308",
                "d’Artagnan",
                "Müller-Lüdenscheidt, jun.",
                "Ŀ·ŀ"
            })
    void sequencesAndSignsOfTheNormAreAccepted(String name) {
        assertThat(Characters.foreignInName(Characters.line(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Мария",
                "Σωκράτης",
                "李",
                "Ann4",
                "a@b",
                "x\u0301y",
                "B\u0303",
                "Robert'); DROP TABLE",
                "😀",
                "\u0301"
            })
    void everythingElseIsNot(String name) {
        assertThat(Characters.foreignInName(Characters.line(name))).isPresent();
    }

    @Test
    void whatCannotBeSeenIsTakenOut() {
        assertThat(Characters.line(" a\u0000\u200b\u202eb\u00ad\t\u00a0 c\u2028d "))
                .isEqualTo("ab c d");
        assertThat(Characters.lines("eins \r\n\r\n zwei\rdrei\u0007")).isEqualTo("eins\n\nzwei\ndrei");
        assertThat(Characters.line("u\u0308")).as("composed").isEqualTo("ü");
    }
}
