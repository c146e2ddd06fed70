package org.allmende.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eva@musterau.example",
                "eva.beispiel+amt@post.musterau.example",
                "o'neill@musterau.example",
                "eva@müsterau.example"
            })
    void onePlainAddressIsTaken(String address) {
        assertThat(Message.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "eva",
                "eva@",
                "@musterau.example",
                "eva@musterau",
                "eva@musterau.example, chef@musterau.example",
                "eva@musterau.example;chef@musterau.example",
                "Eva <eva@musterau.example>",
                "eva@musterau.example\r\nBcc: alle@musterau.example",
                "eva@musterau.example\nBcc: alle@musterau.example",
                "eva@musterau.example\0",
                "eva @musterau.example",
                "eva@muster au.example",
                "eva@musterau..example",
                "\"eva\"@musterau.example",
                "undisclosed:eva@musterau.example;"
            })
    void anythingElseIsRefused(String address) {
        assertThat(Message.isAddress(address)).isFalse();
        assertThatThrownBy(() -> new Message(address, "Betreff", "Text"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("musterau");
    }

    @Test
    void aHostWithUmlautsIsWrittenAsTheNetKnowsIt() {
        assertThat(new Message("eva@müsterau.example", "Betreff", "Text").recipient())
                .isEqualTo("eva@xn--msterau-n2a.example");
    }

    @Test
    void aSubjectIsOneLine() {
        assertThat(new Message("eva@musterau.example", "Ihr Antrag\r\nBcc: alle@musterau.example\u2028x", "").subject())
                .isEqualTo("Ihr Antrag Bcc: alle@musterau.example x");
    }
}
