package org.allmende.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.allmende.region.Tenant;
import org.allmende.services.form.Value;

/**
 * An application for an Eheurkunde as somebody filled it in; knows the questions of {@code packages/eheurkunde}.
 *
 * @param answers by path, without files
 */
record Application(Map<String, Value> answers, List<Enclosure> enclosures) {

    static final String SERVICE = "eheurkunde";

    private static final List<String> STREETS = List.of(
            "Marktstraße", "Am Wehr", "Grüner Weg", "Lindenallee", "Hinterm Hain", "Bahnhofstraße", "Zur Mühle", "Gießener Straße",
            "Kirchgäßchen", "Auf der Höhe", "Wiesenweg", "Schloßbergring");

    private static final List<String> PURPOSES = List.of("unterlagen", "unterlagen", "rente", "sozialleistung", "erbe", "ausland", "anderes");
    private static final List<String> KINDS = List.of("deutsch", "deutsch", "deutsch", "mehrsprachig", "registerausdruck");

    /** By one of the two, their child, or on behalf of somebody. */
    static Application usual(Tenant place, Tenant home, LocalDate today, RandomGenerator random) {
        var couple = People.couple(random);
        var wedding = today.minusDays(200 + random.nextInt(50 * 365));
        var writer = new Writer(place, home, couple, wedding, random).withNumber();
        int relation = random.nextInt(10);
        if (relation < 7) {
            return writer.byOne(couple.one());
        }
        // a child is old enough to order
        return relation < 9 && wedding.isBefore(today.minusYears(22)) ? writer.byChild() : writer.onBehalf();
    }

    /** By somebody to whom the law gives no right. */
    static Application withoutRight(Tenant place, Tenant home, LocalDate today, String interest, RandomGenerator random) {
        var wedding = today.minusDays(3000 + random.nextInt(30 * 365));
        return new Writer(place, home, People.couple(random), wedding, random).byStranger(interest);
    }

    /** By these two people, in the order of the day. */
    static Application of(Tenant place, People.Couple couple, LocalDate wedding, RandomGenerator random) {
        return new Writer(place, place, couple, wedding, random).byOne(couple.one());
    }

    /** Fills in the form from top to bottom. */
    private static final class Writer {

        private final Tenant home;
        private final People.Couple couple;
        private final LocalDate wedding;
        private final RandomGenerator random;
        private final Map<String, Value> answers = new LinkedHashMap<>();
        private final List<Enclosure> enclosures = new ArrayList<>();

        Writer(Tenant place, Tenant home, People.Couple couple, LocalDate wedding, RandomGenerator random) {
            this.home = home;
            this.couple = couple;
            this.wedding = wedding;
            this.random = random;
            answers.put("ehe/ort", Value.Place.in(place.slug().value()));
            answers.put("trauung/datum", new Value.Day(wedding));
            spouse("erste_person", couple.one());
            spouse("zweite_person", couple.other());
        }

        private void spouse(String step, People.Spouse spouse) {
            text(step + "/vornamen", spouse.given());
            text(step + "/familienname", spouse.family());
            if (!spouse.atBirth().isEmpty()) {
                text(step + "/geburtsname", spouse.atBirth());
            }
        }

        /** Some have an old certificate at hand. */
        Writer withNumber() {
            if (random.nextInt(3) == 0) {
                text("register/nummer", "E %d/%d".formatted(1 + random.nextInt(180), wedding.getYear()));
            }
            return this;
        }

        Application byOne(People.Spouse applicant) {
            text("antrag/bezug", "ehegatte");
            wish();
            return signed(applicant, wedding.minusDays(20 * 365 + random.nextInt(14 * 365)));
        }

        Application byChild() {
            text("antrag/bezug", "nachkomme");
            if (random.nextBoolean()) {
                enclosures.add(new Enclosure("abstammung/datei", "Geburtsurkunde.pdf"));
            }
            wish();
            return signed(
                    People.relative(random, couple.one().family()), wedding.plusDays(100 + random.nextInt(4 * 365)));
        }

        Application onBehalf() {
            text("antrag/bezug", "bevollmaechtigt");
            enclosures.add(new Enclosure("vollmacht/datei", "Vollmacht.pdf"));
            wish();
            enclosures.add(new Enclosure("ausweis/kopie", "Ausweis.jpg"));
            return signed(People.relative(random, ""), LocalDate.of(1960 + random.nextInt(40), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        }

        Application byStranger(String interest) {
            text("antrag/bezug", "andere");
            text("interesse/grund", interest);
            enclosures.add(new Enclosure("interesse/nachweis", "Schreiben.pdf"));
            wish();
            enclosures.add(new Enclosure("ausweis/kopie", "Ausweis.jpg"));
            return signed(People.relative(random, ""), LocalDate.of(1950 + random.nextInt(45), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        }

        private void wish() {
            text("wunsch/art", KINDS.get(random.nextInt(KINDS.size())));
            answers.put("wunsch/exemplare", new Value.Numeric(BigDecimal.valueOf(1 + random.nextInt(3))));
            text("zweck/wofuer", PURPOSES.get(random.nextInt(PURPOSES.size())));
        }

        private Application signed(People.Spouse applicant, LocalDate born) {
            text("person/vornamen", applicant.given());
            text("person/familienname", applicant.family());
            answers.put("person/geburtsdatum", new Value.Day(born));
            var postcode = home.place() == null ? "00000" : home.place().plz();
            answers.put(
                    "post/anschrift",
                    new Value.Address(
                            STREETS.get(random.nextInt(STREETS.size())),
                            String.valueOf(1 + random.nextInt(90)),
                            "",
                            postcode.isEmpty() ? "00000" : postcode,
                            home.shortName(),
                            ""));
            if (random.nextInt(10) < 7) {
                text("kontakt/email", People.email(applicant));
                answers.put("bescheid/elektronisch", new Value.YesNo(random.nextInt(5) > 0));
            }
            if (random.nextBoolean()) {
                text("kontakt/telefon", "00000 %06d".formatted(random.nextInt(1_000_000)));
            }
            return new Application(answers, List.copyOf(enclosures));
        }

        private void text(String path, String text) {
            answers.put(path, new Value.Plain(text));
        }
    }
}
