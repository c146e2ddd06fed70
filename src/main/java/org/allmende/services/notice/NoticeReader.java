package org.allmende.services.notice;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.allmende.platform.feel.Similar;
import org.allmende.services.notice.Block.Piece;

/** Reads a template as a stream; whatever is neither a known element nor a field is a flaw. */
final class NoticeReader {

    private static final int LARGEST = 100_000;
    private static final int DEEPEST = 12;
    private static final int MOST_FLAWS = 50;
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*)\\s*}}");
    private static final Pattern LOGIC = Pattern.compile("\\{\\{|}}|\\{%|<%|[$#@]\\{|\\[\\[");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private static final Map<String, Set<String>> ELEMENTS = Map.ofEntries(
            Map.entry("section", Set.of("data-block", "data-edit", "title")),
            Map.entry("h2", Set.of()),
            Map.entry("h3", Set.of()),
            Map.entry("p", Set.of()),
            Map.entry("ul", Set.of()),
            Map.entry("ol", Set.of()),
            Map.entry("li", Set.of()),
            Map.entry("strong", Set.of()),
            Map.entry("em", Set.of()),
            Map.entry("br", Set.of()),
            Map.entry("table", Set.of("data-field")));

    final List<Flaw> flaws = new ArrayList<>();
    final List<Block> blocks = new ArrayList<>();

    private final Set<String> fields;
    private final Set<String> tables;
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder markup = new StringBuilder();
    private String id = "";
    private String title = "";
    private boolean editable;
    private int depth;

    NoticeReader(Set<String> fields, Set<String> tables) {
        this.fields = fields;
        this.tables = tables;
    }

    void read(byte[] html) {
        if (html.length > LARGEST) {
            flaws.add(new Flaw(0, "Die Vorlage ist größer als %d KB.".formatted(LARGEST / 1000), "Kürzen Sie sie."));
            return;
        }
        var text = new String(html, StandardCharsets.UTF_8);
        try {
            read(factory().createXMLStreamReader(new StringReader("<notice>" + text + "</notice>")));
        } catch (XMLStreamException broken) {
            var line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            flaws.add(
                    new Flaw(
                            line,
                            "Die Vorlage ist kein wohlgeformtes HTML.",
                            "Schließen Sie jedes Element, schreiben Sie <br/> und die Zeichen selbst statt &nbsp; und Ähnlichem."));
        }
        if (blocks.isEmpty() && flaws.isEmpty()) {
            flaws.add(new Flaw(
                    0,
                    "Die Vorlage enthält keinen Abschnitt.",
                    "Schreiben Sie <section data-block=\"…\" title=\"…\">."));
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty("javax.xml.stream.isCoalescing", true);
        return factory;
    }

    private void read(XMLStreamReader stream) throws XMLStreamException {
        while (stream.hasNext() && flaws.size() < MOST_FLAWS) {
            switch (stream.next()) {
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    flaw(
                            stream,
                            "Dokumenttypen, Entitäten und Anweisungen sind nicht erlaubt.",
                            "Schreiben Sie die Zeichen selbst.");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (depth++ > 0) {
                        start(stream);
                    }
                    if (depth > DEEPEST) {
                        flaw(stream, "Die Vorlage ist zu tief geschachtelt.", "");
                        return;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(stream);
                case XMLStreamConstants.END_ELEMENT -> {
                    if (--depth > 0) {
                        end(stream);
                    }
                }
                default -> {}
            }
        }
    }

    private void flaw(XMLStreamReader stream, String message, String fix) {
        flaws.add(new Flaw(stream.getLocation().getLineNumber(), message, fix));
    }

    private void start(XMLStreamReader stream) {
        var name = stream.getLocalName();
        var attributes = ELEMENTS.get(name);
        if (attributes == null) {
            flaw(
                    stream,
                    "Das Element „%s“ ist in Vorlagen nicht erlaubt.".formatted(name),
                    "Erlaubt sind: %s."
                            .formatted(String.join(
                                    ", ", ELEMENTS.keySet().stream().sorted().toList())));
            return;
        }
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            var attribute = stream.getAttributeLocalName(i);
            if (!attributes.contains(attribute)) {
                flaw(
                        stream,
                        "Das Attribut „%s“ ist an „%s“ nicht erlaubt.".formatted(attribute, name),
                        "Entfernen Sie es.");
            }
            if (LOGIC.matcher(stream.getAttributeValue(i)).find()) {
                flaw(stream, "In Attributen stehen keine Felder.", "Setzen Sie das Feld in den Text.");
            }
        }
        if (name.equals("section")) {
            section(stream);
        } else if (depth == 2) {
            flaw(
                    stream,
                    "„%s“ steht außerhalb eines Abschnitts.".formatted(name),
                    "Setzen Sie es in <section data-block=\"…\">.");
        } else if (name.equals("table")) {
            table(stream);
        } else {
            markup.append('<').append(name).append(name.equals("br") ? "/>" : ">");
        }
    }

    private void section(XMLStreamReader stream) {
        if (depth != 2) {
            flaw(stream, "Abschnitte stehen nicht ineinander.", "Schließen Sie den vorigen mit </section>.");
        }
        id = attribute(stream, "data-block");
        title = attribute(stream, "title");
        editable = attribute(stream, "data-edit").equals("yes");
        if (!ID.matcher(id).matches() || title.isEmpty()) {
            flaw(
                    stream,
                    "Dem Abschnitt fehlt „data-block“ oder „title“.",
                    "Schreiben Sie <section data-block=\"gruende\" title=\"Gründe\">.");
        }
        if (seen.merge(id, 1, Integer::sum) > 1) {
            flaw(stream, "Den Abschnitt „%s“ gibt es zweimal.".formatted(id), "Geben Sie jedem einen eigenen Namen.");
        }
    }

    private void table(XMLStreamReader stream) {
        var field = attribute(stream, "data-field");
        if (!tables.contains(field)) {
            flaw(
                    stream,
                    "Die Tabelle „%s“ gibt es nicht.".formatted(field),
                    "Möglich sind: %s.".formatted(String.join(", ", tables)));
        }
        flush();
        pieces.add(new Piece.Rows(field));
    }

    private void text(XMLStreamReader stream) {
        var text = stream.getText();
        if (depth == 1) {
            if (!text.isBlank()) {
                flaw(stream, "Text steht außerhalb eines Abschnitts.", "Setzen Sie ihn in <section data-block=\"…\">.");
            }
            return;
        }
        var matcher = FIELD.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literal(stream, text.substring(from, matcher.start()));
            field(stream, matcher.group(1));
            from = matcher.end();
        }
        literal(stream, text.substring(from));
    }

    private void literal(XMLStreamReader stream, String text) {
        if (LOGIC.matcher(text).find()) {
            flaw(stream, "Vorlagen enthalten keine Logik.", "Erlaubt sind nur Felder wie {{case.number}}.");
        }
        markup.append(NoticeTemplate.escape(text));
    }

    private void field(XMLStreamReader stream, String name) {
        if (!fields.contains(name)) {
            flaw(
                    stream,
                    "Das Feld „%s“ gibt es nicht.%s".formatted(name, Similar.hint(name, fields)),
                    "Alle Felder stehen in docs/packages.md.");
        }
        flush();
        pieces.add(new Piece.Field(name));
    }

    private void end(XMLStreamReader stream) {
        var name = stream.getLocalName();
        if (name.equals("section")) {
            flush();
            blocks.add(new Block(id, title, editable, pieces));
            pieces.clear();
        } else if (!name.equals("br") && !name.equals("table") && ELEMENTS.containsKey(name)) {
            markup.append("</").append(name).append('>');
        }
    }

    private void flush() {
        if (!markup.isEmpty()) {
            pieces.add(new Piece.Markup(markup.toString()));
            markup.setLength(0);
        }
    }

    private static String attribute(XMLStreamReader stream, String name) {
        var value = stream.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
