package org.allmende.sensing.connectors;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.connectors.Harvest.Sample;
import org.allmende.sensing.connectors.Harvest.Station;
import org.allmende.sensing.connectors.Harvest.Unreadable;
import org.allmende.sensing.connectors.Harvest.Why;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Free parking spaces as DATEX II (CEN/TS 16157-6), version 2 or 3: states of sites and of records, and where a second
 * publication describes the sites, their names and places. Elements are known by their local names, since publishers differ in
 * namespaces and in the extensions around them. A document type is refused.
 */
final class Datex {

    private static final XMLInputFactory FACTORY = factory();
    private static final int DEEPEST = 60;
    private static final int MOST_ELEMENTS = 500_000;

    private static final Set<String> STATES = Set.of(
            "parkingRecordStatus",
            "parkingFacilityStatus",
            "parkingSiteStatus",
            "parkingStatus",
            "groupOfParkingSitesStatus");
    private static final Set<String> SITES =
            Set.of("parkingRecord", "parkingFacility", "parkingSite", "urbanParkingSite", "groupOfParkingSites");
    private static final Set<String> REFERENCES =
            Set.of("parkingRecordReference", "parkingFacilityReference", "parkingSiteReference");
    private static final Set<String> VACANT = Set.of("parkingNumberOfVacantSpaces", "totalNumberOfVacantParkingSpaces");
    private static final Set<String> CAPACITY = Set.of(
            "parkingNumberOfSpacesOverride",
            "totalParkingCapacity",
            "totalParkingCapacityOverride",
            "parkingNumberOfSpaces");
    private static final Set<String> TIME =
            Set.of("parkingStatusOriginTime", "parkingFacilityStatusTime", "statusTime");
    private static final Set<String> NAME = Set.of("parkingFacilityName", "parkingName", "parkingSiteName");

    private Datex() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** An element with what is in it. */
    private record Element(String name, Map<String, String> attributes, List<Element> children, StringBuilder text) {

        Optional<Element> first(Set<String> names) {
            for (var child : children) {
                if (names.contains(child.name)) {
                    return Optional.of(child);
                }
                var deeper = child.first(names);
                if (deeper.isPresent()) {
                    return deeper;
                }
            }
            return Optional.empty();
        }

        void collect(Set<String> names, List<Element> into) {
            if (names.contains(name)) {
                into.add(this);
            } else {
                children.forEach(child -> child.collect(names, into));
            }
        }

        /** Its own text, or the first that is further in. */
        String words() {
            var own = text.toString().strip();
            return !own.isEmpty()
                    ? own
                    : children.stream()
                            .map(Element::words)
                            .filter(it -> !it.isEmpty())
                            .findFirst()
                            .orElse("");
        }

        String word(Set<String> names) {
            return first(names).map(Element::words).orElse("");
        }

        String row() {
            return name
                    + attributes
                    + children.stream().map(Element::row).toList()
                    + text.toString().strip();
        }
    }

    /**
     * {@code described}: the publication that describes the sites, if it is another one; {@code moment}: of states that say none.
     */
    static void read(
            byte[] body, byte @Nullable [] described, Connector.Settings settings, Instant moment, Harvest into)
            throws Unreadable {
        var document = parse(body);
        var sites = sites(described == null ? document : parse(described));
        var published = Times.read(document.word(Set.of("publicationTime")), GermanDates.BERLIN)
                .orElse(moment);
        var states = new ArrayList<Element>();
        document.collect(STATES, states);
        if (states.isEmpty() && sites.isEmpty()) {
            throw new Unreadable("There is no state of a parking site.");
        }
        for (var state : states) {
            into.row();
            read(state, sites, settings, published, into);
        }
    }

    private static Map<String, Element> sites(Element document) {
        var found = new ArrayList<Element>();
        document.collect(SITES, found);
        var sites = new HashMap<String, Element>();
        for (var site : found) {
            var id = site.attributes().get("id");
            if (id != null) {
                sites.put(id, site);
            }
        }
        return sites;
    }

    private static void read(
            Element state, Map<String, Element> sites, Connector.Settings settings, Instant published, Harvest into) {
        var id = state.first(REFERENCES)
                .map(it -> it.attributes().getOrDefault("id", ""))
                .orElse("");
        var site = sites.get(id);
        var name = Harvest.plain(site == null ? "" : site.word(NAME));
        if (!settings.only().isEmpty()
                && settings.only().stream().noneMatch(only -> only.equalsIgnoreCase(name) || only.equals(id))) {
            return;
        }
        var said = state.word(TIME);
        var time = said.isEmpty()
                ? published
                : Times.read(said, GermanDates.BERLIN).orElse(null);
        double free = Numbers.read(state.word(VACANT));
        if (time == null) {
            into.refuse(Why.NO_TIME, state.row());
        } else if (!(free >= 0)) {
            into.refuse(Why.NO_NUMBER, state.row());
        } else {
            into.add(
                    new Sample(
                            new Station(
                                    id,
                                    name.isEmpty() && !id.isEmpty() ? "Parkplatz " + id : name,
                                    degrees(site, "latitude"),
                                    degrees(site, "longitude")),
                            Quantities.with(Quantities.SPACES, capacity(state, site)),
                            time,
                            free),
                    state.row());
        }
    }

    private static @Nullable JsonNode capacity(Element state, @Nullable Element site) {
        double now = Numbers.read(state.word(CAPACITY));
        double capacity = now > 0 || site == null ? now : Numbers.read(site.word(CAPACITY));
        return capacity > 0 ? Json.MAPPER.createObjectNode().put("capacity", capacity) : null;
    }

    private static @Nullable Double degrees(@Nullable Element site, String name) {
        double degrees = site == null ? Double.NaN : Numbers.read(site.word(Set.of(name)));
        return Double.isNaN(degrees) ? null : degrees;
    }

    private static Element parse(byte[] body) throws Unreadable {
        try {
            return parse(FACTORY.createXMLStreamReader(new ByteArrayInputStream(body)));
        } catch (XMLStreamException broken) {
            throw new Unreadable("XML: " + Harvest.plain(String.valueOf(broken.getMessage())));
        }
    }

    private static Element parse(XMLStreamReader xml) throws XMLStreamException {
        var open = new ArrayDeque<Element>();
        var document = new Element("", Map.of(), new ArrayList<>(), new StringBuilder());
        open.push(document);
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEEPEST || ++elements > MOST_ELEMENTS) {
                        throw new XMLStreamException("too deep or too many elements");
                    }
                    var attributes = new HashMap<String, String>();
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                    }
                    var one = new Element(xml.getLocalName(), attributes, new ArrayList<>(), new StringBuilder());
                    open.element().children().add(one);
                    open.push(one);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text().append(xml.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("DOCTYPE");
                default -> {
                    // remarks
                }
            }
        }
        return document;
    }
}
