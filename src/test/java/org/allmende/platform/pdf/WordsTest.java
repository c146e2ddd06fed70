package org.allmende.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(Words.of("de").texts().keySet())
                .isEqualTo(Words.of("en").texts().keySet());
        assertThat(Words.of("de").say("check", "gladenbach.example/pruefen"))
                .endsWith("hier: gladenbach.example/pruefen");
    }
}
