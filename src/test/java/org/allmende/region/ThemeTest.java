package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThemeTest {

    private static final List<Colour> RANDOM_COLOURS = randomColours();

    private static List<Colour> randomColours() {
        var random = new Random(22);
        var corners = Stream.of(
                        "#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff",
                        "#808080")
                .map(Colour::new);
        var others = Stream.generate(() -> new Colour("#%06x".formatted(random.nextInt(1 << 24))));
        return Stream.concat(corners, others.limit(10_000)).toList();
    }

    @Test
    void textIsReadableInTheFaceOfAnyColour() {
        for (var colour : RANDOM_COLOURS) {
            var theme = Theme.of(colour);
            readable(colour, theme.light());
            readable(colour, theme.dark());
        }
    }

    private static void readable(Colour source, Theme.Tokens tokens) {
        for (var ground : List.of(tokens.page(), tokens.soft(), tokens.onBrand())) {
            assertThat(tokens.brand().contrast(ground))
                    .as("%s from %s on %s", tokens.brand(), source, ground)
                    .isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void theTextThatEveryTenantHasAlikeIsReadableInAnyFaceToo() throws IOException {
        var css = Files.readString(Path.of("web/css/tokens.css")).split("prefers-color-scheme: dark", 2);
        RANDOM_COLOURS.forEach(colour -> {
            var theme = Theme.of(colour);
            common(colour, theme.light(), css[0]);
            common(colour, theme.dark(), css[1]);
        });
    }

    private static void common(Colour source, Theme.Tokens tokens, String css) {
        assertThat(tokens.brand().contrast(token("card", css)))
                .as("%s on a card", source)
                .isGreaterThanOrEqualTo(7);
        for (var text : List.of("on-strong", "on-strong-2")) {
            assertThat(token(text, css).contrast(tokens.strong()))
                    .as("%s of %s", text, source)
                    .isGreaterThanOrEqualTo(7);
        }
        for (var text : List.of("ink", "ink-2")) {
            for (var ground : List.of(tokens.page(), tokens.soft())) {
                assertThat(token(text, css).contrast(ground))
                        .as("%s of %s", text, source)
                        .isGreaterThanOrEqualTo(7);
            }
        }
    }

    private static Colour token(String name, String css) {
        var found = Pattern.compile("--a-" + name + ": (#[0-9a-f]{6});").matcher(css);
        assertThat(found.find()).as(name).isTrue();
        return new Colour(found.group(1));
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
                    assertThat(Oklch.of(colour).chroma())
                            .as("%s from %s", colour, source)
                            .isLessThan(0.003);
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
                        ":root,[data-theme=light]{--a-brand:#7a1f3d;",
                        "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--a-brand:#",
                        "[data-theme=dark]{--a-brand:#")
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
