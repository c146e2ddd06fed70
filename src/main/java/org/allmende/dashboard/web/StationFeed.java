package org.allmende.dashboard.web;

import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Histories.Episode;
import org.allmende.dashboard.Reading;
import org.allmende.dashboard.Span;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** When a station reached a level that matters, for feed readers: Atom (RFC 4287), one entry for each time. */
@Controller
class StationFeed {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int ENTRIES = 30;

    private final Stations stations;
    private final Histories histories;
    private final Tiles tiles;
    private final Clock clock;

    StationFeed(Stations stations, Histories histories, Tiles tiles, Clock clock) {
        this.stations = stations;
        this.histories = histories;
        this.tiles = tiles;
        this.clock = clock;
    }

    @Public
    @GetMapping("/{tenant}/daten/{station}/feed.atom")
    ResponseEntity<String> feed(Page page, @PathVariable String tenant, @PathVariable String station)
            throws XMLStreamException {
        var it = Asked.station(stations, tenant, station);
        var episodes = histories.episodes(it).stream().limit(ENTRIES).toList();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/atom+xml;charset=UTF-8"))
                .body(write(page, it, episodes));
    }

    private String write(Page page, Station it, List<Episode> episodes) throws XMLStreamException {
        var words = tiles.words(page);
        var reading = histories.reading(it);
        var text = new StringWriter();
        var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        xml.writeAttribute("xml:lang", page.lang());
        element(xml, "id", page.url(it.path()));
        element(xml, "title", it.name());
        element(xml, "updated", time(episodes.isEmpty() ? changed(reading) : updated(episodes.getFirst(), reading)));
        link(xml, "self", page.url(it.path() + "/feed.atom"));
        link(xml, "alternate", page.url(it.path()));
        xml.writeStartElement("author");
        element(xml, "name", page.face().name());
        xml.writeEndElement();
        for (var one : episodes) {
            xml.writeStartElement("entry");
            // what it is called stays, also when the water goes on rising
            element(xml, "id", page.url(it.path()) + "#" + one.first());
            element(
                    xml,
                    "title",
                    page.t(
                            "dashboard.feed.title",
                            it.name(),
                            one.level().name().in(page.lang()),
                            words.value(it, one.worst()),
                            words.date(one.peak())));
            element(xml, "updated", time(updated(one, reading)));
            link(
                    xml,
                    "alternate",
                    page.url(it.path() + new Asked(Span.WOCHE, one.peak().plusDays(4)).dated()));
            element(xml, "summary", one.level().meaning().in(page.lang()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        return text.toString();
    }

    /** What lasts changes with each value. */
    private Instant updated(Episode it, Optional<Reading> reading) {
        return it.last().isBefore(GermanDates.today(clock))
                ? it.last().plusDays(1).atStartOfDay(GermanDates.BERLIN).toInstant()
                : changed(reading);
    }

    private Instant changed(Optional<Reading> reading) {
        return reading.map(Reading::time).orElseGet(clock::instant);
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
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
