package org.allmende.geo.wms;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.allmende.geo.Atlas;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.wms.Asked.Version;
import org.locationtech.jts.geom.Envelope;

/** Describes the service and its layers, for each version in the order that its schema wants. */
public final class Capabilities {

    private static final String WMS = "http://www.opengis.net/wms";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final double PIXEL_METRES = 0.00028;
    private static final List<String> INFO = List.of("text/plain", "text/html", "application/json");

    private final XMLStreamWriter xml;
    private final Version version;
    private final About about;

    /**
     * What this place calls things.
     *
     * @param address of the service: {@code https://…/wms}
     * @param today the day of a map for which nobody asks for another
     * @param titles of layers and, by {@code towns} and {@code classes}, of their groups
     */
    public record About(
            String title,
            String description,
            String provider,
            String address,
            LocalDate today,
            Function<String, String> titles) {}

    private Capabilities(XMLStreamWriter xml, Version version, About about) {
        this.xml = xml;
        this.version = version;
        this.about = about;
    }

    public static void write(OutputStream out, Version version, About about, Atlas atlas, List<MapLayer> layers) {
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            new Capabilities(xml, version, about).document(atlas, layers);
            xml.close();
        } catch (XMLStreamException unwritten) {
            throw new IllegalStateException(unwritten);
        }
    }

    private boolean isNew() {
        return version == Version.V130;
    }

    private void document(Atlas atlas, List<MapLayer> layers) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        if (isNew()) {
            xml.setDefaultNamespace(WMS);
            xml.writeStartElement(WMS, "WMS_Capabilities");
            xml.writeDefaultNamespace(WMS);
        } else {
            xml.writeDTD(
                    "<!DOCTYPE WMT_MS_Capabilities SYSTEM \"http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd\">");
            xml.writeStartElement("WMT_MS_Capabilities");
        }
        xml.writeNamespace("xlink", XLINK);
        if (isNew()) {
            xml.writeNamespace("xsi", XSI);
            xml.writeAttribute(
                    XSI, "schemaLocation", WMS + " http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd");
        }
        xml.writeAttribute("version", version.number());
        xml.writeAttribute("updateSequence", String.valueOf(atlas.revision()));
        service();
        start("Capability");
        requests();
        start("Exception");
        for (var kind : List.of("XML", "INIMAGE", "BLANK")) {
            text("Format", isNew() ? kind : "application/vnd.ogc.se_" + kind.toLowerCase(Locale.ROOT));
        }
        end();
        layers(atlas, layers);
        end();
        end();
        xml.writeEndDocument();
    }

    private void service() throws XMLStreamException {
        start("Service");
        text("Name", isNew() ? "WMS" : "OGC:WMS");
        text("Title", about.title());
        text("Abstract", about.description());
        start("KeywordList");
        for (var word : List.of("Bebauungsplan", "Bauleitplanung", "XPlanung")) {
            text("Keyword", word);
        }
        end();
        online(about.address());
        start("ContactInformation");
        start("ContactPersonPrimary");
        text("ContactPerson", about.provider());
        text("ContactOrganization", about.provider());
        end();
        end();
        text("Fees", "none");
        text("AccessConstraints", "none");
        if (isNew()) {
            text("LayerLimit", String.valueOf(MapQuery.MOST_LAYERS));
            text("MaxWidth", String.valueOf(MapQuery.LARGEST));
            text("MaxHeight", String.valueOf(MapQuery.LARGEST));
        }
        end();
    }

    private void requests() throws XMLStreamException {
        start("Request");
        request("GetCapabilities", List.of(isNew() ? "text/xml" : "application/vnd.ogc.wms_xml"));
        request("GetMap", List.of("image/png"));
        request("GetFeatureInfo", INFO);
        if (!isNew()) {
            request("GetLegendGraphic", List.of("image/png"));
        }
        end();
    }

    private void request(String name, List<String> formats) throws XMLStreamException {
        start(name);
        for (var format : formats) {
            text("Format", format);
        }
        start("DCPType");
        start("HTTP");
        start("Get");
        online(about.address() + "?");
        end();
        end();
        end();
        end();
    }

    private void layers(Atlas atlas, List<MapLayer> layers) throws XMLStreamException {
        start("Layer");
        text("Title", about.title());
        for (var crs : MapQuery.SYSTEMS) {
            if (isNew() || crs != Crs.CRS84) {
                text(version.crs(), MapQuery.name(crs));
            }
        }
        for (var layer : layers) {
            if (layer.name().equals(MapLayer.ALL)) {
                boxes(layer.extent(atlas));
                days();
                layer(atlas, layer);
            }
        }
        start("Layer");
        text("Title", about.titles().apply("towns"));
        for (var layer : layers) {
            if (!layer.tenant().isEmpty()) {
                layer(atlas, layer);
            }
        }
        end();
        start("Layer");
        text("Title", about.titles().apply("classes"));
        for (var layer : layers) {
            if (layer.tenant().isEmpty() && !layer.name().equals(MapLayer.ALL)) {
                layer(atlas, layer);
            }
        }
        end();
        end();
    }

    private void layer(Atlas atlas, MapLayer layer) throws XMLStreamException {
        start("Layer");
        xml.writeAttribute("queryable", "1");
        text("Name", layer.name());
        text("Title", about.titles().apply(layer.name()));
        boxes(layer.extent(atlas));
        start("Style");
        text("Name", "default");
        text("Title", "PlanZV");
        start("LegendURL");
        xml.writeAttribute("width", "300");
        xml.writeAttribute("height", "20");
        text("Format", "image/png");
        online("%s?SERVICE=WMS&VERSION=%s&REQUEST=GetLegendGraphic&FORMAT=image/png&LAYER=%s"
                .formatted(about.address(), version.number(), layer.name()));
        end();
        end();
        if (!layer.isCoarse()
                && !layer.name().equals(MapLayer.ALL)
                && layer.tenant().isEmpty()) {
            scale();
        }
        end();
    }

    private void scale() throws XMLStreamException {
        if (isNew()) {
            text("MaxScaleDenominator", decimal(MapLayer.COARSEST / PIXEL_METRES));
        } else {
            empty("ScaleHint");
            xml.writeAttribute("min", "0");
            xml.writeAttribute("max", decimal(MapLayer.COARSEST * Math.sqrt(2)));
        }
    }

    /** Each day has its map (OGC 06-042 §C.2, OGC 01-068r3 §C.3); the layers below inherit that. */
    private void days() throws XMLStreamException {
        start("Dimension");
        xml.writeAttribute("name", "time");
        xml.writeAttribute("units", "ISO8601");
        if (!isNew()) {
            end();
            start("Extent");
            xml.writeAttribute("name", "time");
        }
        xml.writeAttribute("default", about.today().toString());
        xml.writeAttribute("current", "1");
        xml.writeCharacters("%s/%s/P1D".formatted(Asked.EARLIEST, Asked.LATEST));
        end();
    }

    private void boxes(Envelope extent) throws XMLStreamException {
        if (extent.isNull()) {
            return;
        }
        var degrees = Crs.EPSG25832.to(Crs.CRS84, extent);
        if (isNew()) {
            start("EX_GeographicBoundingBox");
            text("westBoundLongitude", decimal(degrees.getMinX()));
            text("eastBoundLongitude", decimal(degrees.getMaxX()));
            text("southBoundLatitude", decimal(degrees.getMinY()));
            text("northBoundLatitude", decimal(degrees.getMaxY()));
            end();
        } else {
            empty("LatLonBoundingBox");
            corners(degrees, false);
        }
        for (var crs : MapQuery.SYSTEMS) {
            if (isNew() || crs != Crs.CRS84) {
                empty("BoundingBox");
                xml.writeAttribute(version.crs(), MapQuery.name(crs));
                corners(Crs.EPSG25832.to(crs, extent), isNew() && crs.northFirst());
            }
        }
    }

    private void corners(Envelope box, boolean northFirst) throws XMLStreamException {
        xml.writeAttribute("minx", decimal(northFirst ? box.getMinY() : box.getMinX()));
        xml.writeAttribute("miny", decimal(northFirst ? box.getMinX() : box.getMinY()));
        xml.writeAttribute("maxx", decimal(northFirst ? box.getMaxY() : box.getMaxX()));
        xml.writeAttribute("maxy", decimal(northFirst ? box.getMaxX() : box.getMaxY()));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.7f", number).replaceFirst("\\.?0+$", "");
    }

    private void online(String address) throws XMLStreamException {
        empty("OnlineResource");
        xml.writeAttribute(XLINK, "type", "simple");
        xml.writeAttribute(XLINK, "href", address);
    }

    private void start(String name) throws XMLStreamException {
        if (isNew()) {
            xml.writeStartElement(WMS, name);
        } else {
            xml.writeStartElement(name);
        }
    }

    private void empty(String name) throws XMLStreamException {
        if (isNew()) {
            xml.writeEmptyElement(WMS, name);
        } else {
            xml.writeEmptyElement(name);
        }
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void text(String name, String value) throws XMLStreamException {
        start(name);
        // what a planner typed may hold what XML cannot
        xml.writeCharacters(value.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", ""));
        end();
    }
}
