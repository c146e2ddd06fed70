package org.allmende.cases.bpmn;

import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the XML of a stranger: no document type, no entities, nothing from elsewhere. */
final class Xml {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String BPMN_DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    static final String DI = "http://www.omg.org/spec/DD/20100524/DI";

    private static final XMLInputFactory FACTORY = factory();
    private static final Pattern DECLARATION = Pattern.compile("^\\uFEFF?\\s*(<\\?xml.*?\\?>)?", Pattern.DOTALL);

    private Xml() {}

    interface Visitor {
        void start(XMLStreamReader xml) throws XMLStreamException;

        default void end(String name) {}

        default void text(String text) {}
    }

    static void read(String document, Visitor visitor) throws XMLStreamException {
        var xml = FACTORY.createXMLStreamReader(new StringReader(document));
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> visitor.start(xml);
                    case XMLStreamConstants.END_ELEMENT -> visitor.end(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> visitor.text(xml.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("A document type is not allowed");
                    default -> {}
                }
            }
        } finally {
            xml.close();
        }
    }

    static @Nullable String attribute(XMLStreamReader xml, String name) {
        return xml.getAttributeValue(null, name);
    }

    /** The document without what declares its encoding, which may be another by now. */
    static String withoutDeclaration(String document) {
        return DECLARATION.matcher(document).replaceFirst("").strip();
    }

    /** The last part of a qualified name: {@code b:Task_1} refers to {@code Task_1}. */
    static @Nullable String reference(XMLStreamReader xml, String name) {
        var value = attribute(xml, name);
        return value == null ? null : value.substring(value.indexOf(':') + 1);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
