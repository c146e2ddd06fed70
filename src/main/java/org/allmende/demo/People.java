package org.allmende.demo;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Invented people with the names that a registry office meets, in the letters of DIN 91379. */
final class People {

    /** Where a family comes from: given names of women and men, family names of either. */
    private record Origin(
            int share, List<String> women, List<String> men, List<String> womensFamily, List<String> mensFamily) {

        static Origin of(int share, String women, String men, String family) {
            return of(share, women, men, family, family);
        }

        static Origin of(int share, String women, String men, String womensFamily, String mensFamily) {
            return new Origin(share, names(women), names(men), names(womensFamily), names(mensFamily));
        }
    }

    private static final List<Origin> ORIGINS = List.of(
            Origin.of(60, """
                    Hannelore, Ursula, Christa, Renate, Gisela, Monika, Sabine, Petra, Birgit, Susanne, Anja, Katrin, Stefanie, \
                    Melanie, Sandra, Julia Marie, Lena, Anna-Lena, Sophie Charlotte, Käthe, Bärbel, Jördis, Frauke, Theresa, Änne""", """
                    Karl Heinz, Horst, Günter, Jürgen, Dieter, Rolf, Uwe, Jörg, Thomas, Andreas, Michael, Stefan, Björn, Sören, \
                    Matthias, Tobias, Jan-Hendrik, Lukas, Felix, Paul Emil, Götz, Rüdiger, Volker, Henning, Jakob""", """
                    Schäfer, Müller, Weiß, Groß, Becker, Bamberger, Köhler, Möller, Jüngst, Scholl, Lölkes, Dörr, Weigand, Naumann, \
                    Preiß, Hühn, Lückel, Ruppersberg, Battenfeld, Sänger, Bößer, von der Ahe, von Treysbach, zum Wiesengrund, Grün"""),
            Origin.of(
                    12,
                    "Ayşe, Fatma, Elif, Zeynep, Gül, Şeyma, Büşra, Hatice Nur, Çiğdem, Özlem",
                    "Mehmet, Mustafa, Ahmet, Hüseyin, İbrahim, Çağlar, Oğuz, Emre Can, Şükrü, Ümit",
                    "Yılmaz, Öztürk, Şahin, Çelik, Doğan, Güneş, Kılıç, Özdemir, Aydın, Yıldız"),
            Origin.of(
                    8,
                    "Agnieszka, Małgorzata, Elżbieta, Bożena, Joanna, Łucja",
                    "Zbigniew, Wojciech, Łukasz, Krzysztof, Jarosław, Paweł",
                    "Wiśniewska, Dąbrowska, Wójcik, Nowak, Szczęsna, Zielińska",
                    "Wiśniewski, Dąbrowski, Wójcik, Nowak, Szczęsny, Zieliński"),
            Origin.of(
                    8,
                    "Oksana, Kateryna, Žanna, Olʹha, Nadija, Svitlana",
                    "Oleksandr, Volodymyr, Mykola, Jurij, Dmytro, Serhij",
                    "Kovalenko, Ševčenko, Bondarenko, Ščerbak, Tkačenko, Melʹnyk"),
            Origin.of(
                    4,
                    "Željka, Đurđica, Ana Marija, Vesna",
                    "Željko, Đorđe, Krešimir, Siniša",
                    "Šimić, Đurić, Horvat, Petrović-Kovač"),
            Origin.of(3, "Thị Hạnh, Ngọc Ánh, Thùy Dương", "Văn Đức, Quốc Việt, Minh Tuấn", "Nguyễn, Trần, Phạm, Đặng"),
            Origin.of(3, "Ștefania, Ioana, Mădălina", "Ștefan, Mircea, Răzvan", "Țăranu, Popescu, Ionescu-Brăila"),
            Origin.of(2, "Maryam, Laylá, Ḥanān", "Ḥasan, Yūsuf, ʿAbd ar-Raḥmān", "al-Ḥalabī, Ḫalīl, ad-Dīn"));

    private static final List<String> CLERKS = names("""
            Anke, Boris, Claudia, Dirk, Esra, Frank, Gabriele, Holger, Ilka, Jens, Katja, Lars, Marlies, Norbert, Olga, Patrick, \
            Regina, Steffen, Tanja, Ulrich, Vera, Wolfram, Yvonne""");

    private static final List<String> CLERKS_FAMILIES = names("""
            Achenbach, Burk, Cloos, Damm, Eidam, Feußner, Gnau, Henkel, Immel, Junk, Kuhl, Lauer, Moog, Nies, Opper, Pitz, Rau, \
            Schneider, Thome, Uhl, Velte, Wege, Zissel, Bodenbender, Çetin, Krämer, Theiß, Löwer, Schäfer""");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z]+");

    private People() {}

    /** Somebody who married; without a name at birth they kept theirs. */
    record Spouse(String given, String family, String atBirth) {}

    record Couple(Spouse one, Spouse other) {}

    static Couple couple(RandomGenerator random) {
        var origin = origin(random);
        var otherOrigin = random.nextInt(4) == 0 ? origin(random) : origin;
        var wife = any(random, origin.women());
        var wifesFamily = any(random, origin.womensFamily());
        var husband = any(random, otherOrigin.men());
        var husbandsFamily = any(random, otherOrigin.mensFamily());
        var her = new Spouse(wife, husbandsFamily, wifesFamily);
        var him = new Spouse(husband, husbandsFamily, "");
        switch (random.nextInt(8)) {
            case 0 -> her = new Spouse(wife, wifesFamily, "");
            case 1 -> {
                her = new Spouse(wife, wifesFamily, "");
                him = new Spouse(husband, wifesFamily, husbandsFamily);
            }
            case 2 -> her = new Spouse(wife, doubled(wifesFamily, husbandsFamily), wifesFamily);
            default -> {}
        }
        return random.nextBoolean() ? new Couple(her, him) : new Couple(him, her);
    }

    private static String doubled(String one, String other) {
        return one.equals(other) ? one : one + "-" + other;
    }

    /** Somebody with this family name or, if it is empty, with any. */
    static Spouse relative(RandomGenerator random, String family) {
        var origin = origin(random);
        var given = any(random, random.nextBoolean() ? origin.women() : origin.men());
        return new Spouse(given, family.isEmpty() ? any(random, origin.mensFamily()) : family, "");
    }

    /** The staff of the offices, no two alike for the first 600. */
    static String clerk(int number) {
        return CLERKS.get(number % CLERKS.size()) + " " + CLERKS_FAMILIES.get(number % CLERKS_FAMILIES.size());
    }

    /** At a host that nobody can have (RFC 2606). */
    static String email(Spouse person) {
        return plain(person.given()) + "." + plain(person.family()) + "@post.example";
    }

    private static Origin origin(RandomGenerator random) {
        int at = random.nextInt(ORIGINS.stream().mapToInt(Origin::share).sum());
        for (var origin : ORIGINS) {
            at -= origin.share();
            if (at < 0) {
                return origin;
            }
        }
        throw new IllegalStateException("The shares do not add up.");
    }

    private static String any(RandomGenerator random, List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }

    private static String plain(String name) {
        var latin = name.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("đ", "d")
                .replace("ı", "i");
        var bare =
                MARKS.matcher(Normalizer.normalize(latin, Normalizer.Form.NFD)).replaceAll("");
        return OTHERS.matcher(bare).replaceAll("-").replaceAll("^-|-$", "");
    }
}
