package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads the body of a letter and lets only the elements of a letter through.
 *
 * <p>The templates come with service packages and are a stranger's code: nothing that loads, runs or styles gets past here.
 */
final class Xhtml {

    private static final Set<String> ANYWHERE = Set.of("class", "lang", "title");
    private static final Map<String, Set<String>> ELEMENTS = Map.ofEntries(
            Map.entry("p", Set.of()),
            Map.entry("h2", Set.of()),
            Map.entry("h3", Set.of()),
            Map.entry("h4", Set.of()),
            Map.entry("ul", Set.of()),
            Map.entry("ol", Set.of()),
            Map.entry("li", Set.of()),
            Map.entry("table", Set.of()),
            Map.entry("thead", Set.of()),
            Map.entry("tbody", Set.of()),
            Map.entry("tfoot", Set.of()),
            Map.entry("tr", Set.of()),
            Map.entry("th", Set.of("scope", "colspan", "rowspan")),
            Map.entry("td", Set.of("colspan", "rowspan")),
            Map.entry("strong", Set.of()),
            Map.entry("b", Set.of()),
            Map.entry("em", Set.of()),
            Map.entry("i", Set.of()),
            Map.entry("small", Set.of()),
            Map.entry("sub", Set.of()),
            Map.entry("sup", Set.of()),
            Map.entry("abbr", Set.of()),
            Map.entry("span", Set.of()),
            Map.entry("br", Set.of()),
            Map.entry("div", Set.of()),
            Map.entry("section", Set.of("data-block")),
            Map.entry("blockquote", Set.of()),
            Map.entry("a", Set.of("href")),
            Map.entry("img", Set.of("src", "alt")));
    private static final Pattern ADDRESS = Pattern.compile("(https?|mailto|tel):[^\\s]{1,2000}");
    private static final Pattern SPAN = Pattern.compile("[1-9][0-9]?");
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");
    private static final int DEPTH = 60;
    private static final int LONGEST = 4 * 1024 * 1024;

    private Xhtml() {}

    /** The body as the children of a {@code div}; throws {@link IllegalArgumentException} that says what is wrong and where. */
    static Element body(String xhtml) {
        if (xhtml.length() > LONGEST) {
            throw new IllegalArgumentException("A letter has at most %d characters".formatted(LONGEST));
        }
        Element root = parse("<div>" + xhtml + "</div>").getDocumentElement();
        new Check().children(root, 0);
        return root;
    }

    /** A document without doctype, entities and outside references. */
    static Document parse(String xhtml) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(SILENT);
            return builder.parse(new InputSource(new StringReader(clean(xhtml))));
        } catch (SAXParseException e) {
            throw new IllegalArgumentException(
                    "The letter is not well-formed XHTML, line %d, column %d: %s"
                            .formatted(e.getLineNumber(), e.getColumnNumber(), e.getMessage()),
                    e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException("The letter is not well-formed XHTML: " + e.getMessage(), e);
        }
    }

    /** Text as it may stand between tags and in double quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** XML knows no control characters and no half surrogates; what a stranger typed must not stop a letter. */
    private static String clean(String text) {
        return NOT_XML.matcher(text).replaceAll("\uFFFD");
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setNamespaceAware(false);
        factory.setIgnoringComments(true);
        factory.setCoalescing(true);
        return factory;
    }

    private static final ErrorHandler SILENT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    };

    /** Walks through a body once; knows the heading before, since PDF/UA lets no level be left out (ISO 14289-1 §7.4.2). */
    private static final class Check {
        private int level = 1;

        void children(Element parent, int depth) {
            if (depth > DEPTH) {
                throw new IllegalArgumentException("A letter is not nested deeper than " + DEPTH + " elements");
            }
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                switch (node) {
                    case Element element -> {
                        element(element);
                        children(element, depth + 1);
                    }
                    case org.w3c.dom.Text text -> {}
                    default -> throw new IllegalArgumentException("A letter holds no " + node.getNodeName());
                }
            }
        }

        private void element(Element element) {
            String name = element.getTagName();
            Set<String> own = ELEMENTS.get(name);
            if (own == null) {
                throw new IllegalArgumentException("A letter holds no <%s>".formatted(name));
            }
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                attribute(element, (Attr) element.getAttributes().item(i), own);
            }
            switch (name) {
                case "h2", "h3", "h4" -> heading(name.charAt(1) - '0');
                case "img" -> picture(element);
                case "a" -> link(element);
                default -> {}
            }
        }

        private void attribute(Element element, Attr attribute, Set<String> own) {
            String name = attribute.getName();
            String value = attribute.getValue();
            boolean good = (own.contains(name) || ANYWHERE.contains(name))
                    && switch (name) {
                        case "href" ->
                            ADDRESS.matcher(value.toLowerCase(Locale.ROOT)).matches();
                        case "src" -> Png.isDecent(value);
                        case "colspan", "rowspan" -> SPAN.matcher(value).matches();
                        default -> true;
                    };
            if (!good) {
                String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
                throw new IllegalArgumentException(
                        "A letter holds no <%s %s=\"%s\">".formatted(element.getTagName(), name, shown));
            }
        }

        private void heading(int next) {
            if (next > level + 1) {
                throw new IllegalArgumentException(
                        "After <h%d> comes <h%d>, not <h%d>".formatted(level, level + 1, next));
            }
            level = next;
        }

        /** A link must say what it is (ISO 14289-1 §7.18.5); when the template does not, its text does. */
        private static void link(Element element) {
            if (element.getAttribute("title").isBlank()) {
                element.setAttribute("title", element.getTextContent());
            }
        }

        private static void picture(Element element) {
            if (element.getAttribute("alt").isBlank()) {
                throw new IllegalArgumentException("A picture needs an alt text");
            }
        }
    }
}
