package org.allmende.cases.deadlines;

import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;
import org.allmende.platform.html.Messages;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Term;
import org.springframework.stereotype.Component;

/**
 * Says in one sentence why a deadline ends when it does: {@code Frist bis 3. März 2027: 3 Monate nach Eingang am 1. Dezember
 * 2026 (§ 75 VwGO), angehalten vom 4. bis 5. Januar 2027}.
 */
@Component
public class Reasons {

    private final Messages messages;

    Reasons(Messages messages) {
        this.messages = messages;
    }

    /** The whole sentence. */
    public String sentence(CaseDeadline it, Course course, String lang) {
        var due = course.due();
        return due == null
                ? messages.text(lang, "cases.deadline.waits", clause(it, course, lang))
                : messages.text(
                        lang,
                        "cases.deadline." + key(it.kind()) + ".until",
                        GermanDates.date(due, lang),
                        clause(it, course, lang));
    }

    /** What follows its date: how it was counted. */
    public String clause(CaseDeadline it, Course course, String lang) {
        var rule = it.rule();
        if (rule == null) {
            return messages.text(lang, "cases.deadline.set", GermanDates.date(it.began(), lang));
        }
        var text = new StringBuilder(messages.text(
                lang,
                course.complete() ? "cases.deadline.complete" : "cases.deadline.received",
                length(rule.term(), lang),
                GermanDates.date(course.began(), lang)));
        if (!rule.law().isEmpty()) {
            text.append(" (").append(rule.law()).append(')');
        }
        var more = rule.more();
        if (more != null) {
            text.append(", ").append(messages.text(lang, "cases.deadline.more", length(more, lang)));
        }
        if (!course.holds().isEmpty()) {
            text.append(", ")
                    .append(messages.text(
                            lang,
                            "cases.deadline.held",
                            course.holds().stream()
                                    .map(hold -> span(hold, lang))
                                    .collect(Collectors.joining(messages.text(lang, "cases.deadline.and")))));
        }
        var last = course.last();
        if (course.moved() && last != null) {
            text.append(", ").append(messages.text(lang, "cases.deadline.moved", GermanDates.shortly(last, lang)));
        }
        return text.toString();
    }

    public String length(Term term, String lang) {
        return messages.text(lang, "cases.deadline.length." + key(term.unit()), term.count());
    }

    /** A time of waiting: {@code vom 4. Januar 2027 bis 5. Januar 2027}. */
    public String span(Hold hold, String lang) {
        LocalDate until = hold.until();
        if (until == null) {
            return messages.text(lang, "cases.deadline.since", GermanDates.date(hold.since(), lang));
        }
        return hold.since().equals(until)
                ? messages.text(lang, "cases.deadline.on", GermanDates.date(until, lang))
                : messages.text(
                        lang,
                        "cases.deadline.span",
                        GermanDates.date(hold.since(), lang),
                        GermanDates.date(until, lang));
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
