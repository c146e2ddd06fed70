package org.allmende.services.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.region.OpenPlans.OpenPlan;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTypesTest {

    private static final Setting SETTING = new Setting(
            LocalDate.of(2026, 11, 23),
            List.of(new Setting.Municipality("marburg", "Marburg")),
            Optional.empty(),
            Map.of(),
            () -> List.of(
                    new OpenPlan("marburg", "7", "Am Hang", LocalDate.of(2026, 12, 1)),
                    new OpenPlan("lohra", "8", "Ohne Dienst", LocalDate.of(2026, 12, 1))));
    private static final Text CALLED = new Text("die Angabe", "the detail");
    private static final List<Option> OPTIONS = List.of(
            new Option("a", new Text("Apfel", "apple"), Text.NONE),
            new Option("b", new Text("Birne", "pear"), Text.NONE));

    private static final Map<String, QuestionType> TYPES = Stream.of(
                    new TextType(10),
                    new LongTextType(40),
                    new NameType(30),
                    new DateType(null, null),
                    new NumberType(BigDecimal.ONE, new BigDecimal("2000"), 2, new Text("m²", "m²")),
                    new MoneyType(Euro.of("1"), Euro.of("5000")),
                    new IbanType(),
                    new ChoiceType(OPTIONS),
                    new ChoicesType(OPTIONS, 1),
                    new YesNoType(),
                    new ConsentType(),
                    new AddressType(),
                    new PlaceType(),
                    new PointType(),
                    new PlanType(),
                    GroupType.organisation(),
                    new EmailType(),
                    new PhoneType(),
                    new FilesType(2, Set.of("application/pdf"), 1),
                    new InformationType(new Text("Gut zu wissen", "Good to know")))
            .collect(Collectors.toMap(QuestionType::word, type -> type));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text     | =Hallo\u200b  du           | Hallo du
            text     | =Hallo lieber Mensch       | : Kürzen Sie die Angabe auf höchstens 10 Zeichen. Es sind jetzt 19.
            plan     | =7                         | Am Hang (Marburg, bis 1. Dezember 2026)
            plan     | =other                     | Ein Plan, der hier nicht steht
            plan     | =8                         | : Die Frist zu diesem Plan ist vorbei. Wählen Sie einen anderen Plan, oder schreiben Sie der Gemeinde direkt. Sie kann verspätete Stellungnahmen unberücksichtigt lassen (§ 4a Abs. 5 BauGB).
            text     | =Hi 😀                     | : Das Zeichen 😀 können wir nicht drucken. Bitte lassen Sie es weg.
            text     | =\u202e                    | nichts
            name     | =Ays\u0327e                | Ayşe
            name     | =O’Neill-von der Heydt     | O’Neill-von der Heydt
            name     | =K\u035fhalil              | K\u035fhalil
            name     | =R2D2                      | : Das Zeichen 2 kann nicht in einem Namen stehen. Schreiben Sie den Namen wie im Ausweis, in lateinischen Buchstaben.
            name     | =---                       | : Geben Sie die Angabe ein.
            date     | day=29 month=2 year=2024   | 29. Februar 2024
            date     | day=29 month=2 year=2023   | day: Den 29.2.2023 gibt es nicht. Bitte prüfen Sie Tag und Monat.
            date     | day=x month=2 year=2023    | day: Geben Sie den Tag als Zahl ein, zum Beispiel 4.
            number   | =1.250,5                   | 1.250,5 m²
            number   | =12.50                     | 12,5 m²
            number   | =1,234                     | : Geben Sie die Angabe mit höchstens 2 Stellen nach dem Komma ein.
            number   | =zwei                      | : Geben Sie die Angabe in Ziffern ein.
            number   | =0                         | : Geben Sie die Angabe zwischen 1 und 2.000 ein.
            number   | =1e9                       | : Geben Sie die Angabe in Ziffern ein.
            money    | =1.234,5                   | 1.234,50 €
            money    | =12 €                      | 12,00 €
            money    | =12.5 EUR                  | 12,50 €
            money    | =1,234                     | : Geben Sie die Angabe mit höchstens zwei Stellen nach dem Komma ein.
            money    | =0,99                      | : Geben Sie die Angabe zwischen 1,00 € und 5.000,00 € ein.
            money    | =-5                        | : Geben Sie die Angabe zwischen 1,00 € und 5.000,00 € ein.
            money    | =fünf                      | : Geben Sie die Angabe als Betrag in Euro ein, zum Beispiel 1.234,50.
            iban     | =de89 3704 0044 0532 0130 00 | DE89 3704 0044 0532 0130 00
            iban     | =FR1420041010050500013M02606 | FR14 2004 1010 0505 0001 3M02 606
            iban     | =DE89 3704 0044 0532 0130 01 | : Prüfen Sie die IBAN: Eine Ziffer ist falsch oder fehlt. Eine deutsche IBAN beginnt mit DE und hat 22 Zeichen.
            iban     | =AT89 3704 0044 0532 0130 00 | : Prüfen Sie die IBAN: Eine Ziffer ist falsch oder fehlt. Eine deutsche IBAN beginnt mit DE und hat 22 Zeichen.
            point    | description=Kirche           | Kirche
            point    | description=Kirche lat=50,76891234 lon=8.5831 | Kirche, 50.768912, 8.5831
            point    | lat=50,7 lon=8,5             | description: Beschreiben Sie die Stelle in Worten, zum Beispiel mit Straße und Hausnummer.
            point    | description=Rom lat=41,9 lon=12,5 | lat: Geben Sie die geografische Breite als Zahl von 47 bis 55 ein, zum Beispiel 50,7689. Sonst lassen Sie Breite und Länge leer.
            point    | description=Kirche lat=50,7  | lon: Geben Sie die geografische Länge als Zahl von 6 bis 15 ein, zum Beispiel 8,5831. Sonst lassen Sie Breite und Länge leer.
            choice   | =a                         | Apfel
            choice   | =c                         | : Wählen Sie die Angabe aus.
            choices  | =b                         | Birne
            yesno    | =yes                       | Ja
            yesno    | =vielleicht                | : Wählen Sie Ja oder Nein.
            consent  | =yes                       | Ja, ich bin einverstanden
            consent  | =                          | Nein
            address  | street=Markt number=4 postcode=35075 city=Gladenbach | Markt 4, 35075 Gladenbach
            address  | street=Markt postcode=3507 city=Gladenbach | postcode: Geben Sie die Postleitzahl mit fünf Ziffern ein. Wenn Sie nicht in Deutschland wohnen, geben Sie auch das Land ein.
            address  | city=Bern country=Schweiz  | Bern, Schweiz
            address  | street=Markt               | postcode: Geben Sie die Postleitzahl ein. city: Geben Sie den Ort ein.
            place    | =marburg                   | Marburg
            place    | =berlin                    | : Wählen Sie die Angabe aus.
            place    | =elsewhere elsewhere=Köln  | Köln
            place    | =elsewhere                 | elsewhere: Geben Sie den Ort ein.
            email    | =a.b@post.example          | a.b@post.example
            email    | =a.b@post                  | : Geben Sie die E-Mail-Adresse vollständig ein, zum Beispiel name@post.example.
            email    | =<a@post.example>          | : Geben Sie die E-Mail-Adresse vollständig ein, zum Beispiel name@post.example.
            phone    | =+49 (6462) 20-113         | +49 (6462) 20-113
            phone    | =ruf mich an               | : Geben Sie die Telefonnummer mit Ziffern ein, zum Beispiel 06462 123456.
            """)
    void understandsWhatPeopleTypeAndSaysWhatToChange(String word, String typed, String result) {
        assertThat(read(type(word), typed)).isEqualTo(result);
    }

    @TestFactory
    Stream<DynamicTest> everyTypeUnderstandsItsOwnSampleAgain() {
        return TYPES.values().stream()
                .filter(type -> !(type instanceof InformationType
                        || type instanceof FilesType
                        || type instanceof PlaceType
                        || type instanceof PlanType))
                .map(type -> DynamicTest.dynamicTest(type.word(), () -> {
                    var typed = type.typed(type.sample());
                    assertThat(type.read(new Posting(CALLED, typed, List.of(), SETTING, SETTING.scope())))
                            .isEqualTo(Posting.Reading.of(type.sample()));
                    assertThat(type.typed(type.sample()).keySet()).isSubsetOf(type.parts(typed));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyTypeSaysInBothLanguagesThatItsAnswerIsMissing() {
        return TYPES.values().stream()
                .filter(type -> !(type instanceof InformationType))
                .map(type -> DynamicTest.dynamicTest(type.word(), () -> {
                    var message = type.missing(CALLED).message();
                    assertThat(message.de()).endsWith(".").isNotEqualTo(message.en());
                }));
    }

    private static QuestionType type(String word) {
        return java.util.Objects.requireNonNull(TYPES.get(word));
    }

    private static String read(QuestionType type, String typed) {
        var fields = new LinkedHashMap<String, List<String>>();
        Arrays.stream(typed.split("(?<= |^)(?=\\w*=)", -1)).forEach(field -> {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), List.of(field.substring(equals + 1)));
        });
        return switch (type.read(new Posting(CALLED, fields, List.of(), SETTING, SETTING.scope()))) {
            case Posting.Reading.Empty ignored -> "nichts";
            case Posting.Reading.Understood understood ->
                type.show(understood.value(), "de", SETTING).replace("\n", ", ");
            case Posting.Reading.Wrong wrong ->
                wrong.faults().stream()
                        .map(fault -> fault.part() + ": " + fault.message())
                        .collect(Collectors.joining(" "));
        };
    }
}
