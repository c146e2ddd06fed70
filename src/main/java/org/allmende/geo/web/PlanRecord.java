package org.allmende.geo.web;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.allmende.geo.Plan;
import org.allmende.geo.crs.Crs;
import org.allmende.region.Tenant;
import org.locationtech.jts.geom.Envelope;

/**
 * The metadata of a plan as ISO 19115 in the XML of ISO/TS 19139, with what the German profile (GDI-DE) and INSPIRE ask of a data set:
 * everything comes from the plan itself.
 *
 * @param box in EPSG:25832
 * @param changed day of the last change
 * @param address of the plan's page, absolute; everything else is beneath it or beneath {@code site}
 * @param site the platform's own address, without a slash at the end
 */
record PlanRecord(Plan plan, Tenant owner, Envelope box, LocalDate changed, String address, String site) {

    private static final String GMD = "http://www.isotc211.org/2005/gmd";
    private static final String GCO = "http://www.isotc211.org/2005/gco";
    private static final String GMX = "http://www.isotc211.org/2005/gmx";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String CODES = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#";
    private static final String LANGUAGES = "http://www.loc.gov/standards/iso639-2/";

    /** Category of Directive 2007/2/EC, annex III.4, as GEMET calls it. */
    private static final String THEME = "Bodennutzung";

    private static final LocalDate THEMES_PUBLISHED = LocalDate.of(2008, 6, 1);

    void write(OutputStream out) throws XMLStreamException {
        var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("gmd:MD_Metadata");
        xml.writeAttribute("xmlns:gmd", GMD);
        xml.writeAttribute("xmlns:gco", GCO);
        xml.writeAttribute("xmlns:gmx", GMX);
        xml.writeAttribute("xmlns:xlink", XLINK);
        text(xml, "fileIdentifier", plan.id().toString());
        open(xml, "language");
        code(xml, "LanguageCode", LANGUAGES, "ger");
        close(xml, 1);
        listed(xml, "characterSet", "MD_CharacterSetCode", "utf8");
        listed(xml, "hierarchyLevel", "MD_ScopeCode", "dataset");
        contact(xml, "contact", "pointOfContact");
        date(xml, "dateStamp", changed);
        text(xml, "metadataStandardName", "ISO 19115");
        text(xml, "metadataStandardVersion", "2003/Cor.1:2006");
        open(xml, "referenceSystemInfo", "MD_ReferenceSystem", "referenceSystemIdentifier", "RS_Identifier");
        anchor(xml, "code", Crs.EPSG25832.uri(), "EPSG:25832");
        close(xml, 4);
        identification(xml);
        distribution(xml);
        quality(xml);
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private void identification(XMLStreamWriter xml) throws XMLStreamException {
        open(xml, "identificationInfo", "MD_DataIdentification", "citation", "CI_Citation");
        text(xml, "title", plan.name());
        if (!plan.number().isEmpty()) {
            text(xml, "alternateTitle", plan.number());
        }
        for (var day : plan.about().days()) {
            var event = switch (day.name()) {
                case "aufstellungsbeschlussDatum", "technHerstellDatum" -> "creation";
                case "inkrafttretensDatum" -> "publication";
                default -> "";
            };
            if (!event.isEmpty()) {
                event(xml, day.date(), event);
            }
        }
        event(xml, changed, "revision");
        open(xml, "identifier", "MD_Identifier");
        anchor(xml, "code", address, plan.id().toString());
        close(xml, 4);
        text(
                xml,
                "abstract",
                plan.about().description().isEmpty()
                        ? "%s, %s".formatted(plan.name(), owner.name())
                        : plan.about().description());
        contact(xml, "pointOfContact", "owner");
        open(xml, "descriptiveKeywords", "MD_Keywords");
        text(xml, "keyword", THEME);
        open(xml, "thesaurusName", "CI_Citation");
        text(xml, "title", "GEMET - INSPIRE themes, version 1.0");
        event(xml, THEMES_PUBLISHED, "publication");
        close(xml, 4);
        open(xml, "descriptiveKeywords", "MD_Keywords");
        for (var word : List.of(kind(), "XPlanung", owner.shortName())) {
            text(xml, "keyword", word);
        }
        close(xml, 2);
        open(xml, "resourceConstraints", "MD_LegalConstraints");
        listed(xml, "accessConstraints", "MD_RestrictionCode", "otherRestrictions");
        anchor(
                xml,
                "otherConstraints",
                "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/noLimitations",
                "Es gelten keine Zugriffsbeschränkungen");
        close(xml, 2);
        listed(
                xml,
                "spatialRepresentationType",
                "MD_SpatialRepresentationTypeCode",
                plan.about().onPaper() ? "grid" : "vector");
        open(xml, "language");
        code(xml, "LanguageCode", LANGUAGES, "ger");
        close(xml, 1);
        open(xml, "topicCategory");
        xml.writeStartElement("gmd:MD_TopicCategoryCode");
        xml.writeCharacters("planningCadastre");
        close(xml, 2);
        var degrees = Crs.EPSG25832.to(Crs.CRS84, box);
        open(xml, "extent", "EX_Extent", "geographicElement", "EX_GeographicBoundingBox");
        decimal(xml, "westBoundLongitude", degrees.getMinX());
        decimal(xml, "eastBoundLongitude", degrees.getMaxX());
        decimal(xml, "southBoundLatitude", degrees.getMinY());
        decimal(xml, "northBoundLatitude", degrees.getMaxY());
        close(xml, 6);
    }

    private String kind() {
        return switch (plan.kind()) {
            case BP -> "Bebauungsplan";
            case FP -> "Flächennutzungsplan";
            case RP -> "Regionalplan";
            case LP -> "Landschaftsplan";
            case SO -> "Satzung";
            case LAYER -> "Fachdaten";
        };
    }

    private void distribution(XMLStreamWriter xml) throws XMLStreamException {
        open(xml, "distributionInfo", "MD_Distribution");
        format(xml, "XPlanGML", plan.version());
        format(xml, "GeoJSON", "RFC 7946");
        format(xml, "GeoPackage", "1.3");
        open(xml, "transferOptions", "MD_DigitalTransferOptions");
        online(xml, address, "information");
        online(xml, address + "/original", "download");
        online(xml, address + "/objekte.geojson", "download");
        online(xml, address + "/objekte.gpkg", "download");
        online(xml, site + "/wms?SERVICE=WMS&REQUEST=GetCapabilities", "information");
        online(xml, site + "/ogc", "information");
        close(xml, 4);
    }

    private static void format(XMLStreamWriter xml, String name, String version) throws XMLStreamException {
        open(xml, "distributionFormat", "MD_Format");
        text(xml, "name", name);
        text(xml, "version", version);
        close(xml, 2);
    }

    private static void online(XMLStreamWriter xml, String url, String function) throws XMLStreamException {
        open(xml, "onLine", "CI_OnlineResource", "linkage", "URL");
        xml.writeCharacters(url);
        close(xml, 2);
        listed(xml, "function", "CI_OnLineFunctionCode", function);
        close(xml, 2);
    }

    private void quality(XMLStreamWriter xml) throws XMLStreamException {
        open(xml, "dataQualityInfo", "DQ_DataQuality", "scope", "DQ_Scope");
        listed(xml, "level", "MD_ScopeCode", "dataset");
        close(xml, 2);
        open(xml, "lineage", "LI_Lineage");
        text(
                xml,
                "statement",
                "Übernommen aus der Datei „%s“ (XPlanGML %s) der Gemeinde; geprüft: %d Fehler, %d Warnungen."
                        .formatted(plan.file(), plan.version(), plan.errors(), plan.warnings()));
        close(xml, 4);
    }

    private void contact(XMLStreamWriter xml, String element, String role) throws XMLStreamException {
        open(xml, element, "CI_ResponsibleParty");
        text(xml, "organisationName", owner.name());
        open(xml, "contactInfo", "CI_Contact", "address", "CI_Address");
        text(xml, "electronicMailAddress", owner.contact().email());
        close(xml, 4);
        listed(xml, "role", "CI_RoleCode", role);
        close(xml, 2);
    }

    private static void event(XMLStreamWriter xml, LocalDate day, String type) throws XMLStreamException {
        open(xml, "date", "CI_Date");
        date(xml, "date", day);
        listed(xml, "dateType", "CI_DateTypeCode", type);
        close(xml, 2);
    }

    private static void open(XMLStreamWriter xml, String... names) throws XMLStreamException {
        for (var name : names) {
            xml.writeStartElement("gmd:" + name);
        }
    }

    private static void close(XMLStreamWriter xml, int elements) throws XMLStreamException {
        for (int i = 0; i < elements; i++) {
            xml.writeEndElement();
        }
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        value(xml, name, "gco:CharacterString", text);
    }

    private static void date(XMLStreamWriter xml, String name, LocalDate day) throws XMLStreamException {
        value(xml, name, "gco:Date", day.toString());
    }

    private static void decimal(XMLStreamWriter xml, String name, double number) throws XMLStreamException {
        value(xml, name, "gco:Decimal", String.format(Locale.ROOT, "%.6f", number));
    }

    private static void value(XMLStreamWriter xml, String name, String type, String value) throws XMLStreamException {
        open(xml, name);
        xml.writeStartElement(type);
        xml.writeCharacters(value);
        close(xml, 2);
    }

    private static void anchor(XMLStreamWriter xml, String name, String href, String text) throws XMLStreamException {
        open(xml, name);
        xml.writeStartElement("gmx:Anchor");
        xml.writeAttribute("xlink:href", href);
        xml.writeCharacters(text);
        close(xml, 2);
    }

    private static void listed(XMLStreamWriter xml, String name, String list, String value) throws XMLStreamException {
        open(xml, name);
        code(xml, list, CODES + list, value);
        close(xml, 1);
    }

    private static void code(XMLStreamWriter xml, String list, String where, String value) throws XMLStreamException {
        open(xml, list);
        xml.writeAttribute("codeList", where);
        xml.writeAttribute("codeListValue", value);
        xml.writeCharacters(value);
        close(xml, 1);
    }
}
