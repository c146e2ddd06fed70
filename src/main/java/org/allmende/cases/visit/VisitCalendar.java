package org.allmende.cases.visit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.allmende.cases.Case;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/**
 * A site visit as calendars read it (iCalendar, RFC 5545). It keeps its UID and raises SEQUENCE, so that a changed or cancelled one
 * replaces what somebody has already (RFC 5546, 2.1.4). Times are in UTC, which every calendar shows in its own zone.
 */
@Component
public class VisitCalendar {

    /** Octets of a line, without its end (RFC 5545, 3.1). */
    private static final int LINE = 75;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Messages messages;
    private final Regions regions;
    private final Configuration configuration;

    VisitCalendar(Messages messages, Regions regions, Configuration configuration) {
        this.messages = messages;
        this.regions = regions;
        this.configuration = configuration;
    }

    /** {@code ortstermin-GLA-7K4Q-22PM.ics} */
    public static String fileName(Case it) {
        return "ortstermin-%s.ics".formatted(it.number());
    }

    /** The file, UTF-8, in the case's language. */
    public byte[] ics(Case it, SiteVisit visit) {
        var office = regions.current().findOffice(it.tenant(), it.office()).orElseThrow();
        var plan = visit.plan();
        boolean off = visit.cancelled() != null;
        var text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//Allmende//Ortstermin//DE");
        line(text, "METHOD:" + (off ? "CANCEL" : "PUBLISH"));
        line(text, "BEGIN:VEVENT");
        line(text, "UID:%s@%s".formatted(visit.id(), configuration.publicUrl().getHost()));
        line(text, "SEQUENCE:" + visit.sequence());
        line(text, "DTSTAMP:" + time(visit.changed()));
        line(text, "LAST-MODIFIED:" + time(visit.changed()));
        line(text, "DTSTART:" + time(plan.at()));
        line(text, "DTEND:" + time(plan.ends()));
        line(text, "STATUS:" + (off ? "CANCELLED" : "CONFIRMED"));
        line(text, "SUMMARY:" + escaped(messages.text(it.lang(), "cases.visit.ics", it.title())));
        line(text, "LOCATION:" + escaped(plan.place()));
        line(
                text,
                "DESCRIPTION:"
                        + escaped(messages.text(
                                it.lang(),
                                "cases.visit.ics.text",
                                it.number(),
                                plan.who(),
                                plan.hint(),
                                office.contact().phone())));
        line(
                text,
                "ORGANIZER;CN=\"%s\":mailto:%s"
                        .formatted(quoted(office.name()), office.contact().email()));
        line(text, "END:VEVENT");
        line(text, "END:VCALENDAR");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String time(Instant moment) {
        return TIME.format(moment);
    }

    /** As a value of the type TEXT (RFC 5545, 3.3.11); control characters are not allowed in it. */
    static String escaped(String text) {
        return text.strip()
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\r\n|\r|\n", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    /** In the value of a parameter, no quotation mark can stand. */
    private static String quoted(String text) {
        return text.replaceAll("[\"\\p{Cntrl}]", "'");
    }

    /** Longer lines go on in the next one, after a blank, and no letter is torn apart. */
    static void line(StringBuilder out, String line) {
        int octets = 0;
        for (int at = 0; at < line.length(); ) {
            int letter = line.codePointAt(at);
            int size = Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LINE) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(letter);
            octets += size;
            at += Character.charCount(letter);
        }
        out.append("\r\n");
    }
}
