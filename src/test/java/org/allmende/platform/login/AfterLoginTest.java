package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AfterLoginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/arbeitsplatz", "/arbeitsplatz/vorgang/2026-0001", "/arbeitsplatz?seite=2&suche=M%C3%BCller"})
    void ownPagesAreWhereOneWantedToGo(String path) {
        assertThat(AfterLogin.isOurs(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arbeitsplatz",
                "//boese.example",
                "///boese.example",
                "/\\boese.example",
                "\\\\boese.example",
                "/\t/boese.example",
                "/\n/boese.example",
                "https://boese.example",
                "http:boese.example",
                "javascript:alert(1)",
                "/@boese.example:8080",
                "/arbeitsplatz\r\nSet-Cookie: sitzung=1",
                "/\u2028/boese.example",
                " /arbeitsplatz",
            })
    void nobodyIsSentAway(String address) {
        assertThat(AfterLogin.isOurs(address)).isFalse();
    }
}
