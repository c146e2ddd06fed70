package org.allmende.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89 3704 0044 0532 0130 00",
                "de89370400440532013000",
                "GB29 NWBK 6016 1331 9268 19",
                "MT84 MALT 0110 0001 2345 MTLC AST0 01S"
            })
    void knownAccountsAreRight(String text) {
        assertThat(Iban.parse(text).value()).doesNotContain(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DE",
                "DE88 3704 0044 0532 0130 00",
                "DE89 3704 0044 0532 0130 0",
                "DE89 3704 0044 0532 0130 000",
                "DE89 3704 0044 0532 O130 00",
                "89DE 3704 0044 0532 0130 00",
                "DE89 3704 0044 0532 0130 00<script>"
            })
    void slipsOfThePenAreFound(String text) {
        assertThatThrownBy(() -> Iban.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDemonstrationsAccountIsRightInFormAndAtNoBank() {
        assertThat(Iban.DEMONSTRATION.toString()).isEqualTo("DE52\u00a00000\u00a00000\u00a00012\u00a03456\u00a078");
        assertThat(Iban.parse(Iban.DEMONSTRATION.toString())).isEqualTo(Iban.DEMONSTRATION);
        assertThat(Iban.DEMONSTRATION.value().substring(4, 12))
                .as("no bank has this code: the Bundesbank's begin with 1 to 8")
                .isEqualTo("00000000");
    }
}
