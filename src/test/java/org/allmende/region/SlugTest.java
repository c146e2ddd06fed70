package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlugTest {

    @Test
    void aSlugIsTheNameBeforeCommaOrBracketInPlainLetters() {
        assertThat(slugs("Gladenbach, Stadt", "Wetter (Hessen), Stadt", "Münchhausen", "Cölbe", "Groß-Umstadt, Stadt"))
                .containsExactly("gladenbach", "wetter", "muenchhausen", "coelbe", "gross-umstadt");
        assertThat(slugs("Lauenburg/ Elbe, Stadt", "Cottbus/Chóśebuz, Stadt", "Garching a.d.Alz"))
                .containsExactly("lauenburg-elbe", "cottbus-chosebuz", "garching-a-d-alz");
    }

    @Test
    void aCountyNamedLikeATownSaysThatItIsTheKreis() {
        var towns = Set.of(new Slug("soest"), new Slug("marburg"));
        assertThat(Slug.ofCounty("Kreis Soest", towns)).hasToString("kreis-soest");
        assertThat(Slug.ofCounty("Landkreis Marburg-Biedenkopf", towns)).hasToString("marburg-biedenkopf");
        assertThat(Slug.ofCounty("Märkischer Kreis", towns)).hasToString("maerkischer-kreis");
    }

    @Test
    void addressesOfTheSoftwareItselfAreRefused() {
        for (var word : List.of("arbeitsplatz", "api", "karte", "open311", "en")) {
            assertThat(Slug.problemOf(word)).as(word).contains(Slug.Problem.RESERVED);
            assertThat(Slug.find(word)).as(word).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slug.of("Karte"))
                .withMessage("The slug \"karte\" is an address of the software itself; add a word to it.");
    }

    @Test
    void everyAddressOfTheSoftwareIsReserved() throws IOException {
        var named = Pattern.compile("static final String [A-Z_]+ = \"(/[^\"]*)");
        var below = Pattern.compile("@RequestMapping\\(");
        var ofClass = Pattern.compile("@RequestMapping\\(\"(/[^\"]*)");
        var ofMethod = Pattern.compile("Mapping\\((?:path = |value = )?\\{?\"(/[^\"]*)");
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                var text = Files.readString(source);
                var pattern = below.matcher(text).find() ? ofClass : ofMethod;
                var constants = text.contains("Mapping(") ? named.matcher(text).results() : Stream.<MatchResult>empty();
                assertThat(Stream.concat(constants, pattern.matcher(text).results())
                                .map(found -> found.group(1).split("/", 3)[1]))
                        .filteredOn(word -> !word.isEmpty() && !word.contains("{"))
                        .as(source.toString())
                        .isSubsetOf(Slug.RESERVED);
            }
        }
    }

    @Test
    void everyReservedWordCouldOtherwiseBeASlug() {
        assertThat(Slug.RESERVED).allMatch(word -> word.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
    }

    @Test
    void strangersTextIsNoSlug() {
        for (var text : List.of("", "Gladenbach", "-a", "a-", "a--b", "../etc", "a b", "ä", "1a", "a".repeat(64))) {
            assertThat(Slug.find(text)).as(text).isEmpty();
        }
        assertThatNoException().isThrownBy(() -> new Slug("a".repeat(63)));
    }

    @Test
    void placesOfOneNameAreToldApartReadably() {
        assertThat(Slug.distinct(List.of(
                        new Slug.Named("Forst (Eifel)", "56754", "07135031"),
                        new Slug.Named("Forst (Hunsrück)", "56858", "07135032"),
                        new Slug.Named("Altheim", "89605", "08425004"),
                        new Slug.Named("Altheim (Alb)", "89174", "08425005"),
                        new Slug.Named("Neuenkirchen", "17392", "13075101"),
                        new Slug.Named("Neuenkirchen", "17498", "13075102"),
                        new Slug.Named("Fichtelberg", "", "09472138"),
                        new Slug.Named("Fichtelberg", "", "09472453"),
                        new Slug.Named("Lohra", "35102", "06534013"))))
                .extracting(Slug::value)
                .containsExactly(
                        "forst-eifel",
                        "forst-hunsrueck",
                        "altheim",
                        "altheim-alb",
                        "neuenkirchen-17392",
                        "neuenkirchen-17498",
                        "fichtelberg-09472138",
                        "fichtelberg-09472453",
                        "lohra");
    }

    private static List<String> slugs(String... names) {
        return Arrays.stream(names).map(Slug::of).map(Slug::value).toList();
    }
}
