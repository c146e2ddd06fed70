package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThemeTest {

    @Test
    void textIsReadableInTheFaceOfAnyColour() {
        var random = new Random(22);
        var corners = Stream.of("#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff", "#808080", "#010101")
                .map(Colour::new);
        var colours = Stream.concat(
                        corners, Stream.generate(() -> new Colour("#%06x".formatted(random.nextInt(1 << 24)))).limit(10_000))
                .toList();
        for (var colour : colours) {
            var theme = Theme.of(colour);
            readable(colour, theme.light(), Colour.WHITE);
            readable(colour, theme.dark(), Theme.DARK_CARD);
        }
    }

    private static void readable(Colour source, Theme.Tokens tokens, Colour card) {
        for (var ground : List.of(tokens.page(), tokens.soft(), card, tokens.onBrand())) {
            assertThat(tokens.brand().contrast(ground))
                    .as("%s from %s on %s", tokens.brand(), source, ground)
                    .isGreaterThanOrEqualTo(7);
        }
        assertThat(Theme.STRIP_TEXT.contrast(tokens.strong()))
                .as("strip of %s", source)
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void contrastIsMeasuredAsWcagDoes() {
        assertThat(new Colour("#000000").contrast(Colour.WHITE)).isEqualTo(21);
        assertThat(new Colour("#777777").contrast(Colour.WHITE)).isBetween(4.47, 4.48);
    }

    @Test
    void blackAndGreyGiveNoPink() {
        for (var source : List.of("#000000", "#777777", "#ffffff")) {
            var theme = Theme.of(new Colour(source));
            for (var tokens : List.of(theme.light(), theme.dark())) {
                for (var colour : List.of(tokens.soft(), tokens.line(), tokens.page(), tokens.strong())) {
                    assertThat(Oklch.of(colour).chroma()).as("%s from %s", colour, source).isLessThan(0.003);
                }
            }
        }
    }

    @Test
    void aColourThatIsReadableAlreadyStaysAsItIs() {
        assertThat(Theme.of(new Colour("#7a1f3d")).light().brand()).hasToString("#7a1f3d");
    }

    @Test
    void theStyleSheetFollowsTheDeviceAndTheReadersChoice() {
        assertThat(Theme.of(new Colour("#7a1f3d")).css())
                .containsSubsequence(
                        ":root,[data-theme=light]{color-scheme:light;--a-brand:#7a1f3d;",
                        "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;--a-brand:#",
                        "[data-theme=dark]{color-scheme:dark;")
                .contains("--a-brand-strong:", "--a-brand-soft:", "--a-brand-line:", "--a-page:", "--a-on-brand:");
    }

    @Test
    void whatIsNoColourIsRefusedWithASentence() {
        assertThat(Colour.parse(" #7A1F3D ")).isEqualTo(new Colour("#7a1f3d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Colour.parse("red"))
                .withMessage("\"red\" is no colour; write it as # and six of 0–9 and a–f, such as #7a1f3d.");
    }
}
