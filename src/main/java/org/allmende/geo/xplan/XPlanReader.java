package org.allmende.geo.xplan;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.xplan.PlanObject.Data;
import org.allmende.geo.xplan.PlanObject.Link;
import org.allmende.geo.xplan.PlanObject.Property;
import org.allmende.geo.xplan.PlanObject.Text;
import org.allmende.geo.xplan.PlanObject.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads XPlanGML 5.0 to 6.0 object by object, so that a plan may be larger than the memory, and compares each with the schema. An object
 * that is wrong in a part is given away without this part, and the report says so.
 *
 * <p>The root is an {@code XPlanAuszug} or the {@code FeatureCollection} of a WFS or of GML.
 */
public final class XPlanReader {

    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int MOST_OBJECTS = 1_000_000;

    private final Report report;
    private final Consumer<PlanObject> objects;
    private @Nullable Crs outer;
    private @Nullable Schema schema;
    private int count;

    public XPlanReader(Report report, Consumer<PlanObject> objects) {
        this.report = report;
        this.objects = objects;
    }

    /** Reads to the end, or to where the file stops being XML. */
    public void read(InputStream gml) throws PlanArchive.Refused {
        try {
            var in = new XmlCursor(gml);
            if (in.nextChild()) {
                collection(in);
            }
            if (count == 0) {
                report.add(Finding.of(Rule.NO_PLAN, 0, ""));
            }
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof PlanArchive.Refused refused) {
                throw refused;
            }
            var where = broken.getLocation();
            report.add(Finding.of(Rule.NOT_XML, where == null ? 0 : where.getLineNumber(), "", reason(broken)));
        }
    }

    /** The parser's own words without what it adds about the place. */
    private static String reason(XMLStreamException broken) {
        return String.valueOf(broken.getMessage())
                .replaceFirst("(?s)^ParseError at .*?Message: ", "")
                .strip();
    }

    private void collection(XmlCursor in) throws XMLStreamException {
        while (in.nextChild()) {
            switch (in.name()) {
                case "boundedBy" ->
                    outer = envelope(in).or(() -> Optional.ofNullable(outer)).orElse(null);
                case "featureMember", "featureMembers", "member", "members" -> member(in);
                default -> in.skip();
            }
        }
    }

    private void member(XmlCursor in) throws XMLStreamException {
        while (in.nextChild()) {
            if (Schema.isXPlan(in.namespace())) {
                object(in);
            } else if (in.name().endsWith("FeatureCollection")) {
                collection(in);
            } else {
                in.skip();
            }
        }
    }

    /** The system that an envelope names. */
    private Optional<Crs> envelope(XmlCursor in) throws XMLStreamException {
        var found = Optional.<Crs>empty();
        while (in.nextChild()) {
            var name = in.attribute(null, "srsName");
            if (name != null) {
                found = Crs.parse(name);
            }
            in.skip();
        }
        return found;
    }

    private void object(XmlCursor in) throws XMLStreamException {
        int line = in.line();
        var name = in.name();
        var id = in.attribute(GmlGeometry.GML, "id");
        var known = Schema.find(in.namespace());
        if (known.isEmpty() || (schema != null && schema != known.get())) {
            report.add(Finding.of(Rule.VERSION, line, text(id), in.namespace()));
            in.skip();
            return;
        }
        schema = known.get();
        var type = schema.findType(name);
        if (type.isEmpty() || type.get().isAbstract()) {
            report.add(Finding.of(Rule.TYPE, line, text(id), name, schema.version()));
            in.skip();
            return;
        }
        if (++count > MOST_OBJECTS) {
            throw new XMLStreamException("more than " + MOST_OBJECTS + " objects");
        }
        var own = outer;
        var object = new PlanObject(
                schema, type.get(), text(id), line, new Content(in, schema, text(id), own).read(type.get(), line));
        objects.accept(object);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Reads what stands in one object. */
    private final class Content {

        private final XmlCursor in;
        private final Schema schema;
        private final String id;
        private final GmlGeometry geometries;
        private @Nullable Crs crs;

        Content(XmlCursor in, Schema schema, String id, @Nullable Crs crs) {
            this.in = in;
            this.schema = schema;
            this.id = id;
            this.crs = crs;
            geometries = new GmlGeometry(in);
        }

        private void add(Rule rule, int line, Object... arguments) {
            report.add(Finding.of(rule, line, id, arguments));
        }

        List<Property> read(Schema.Type type, int begin) throws XMLStreamException {
            var properties = new ArrayList<Property>();
            var seen = new boolean[type.attributes().size()];
            int place = -1;
            while (in.nextChild()) {
                int line = in.line();
                var name = in.name();
                if (!Schema.isXPlan(in.namespace())) {
                    if (name.equals("boundedBy")) {
                        crs = envelope(in).or(() -> Optional.ofNullable(crs)).orElse(null);
                    } else {
                        in.skip();
                    }
                    continue;
                }
                var attribute = type.attributes().get(name);
                if (attribute == null) {
                    add(Rule.ATTRIBUTE, line, name, type.name(), schema.version());
                    in.skip();
                    continue;
                }
                if (attribute.place() < place) {
                    add(Rule.ORDER, line, name, type.name());
                } else if (seen[attribute.place()] && !attribute.many()) {
                    add(Rule.REPEATED, line, name, type.name());
                }
                place = Math.max(place, attribute.place());
                seen[attribute.place()] = true;
                var value = value(attribute, line);
                if (value != null) {
                    properties.add(new Property(attribute.name(), line, value));
                }
            }
            for (var attribute : type.attributes().values()) {
                if (attribute.required() && !seen[attribute.place()]) {
                    add(Rule.MISSING, begin, attribute.name(), type.name());
                }
            }
            properties.trimToSize();
            return properties;
        }

        private @Nullable Value value(Schema.Attribute attribute, int line) throws XMLStreamException {
            if ("true".equals(in.attribute(XSI, "nil"))) {
                in.skip();
                return null;
            }
            return switch (attribute.kind()) {
                case REFERENCE -> link(attribute, line);
                case GEOMETRY -> shape(line);
                case DATA -> data(attribute);
                default -> simple(attribute, line);
            };
        }

        private @Nullable Value link(Schema.Attribute attribute, int line) throws XMLStreamException {
            var href = in.attribute(XLINK, "href");
            in.skip();
            if (href == null) {
                add(Rule.VALUE, line, attribute.name(), "", "reference");
                return null;
            }
            return new Link(href);
        }

        private @Nullable Value simple(Schema.Attribute attribute, int line) throws XMLStreamException {
            var unit = text(in.attribute(null, "uom"));
            var text = in.text();
            if (attribute.kind() == Schema.Kind.ENUMERATION) {
                if (!schema.enumeration(attribute.of()).containsKey(text)) {
                    add(Rule.CODE, line, attribute.name(), text, attribute.of());
                    return null;
                }
                return new Text(text.intern(), attribute.of(), "");
            }
            if (!Simple.fits(attribute.kind(), text)) {
                add(
                        Rule.VALUE,
                        line,
                        attribute.name(),
                        text,
                        attribute.kind().name().toLowerCase(java.util.Locale.ROOT));
                return null;
            }
            return new Text(text, "", unit);
        }

        /** The schema lets the element be empty; then it says nothing. */
        private @Nullable Value data(Schema.Attribute attribute) throws XMLStreamException {
            Value value = null;
            while (in.nextChild()) {
                var inside = schema.findType(in.name())
                        .filter(type -> Schema.isXPlan(in.namespace()) && type.is(attribute.of()));
                if (inside.isEmpty() || inside.get().isAbstract() || value != null) {
                    add(Rule.TYPE, in.line(), in.name(), schema.version());
                    in.skip();
                } else {
                    value = new Data(inside.get(), read(inside.get(), in.line()));
                }
            }
            return value;
        }

        private @Nullable Value shape(int line) throws XMLStreamException {
            int outside = in.depth();
            try {
                if (!in.nextChild()) {
                    add(Rule.GEOMETRY, line, "empty");
                    return null;
                }
                var shape = geometries.read(crs);
                while (in.nextChild()) {
                    in.skip();
                }
                return shape;
            } catch (GmlGeometry.Unreadable unreadable) {
                add(unreadable.rule(), unreadable.line(), unreadable.what());
                in.skipTo(outside - 1);
                return null;
            } catch (IllegalArgumentException refused) {
                // JTS refuses rings and lines of too few different points
                add(Rule.GEOMETRY, line, "short");
                in.skipTo(outside - 1);
                return null;
            }
        }
    }
}
