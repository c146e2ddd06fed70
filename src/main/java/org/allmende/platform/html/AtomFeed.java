package org.allmende.platform.html;

import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What is new, for feed readers (Atom, RFC 4287). All addresses are paths on this server.
 *
 * @param id path that names the feed for ever
 * @param self where it is
 * @param about the page for people
 * @param updated when the newest entry changed
 * @param entries the newest first
 */
public record AtomFeed(
        String id, String title, String self, String about, String author, Instant updated, List<Entry> entries) {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final MediaType TYPE = MediaType.parseMediaType("application/atom+xml;charset=UTF-8");

    /** @param id path that names it for ever */
    public record Entry(String id, String title, Instant updated, String about, String summary) {}

    public ResponseEntity<String> answer(Page page) throws XMLStreamException {
        var text = new StringWriter();
        var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        xml.writeAttribute("xml:lang", page.lang());
        element(xml, "id", page.url(id));
        element(xml, "title", title);
        element(xml, "updated", time(updated));
        link(xml, "self", page.url(self));
        link(xml, "alternate", page.url(about));
        xml.writeStartElement("author");
        element(xml, "name", author);
        xml.writeEndElement();
        for (var entry : entries) {
            xml.writeStartElement("entry");
            element(xml, "id", page.url(entry.id()));
            element(xml, "title", entry.title());
            element(xml, "updated", time(entry.updated()));
            link(xml, "alternate", page.url(entry.about()));
            element(xml, "summary", entry.summary());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        return ResponseEntity.ok().contentType(TYPE).body(text.toString());
    }

    private static String time(Instant it) {
        return DateTimeFormatter.ISO_INSTANT.format(it.truncatedTo(ChronoUnit.SECONDS));
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        // XML has no place for other control characters
        xml.writeCharacters(text.replaceAll("[\\p{Cc}&&[^\\t\\n]]", ""));
        xml.writeEndElement();
    }
}
