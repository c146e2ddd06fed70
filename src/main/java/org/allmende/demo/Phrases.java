package org.allmende.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import org.allmende.services.form.Value;

/** What people write to each other in the stories. */
final class Phrases {

    /**
     * A question of the office and its answer.
     *
     * @param path of an answer in the application, with the {@code value} for which the question makes sense; empty for any
     * @param file that comes with the answer; empty for none
     */
    record Exchange(String path, String value, String question, String answer, String file) {

        private boolean fits(Application application) {
            return path.isEmpty()
                    || new Value.Plain(value).equals(application.answers().get(path));
        }
    }

    static final Exchange TOUR = new Exchange("", "", """
            Guten Tag Frau Hartwig,

            für den 6. Juni 2014 finden wir im Eheregister keinen Eintrag mit diesen Namen. Können Sie uns ein Foto der Seite aus \
            Ihrem Stammbuch schicken oder die Registernummer nennen? Dann geht es gleich weiter.

            Miriam Kern""", "", "");

    private static final List<Exchange> EXCHANGES = List.of(
            new Exchange(
                    "",
                    "",
                    "Zu diesem Tag finden wir zwei Ehen mit diesem Familiennamen. Wissen Sie noch, wer die Trauzeugen waren?",
                    "Das waren Renate Lückel und Uwe Dörr.",
                    ""),
            new Exchange(
                    "",
                    "",
                    "Ihre Anschrift steht bei uns anders im Melderegister. Sind Sie umgezogen? Wohin dürfen wir die Urkunde schicken?",
                    "Ja, vor zwei Wochen. Die Anschrift im Antrag ist die neue, die Bestätigung der Meldebehörde habe ich beigefügt.",
                    "Meldebestätigung.pdf"),
            new Exchange(
                    "",
                    "",
                    "Unter diesem Datum finden wir keinen Eintrag. Kann es ein anderer Tag gewesen sein, oder haben Sie noch das Stammbuch?",
                    "Ich habe die Seite aus dem Stammbuch fotografiert, wir hatten uns im Jahr vertan.",
                    "Stammbuch.jpg"),
            new Exchange(
                    "wunsch/art",
                    "registerausdruck",
                    "Wozu brauchen Sie den Ausdruck aus dem Register? Für die meisten Zwecke genügt die Eheurkunde, und sie kostet gleich viel.",
                    "Das Pfarramt möchte ausdrücklich den Ausdruck aus dem Register.",
                    ""),
            new Exchange(
                    "wunsch/art",
                    "mehrsprachig",
                    "Soll die Urkunde auch eine Apostille bekommen? Das macht das Regierungspräsidium, wir leiten sie auf Wunsch weiter.",
                    "Nein, eine Apostille brauche ich nicht, ich habe beim Konsulat nachgefragt.",
                    ""),
            new Exchange(
                    "antrag/bezug",
                    "nachkomme",
                    "Damit wir Ihnen die Urkunde schicken dürfen, brauchen wir noch Ihre Geburtsurkunde.",
                    "Anbei meine Geburtsurkunde.",
                    "Geburtsurkunde.pdf"),
            new Exchange(
                    "antrag/bezug",
                    "bevollmaechtigt",
                    "In der Vollmacht fehlt die Unterschrift. Bitte schicken Sie uns eine unterschriebene.",
                    "Entschuldigung, das war die falsche Seite. Hier ist die unterschriebene.",
                    "Vollmacht unterschrieben.pdf"));

    private static final List<String> NOTES = List.of(
            "Eintrag gefunden, Band 3 Blatt 117. Randvermerk über Namensänderung beachten.",
            "Telefonisch nachgefragt, die Antragstellerin ist ab Donnerstag wieder da.",
            "Register von vor der Gebietsreform liegt im Keller, Regal 4.",
            "Geburtsname im Register mit ß, im Antrag mit ss. Maßgeblich ist das Register.",
            "Zweites Exemplar auf Wunsch in der mehrsprachigen Fassung.",
            "Urkundenpapier geht zur Neige, zwanzig Blatt nachbestellt.",
            "Gleicher Antrag kam gestern per Post, den anderen als erledigt abgelegt.");

    private static final List<String> DELAYS = List.of(
            "Altes Register ist zur Restaurierung außer Haus, Rückgabe nächste Woche zugesagt.",
            "Kollegin krank, Vertretung ist eingeteilt. Antragsteller ist informiert.",
            "Wartet auf Antwort des Stadtarchivs, zweite Nachfrage ist raus.");

    private static final List<String> REFUSALS = List.of(
            "Sie haben angegeben, dass Sie aus Neugier wissen möchten, seit wann Ihre Nachbarn verheiratet sind. Das ist kein rechtliches Interesse.",
            "Geschwister gehören nicht zu dem Kreis, dem das Gesetz eine Urkunde ohne weiteren Nachweis gibt. Den erbetenen Nachweis der Erbschaft haben Sie nicht vorgelegt.",
            "Für Familienforschung genügt ein berechtigtes Interesse nur, wenn beide Eheleute seit mehr als 30 Jahren tot sind. Eine der beiden Personen lebt.");

    private static final List<String> INTERESTS = List.of(
            "Ich möchte wissen, seit wann meine Nachbarn verheiratet sind.",
            "Mein Bruder ist gestorben, und die Bank fragt nach seiner Ehe.",
            "Ich schreibe an der Geschichte unserer Familie und suche die Ehe meiner Großtante.");

    private Phrases() {}

    /** A question that makes sense for this application. */
    static Exchange exchange(Application application, RandomGenerator random) {
        return any(EXCHANGES.stream().filter(one -> one.fits(application)).toList(), random);
    }

    static String note(RandomGenerator random) {
        return any(NOTES, random);
    }

    static String delay(RandomGenerator random) {
        return any(DELAYS, random);
    }

    /** Why somebody without a right wants a certificate, and why they do not get it, of one kind. */
    record Refusal(String interest, String reason) {}

    static Refusal refusal(RandomGenerator random) {
        int which = random.nextInt(REFUSALS.size());
        return new Refusal(INTERESTS.get(which), REFUSALS.get(which));
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
