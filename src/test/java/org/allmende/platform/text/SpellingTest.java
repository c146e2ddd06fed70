package org.allmende.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"Führerschein (Ersatz), fuehrerschein ersatz", "Straßenfest – Zoë, strassenfest zoe", "' ', ''"})
    void wordsAreFoldedAsPeopleTypeThem(String text, String folded) {
        assertThat(Spelling.fold(text)).isEqualTo(folded);
    }

    @Test
    void slipsAreCounted() {
        assertThat(Spelling.distance("gladenbach", "gladnbach")).isEqualTo(1);
        assertThat(Spelling.distance("", "ab")).isEqualTo(2);
        assertThat(Spelling.distance("ab", "ab")).isZero();
    }
}
