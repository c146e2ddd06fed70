package org.allmende.services.bpmn;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A BPMN file as a tree that can be changed. Whatever it holds that a package may not contain stays in it, so that nothing gets
 * lost while somebody works on it; {@link BpmnCheck} says so.
 */
final class BpmnDocument {

    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** What a process flows through. */
    static final Set<String> NODES =
            Set.of("startEvent", "endEvent", "userTask", "exclusiveGateway", "parallelGateway");

    private final Document document;

    private BpmnDocument(Document document) {
        this.document = document;
    }

    /** @throws IllegalArgumentException when it is no XML, or made to harm */
    static BpmnDocument parse(String xml) {
        var hostile = BpmnCheck.findHostility(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (hostile.isPresent()) {
            throw new IllegalArgumentException(hostile.get().message());
        }
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setCoalescing(true);
            var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            withoutBlanks(document.getDocumentElement());
            return new BpmnDocument(document);
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new IllegalArgumentException("No BPMN file: " + broken.getMessage(), broken);
        }
    }

    private static void withoutBlanks(Node parent) {
        for (var child : children(parent)) {
            if (child.getNodeType() == Node.TEXT_NODE && child.getTextContent().isBlank()) {
                parent.removeChild(child);
            } else {
                withoutBlanks(child);
            }
        }
    }

    private static List<Node> children(Node parent) {
        var list = parent.getChildNodes();
        return IntStream.range(0, list.getLength()).mapToObj(list::item).toList();
    }

    String xml() {
        try {
            var factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.INDENT, "yes");
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "2");
            var out = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + out;
        } catch (TransformerException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Element process() {
        return elements("process").stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No process in the file"));
    }

    /** Elements of BPMN by their tag, in the order of the file. */
    List<Element> elements(String tag) {
        return elements(WhiteList.BPMN, tag);
    }

    List<Element> elements(String namespace, String tag) {
        var list = document.getElementsByTagNameNS(namespace, tag);
        return IntStream.range(0, list.getLength())
                .mapToObj(list::item)
                .map(Element.class::cast)
                .toList();
    }

    List<Element> nodes() {
        var nodes = new ArrayList<Element>();
        for (var child : children(process())) {
            if (child instanceof Element element && NODES.contains(element.getLocalName())) {
                nodes.add(element);
            }
        }
        return nodes;
    }

    List<Element> flows() {
        return elements("sequenceFlow");
    }

    /** The element with this id; empty for another, or none. */
    Optional<Element> find(String id) {
        return elements("*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst();
    }

    Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        elements("*", "*").forEach(element -> ids.add(element.getAttribute("id")));
        return ids;
    }

    static Optional<Element> child(Element parent, String tag) {
        return children(parent).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> tag.equals(element.getLocalName()))
                .findFirst();
    }

    /** A new element of BPMN, named with the prefix that the file uses. */
    Element create(String tag) {
        var prefix = document.getDocumentElement().getPrefix();
        return document.createElementNS(WhiteList.BPMN, prefix == null ? tag : prefix + ":" + tag);
    }

    Element create(String namespace, String name) {
        return document.createElementNS(namespace, name);
    }

    Element root() {
        return document.getDocumentElement();
    }

    static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }
}
