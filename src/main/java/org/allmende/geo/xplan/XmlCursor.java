package org.allmende.geo.xplan;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Goes through an XML file element by element: no document type, nothing from outside, and no depth that a plan does not have. */
final class XmlCursor {

    private static final XMLInputFactory FACTORY = factory();
    private static final int DEEPEST = 40;
    private static final int LONGEST_TEXT = 100_000;

    private final XMLStreamReader in;
    private int depth;

    XmlCursor(InputStream file) throws XMLStreamException {
        in = FACTORY.createXMLStreamReader(file);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** To the next element inside {@code depth}, true, or to the end of the element that is there, false. */
    boolean nextChild() throws XMLStreamException {
        while (in.hasNext()) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {
                    // text between elements, comments
                }
            }
        }
        return false;
    }

    private int step() throws XMLStreamException {
        int event = in.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                if (depth > DEEPEST) {
                    throw new XMLStreamException("deeper than " + DEEPEST, in.getLocation());
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new XMLStreamException("DOCTYPE", in.getLocation());
            default -> {
                // nothing to count
            }
        }
        return event;
    }

    /** To the end of the element that is there, whatever stands in it. */
    void skip() throws XMLStreamException {
        skipTo(depth - 1);
    }

    /** Out of everything that is deeper. */
    void skipTo(int outside) throws XMLStreamException {
        while (depth > outside) {
            step();
        }
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /** The text up to the end of this element; elements inside are passed over. */
    String text() throws XMLStreamException {
        var text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            if (isText(step()) && text.length() < LONGEST_TEXT) {
                text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
            }
        }
        return text.toString().strip();
    }

    /** The numbers up to the end of this element, added to {@code numbers}; false when something else stands there. */
    boolean numbers(Numbers numbers) throws XMLStreamException {
        int outside = depth - 1;
        numbers.begin();
        while (depth > outside) {
            if (isText(step())) {
                numbers.add(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
            }
        }
        return numbers.end();
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    String name() {
        return in.getLocalName();
    }

    String namespace() {
        var namespace = in.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    int line() {
        return in.getLocation().getLineNumber();
    }

    @Nullable
    String attribute(@Nullable String namespace, String name) {
        return in.getAttributeValue(namespace, name);
    }
}
