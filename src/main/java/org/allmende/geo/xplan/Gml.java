package org.allmende.geo.xplan;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;

/** Writes XPlanGML 6.0 in the order in which it is told. */
final class Gml {

    private static final String SYSTEM = "EPSG:25832";

    private final Writer out;
    private String object = "";
    private String current = "";
    private int geometries;

    Gml(Writer out) {
        this.out = out;
    }

    void begin(String id) throws IOException {
        out.write("""
                <?xml version="1.0" encoding="UTF-8"?>
                <xplan:XPlanAuszug xmlns:xplan="http://www.xplanung.de/xplangml/6/0" xmlns:gml="http://www.opengis.net/gml/3.2" \
                xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="%s">
                """.formatted(id));
    }

    void finish() throws IOException {
        out.write("</xplan:XPlanAuszug>\n");
    }

    void object(String type, String id) throws IOException {
        object = type;
        geometries = 0;
        out.write("<gml:featureMember><xplan:%s gml:id=\"%s\">\n".formatted(type, id));
        current = id;
    }

    void end() throws IOException {
        out.write("</xplan:%s></gml:featureMember>\n".formatted(object));
    }

    void open(String attribute, String type) throws IOException {
        out.write("<xplan:%s><xplan:%s>".formatted(attribute, type));
    }

    void close(String attribute, String type) throws IOException {
        out.write("</xplan:%s></xplan:%s>\n".formatted(type, attribute));
    }

    void text(String attribute, String value) throws IOException {
        out.write("<xplan:%s>%s</xplan:%s>\n"
                .formatted(
                        attribute,
                        value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
                        attribute));
    }

    void link(String attribute, String id) throws IOException {
        out.write("<xplan:%s xlink:href=\"#%s\"/>\n".formatted(attribute, id));
    }

    void surface(String attribute, Coordinate[] ring) throws IOException {
        geometry(attribute, "Polygon");
        out.write("<gml:exterior><gml:LinearRing><gml:posList>");
        positions(ring);
        out.write("</gml:posList></gml:LinearRing></gml:exterior>");
        endGeometry(attribute, "Polygon");
    }

    void line(String attribute, Coordinate[] points) throws IOException {
        geometry(attribute, "LineString");
        out.write("<gml:posList>");
        positions(points);
        out.write("</gml:posList>");
        endGeometry(attribute, "LineString");
    }

    void point(String attribute, double x, double y) throws IOException {
        geometry(attribute, "Point");
        out.write("<gml:pos>");
        positions(new Coordinate[] {new Coordinate(x, y)});
        out.write("</gml:pos>");
        endGeometry(attribute, "Point");
    }

    private void geometry(String attribute, String type) throws IOException {
        out.write("<xplan:%s><gml:%s gml:id=\"%s_%d\" srsName=\"%s\">"
                .formatted(attribute, type, current, ++geometries, SYSTEM));
    }

    private void endGeometry(String attribute, String type) throws IOException {
        out.write("</gml:%s></xplan:%s>\n".formatted(type, attribute));
    }

    private void positions(Coordinate[] points) throws IOException {
        for (int i = 0; i < points.length; i++) {
            out.write(i == 0 ? "" : " ");
            out.write(String.format(Locale.ROOT, "%.3f %.3f", points[i].x, points[i].y));
        }
    }
}
