package org.allmende.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** What people write to each other in the stories. */
final class Phrases {

    /** A question of the office and its answer, with the file that comes with it, if any. */
    record Exchange(String question, String answer, String file) {}

    static final Exchange TOUR = new Exchange(
            """
            Guten Tag Frau Hartwig,

            für den 6. Juni 2014 finden wir im Eheregister keinen Eintrag mit diesen Namen. Können Sie uns ein Foto der Seite aus \
            Ihrem Stammbuch schicken oder die Registernummer nennen? Dann geht es gleich weiter.

            Miriam Kern""",
            "Guten Tag Frau Kern, die Nummer ist E 41/2014. Ein Foto der Seite habe ich beigefügt.",
            "Stammbuch.jpg");

    private static final List<Exchange> EXCHANGES = List.of(
            new Exchange(
                    "Auf dem Foto Ihres Ausweises ist die Rückseite nicht zu lesen. Können Sie es bitte noch einmal bei Tageslicht aufnehmen?",
                    "Ich habe es am Fenster noch einmal fotografiert. Ich hoffe, so geht es.",
                    "Ausweis Rückseite.jpg"),
            new Exchange(
                    "Zu diesem Tag finden wir zwei Ehen mit diesem Familiennamen. Wie hieß die Ehefrau vor der Heirat?",
                    "Vor der Heirat hieß sie Lückel. Das hatte ich vergessen einzutragen.",
                    ""),
            new Exchange(
                    "Wozu brauchen Sie den Ausdruck aus dem Register? Für die meisten Zwecke genügt die Eheurkunde, und sie kostet gleich viel.",
                    "Wir heiraten im Frühjahr noch einmal kirchlich, das Pfarramt möchte ausdrücklich den Ausdruck aus dem Register.",
                    ""),
            new Exchange(
                    "Damit wir Ihnen die Urkunde Ihrer Großeltern schicken dürfen, brauchen wir noch Ihre Geburtsurkunde oder die eines Elternteils.",
                    "Anbei meine Geburtsurkunde und die meiner Mutter.",
                    "Geburtsurkunden.pdf"),
            new Exchange(
                    "In der Vollmacht fehlt die Unterschrift Ihres Vaters. Bitte schicken Sie uns eine unterschriebene.",
                    "Entschuldigung, das war die falsche Seite. Hier ist die unterschriebene.",
                    "Vollmacht unterschrieben.pdf"),
            new Exchange(
                    "Die Hausnummer fehlt in Ihrer Anschrift. Wohin dürfen wir die Urkunde schicken?",
                    "Die Nummer ist 14a, zweite Tür im Hof.",
                    ""),
            new Exchange(
                    "Sie möchten die mehrsprachige Urkunde. Soll sie auch eine Apostille bekommen? Das macht das Regierungspräsidium, wir leiten sie auf Wunsch weiter.",
                    "Nein, eine Apostille brauche ich nicht, ich habe beim Konsulat nachgefragt.",
                    ""));

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

    static Exchange exchange(RandomGenerator random) {
        return any(EXCHANGES, random);
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
