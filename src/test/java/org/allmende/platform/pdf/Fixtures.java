package org.allmende.platform.pdf;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.allmende.region.Colour;
import org.allmende.region.Crest;
import org.allmende.region.Slug;

/** Letters of an invented case at a real Standesamt, as the county talks. */
final class Fixtures {

    static final Instant NOW = Instant.parse("2026-11-23T09:15:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final PdfRenderer RENDERER = new PdfRenderer(CLOCK);

    static final Letterhead GLADENBACH = new Letterhead(
            "Stadt Gladenbach",
            "Standesamt",
            "Stadt Gladenbach · Karl-Waldschmidt-Straße 5 · 35075 Gladenbach",
            "#1f5a46",
            null,
            List.of(
                    new Letterhead.Column(
                            "Standesamt",
                            List.of("Karl-Waldschmidt-Straße 5", "35075 Gladenbach", "Zimmer 12, Erdgeschoss")),
                    new Letterhead.Column(
                            "Erreichbar",
                            List.of(
                                    "Mo–Fr 8.30–12.00 Uhr",
                                    "Do auch 14.00–18.00 Uhr",
                                    "standesamt@gladenbach.example")),
                    new Letterhead.Column(
                            "Konto der Stadtkasse",
                            List.of("Sparkasse Musterau", Iban.DEMONSTRATION.toString(), "Demonstration"))));

    static final GiroCode FEE =
            new GiroCode("Stadtkasse Gladenbach", Iban.DEMONSTRATION, new BigDecimal("26.50"), "GLA-2026-000123");

    private Fixtures() {}

    static Letter feeNotice() {
        return letter(feeBody());
    }

    static Letter letter(String body) {
        return new Letter(
                "de",
                GLADENBACH,
                List.of("Frau", "Dr. Jadwiga Ņēģe-Łukasiewicz", "Am Hirtengarten 7 a", "35075 Gladenbach"),
                List.of(
                        new Letter.Detail("Aktenzeichen", "GLA-2026-000123"),
                        new Letter.Detail("Datum", "23. November 2026"),
                        new Letter.Detail("Es schreibt", "Miriam Vogt"),
                        new Letter.Detail("Telefon", "06462 201-000"),
                        new Letter.Detail("E-Mail", "standesamt@gladenbach.example"),
                        new Letter.Detail("Ihr Antrag vom", "19. November 2026")),
                "Gebührenbescheid zu Ihrer Eheurkunde",
                body,
                List.of(),
                "https://musterkreis.example/pruefen",
                false);
    }

    static Letter specimen(Letter letter) {
        return new Letter(
                letter.language(),
                letter.from(),
                letter.to(),
                letter.details(),
                letter.subject(),
                letter.body(),
                letter.attachments(),
                letter.checkAt(),
                true);
    }

    /** With the sign of its sender at the top. */
    static Letter signed(Letter letter) {
        var head = letter.from();
        var crest = new Crest(new Slug("gladenbach"), new Colour("#1f5a46"));
        return new Letter(
                letter.language(),
                new Letterhead(head.name(), head.office(), head.sender(), head.colour(), crest.png(), head.foot()),
                letter.to(),
                letter.details(),
                letter.subject(),
                letter.body(),
                letter.attachments(),
                letter.checkAt(),
                letter.specimen());
    }

    static Letter with(Letter letter, Attachment... attachments) {
        return new Letter(
                letter.language(),
                letter.from(),
                letter.to(),
                letter.details(),
                letter.subject(),
                letter.body(),
                List.of(attachments),
                letter.checkAt(),
                letter.specimen());
    }

    static Letter receipt() {
        return new Letter(
                "en",
                GLADENBACH,
                List.of(),
                List.of(
                        new Letter.Detail("Number", "GLA-2026-000123"),
                        new Letter.Detail("Received", "19 November 2026, 21:14"),
                        new Letter.Detail("Office", "Standesamt Gladenbach")),
                "Receipt for your application",
                """
                <p>We have received your application for a marriage certificate. You need nothing else for now.</p>
                <h2>What you told us</h2>
                <table class="answers">
                <tr><th scope="row">Place of marriage</th><td>Gladenbach</td></tr>
                <tr><th scope="row">Date of marriage</th><td>12 May 2018</td></tr>
                <tr><th scope="row">Certificates</th><td>2</td></tr>
                </table>
                <ul><li>Copy of the identity card</li><li>Proof of address</li></ul>
                """,
                List.of(),
                null,
                false);
    }

    /** Whatever somebody typed, in every place of a letter. */
    static Letter from(String typed, String body) {
        return new Letter(
                "de",
                new Letterhead(
                        typed, typed, typed, "#1f5a46", null, List.of(new Letterhead.Column(typed, List.of(typed)))),
                List.of(typed, typed),
                List.of(new Letter.Detail(typed, typed)),
                typed,
                body,
                List.of(),
                null,
                false);
    }

    static Attachment facts() {
        return new Attachment(
                "bescheid.json",
                "application/json",
                "Die Angaben dieses Bescheids als Daten",
                Attachment.Relation.DATA,
                "{\"aktenzeichen\":\"GLA-2026-000123\",\"gebuehr\":\"26.50\"}".getBytes(StandardCharsets.UTF_8));
    }

    static String feeBody() {
        return """
                <p>Sehr geehrte Frau Dr. Ņēģe-Łukasiewicz,</p>
                <p>Sie haben am 19. November 2026 eine Eheurkunde aus dem Eheregister von Gladenbach bestellt. Wir haben sie ausgestellt
                und schicken sie Ihnen mit der Post. Sie kommt in den nächsten drei Werktagen an.</p>
                <h2>Was Sie bezahlen</h2>
                <table>
                <thead><tr><th scope="col">Leistung</th><th scope="col">Anzahl</th><th scope="col" class="amount">Betrag</th></tr></thead>
                <tbody>
                <tr><th scope="row">Eheurkunde</th><td>1</td><td class="amount">15,00 €</td></tr>
                <tr><th scope="row">Weiteres Exemplar, gleichzeitig bestellt</th><td>1</td><td class="amount">7,50 €</td></tr>
                <tr><th scope="row">Porto</th><td>1</td><td class="amount">4,00 €</td></tr>
                </tbody>
                <tfoot><tr><th scope="row" colspan="2">Zu zahlen</th><td class="amount">26,50 €</td></tr></tfoot>
                </table>
                <p>Bitte überweisen Sie den Betrag <strong>bis zum 14. Dezember 2026</strong>. Am einfachsten geht es mit der App Ihrer Bank:</p>
                <div class="pay"><div><img src="%s" alt="GiroCode: 26,50 Euro an die Stadtkasse Gladenbach, Verwendungszweck GLA-2026-000123"/></div>
                <div><p><strong>Empfänger</strong><br/>Stadtkasse Gladenbach</p>
                <p><strong>IBAN</strong><br/>%s</p>
                <p><strong>Verwendungszweck</strong><br/>GLA-2026-000123</p></div></div>
                <h2>Warum wir so entschieden haben</h2>
                <p>Für Personenstandsurkunden erhebt das Standesamt eine Gebühr. Ihre Höhe folgt aus der Gebührenordnung, die Sie im Rathaus
                und auf <a href="https://gladenbach.example/satzungen">gladenbach.example/satzungen</a> einsehen können.</p>
                <div class="box"><h2>Wenn Sie nicht einverstanden sind</h2>
                <p>Gegen diesen Bescheid können Sie innerhalb eines Monats, nachdem Sie ihn bekommen haben, Widerspruch einlegen: schriftlich
                oder zur Niederschrift beim Magistrat der Stadt Gladenbach, Karl-Waldschmidt-Straße 5, 35075 Gladenbach.</p></div>
                <p class="signature">Mit freundlichen Grüßen</p>
                <p>Miriam Vogt<br/>Standesbeamtin</p>
                """.formatted(FEE.picture().dataUri(), Iban.DEMONSTRATION);
    }
}
