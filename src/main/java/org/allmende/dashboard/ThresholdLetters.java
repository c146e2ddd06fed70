package org.allmende.dashboard;

import org.allmende.dashboard.Threshold.Change;
import org.allmende.platform.html.Messages;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/** Says in a letter what became of a level: what was measured, what it means, and when the next letter comes. */
@Component
public class ThresholdLetters {

    private final Messages messages;

    ThresholdLetters(Messages messages) {
        this.messages = messages;
    }

    record Letter(String subject, String text) {}

    /** A level as somebody orders it: Meldestufe 1, ab 200 cm. */
    public String name(Station of, Level level, String lang) {
        return messages.text(
                lang,
                "dashboard.threshold.level",
                level.name().in(lang),
                messages.text(lang, level.above() ? "dashboard.from" : "dashboard.to", value(of, level.at(), lang)));
    }

    Letter write(Station of, Level level, double end, Change change, String lang) {
        var what = change.reached() ? "reached" : "over";
        var text = new StringBuilder(messages.text(
                lang,
                "dashboard.threshold.mail." + what,
                of.name(),
                value(of, change.value(), lang),
                GermanDates.date(GermanDates.dayOf(change.time()), lang),
                GermanDates.time(change.time()),
                name(of, level, lang)));
        if (change.reached()) {
            text.append(paragraph(level.meaning().in(lang)))
                    .append(paragraph(messages.text(
                            lang,
                            level.above()
                                    ? "dashboard.threshold.mail.next.above"
                                    : "dashboard.threshold.mail.next.below",
                            value(of, end, lang))));
        }
        if (of.demonstration()) {
            text.append(paragraph(messages.text(lang, "dashboard.threshold.mail.invented")));
        }
        return new Letter(
                messages.text(
                        lang,
                        "dashboard.threshold.mail." + what + ".subject",
                        of.name(),
                        level.name().in(lang)),
                text.toString());
    }

    private static String paragraph(String text) {
        return text.isBlank() ? "" : "\n\n" + text;
    }

    private static String value(Station of, double value, String lang) {
        return of.unit().isEmpty() ? Numbers.of(value, lang) : Numbers.of(value, lang) + ' ' + of.unit();
    }
}
