package org.allmende.services.notice;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * A block as plain text for the clerk, and back: paragraphs and lists are apart by an empty line, points of a list begin with
 * {@code - } or {@code 1. }, the heading stays the block's own. Fields that are known only with the decision stay as {@code {{Datum}}}.
 *
 * @param heading its heading, empty for none
 */
public record BlockText(String heading, String text) {

    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Pattern POINT = Pattern.compile("- +(.*)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}\\. +(.*)");

    /**
     * @param fields all values
     * @param open what those are called that stay as they are, by their names
     */
    static BlockText of(Block block, Map<String, String> fields, Map<String, String> open) {
        var html = new StringBuilder("<block>");
        for (var piece : block.pieces()) {
            html.append(
                    switch (piece) {
                        case Block.Piece.Markup markup -> markup.html();
                        case Block.Piece.Field field ->
                            open.containsKey(field.name())
                                    ? "{{" + open.get(field.name()) + "}}"
                                    : NoticeTemplate.value(fields, field.name());
                        case Block.Piece.Rows rows -> "";
                    });
        }
        return new Reader().read(html.append("</block>").toString());
    }

    /** The names of the fields in a clerk's text. */
    public static Set<String> fields(String text) {
        var names = new LinkedHashSet<String>();
        FIELD.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** As it goes into the letter; empty when there is no text. */
    String html(Map<String, String> fields) {
        var clean = text.replace("\r\n", "\n").strip();
        if (clean.isEmpty()) {
            return "";
        }
        var html = new StringBuilder(heading.isEmpty() ? "" : "<h2>" + NoticeTemplate.escape(heading) + "</h2>");
        for (var part : clean.split("\n\\s*\n", -1)) {
            var lines = part.strip().lines().toList();
            if (lines.stream().allMatch(line -> POINT.matcher(line).matches())) {
                list(html, "ul", lines, POINT);
            } else if (lines.stream().allMatch(line -> NUMBER.matcher(line).matches())) {
                list(html, "ol", lines, NUMBER);
            } else {
                html.append("<p>")
                        .append(NoticeTemplate.escape(String.join("\n", lines)).replace("\n", "<br/>"));
                html.append("</p>");
            }
        }
        return FIELD.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(NoticeTemplate.value(fields, found.group(1))));
    }

    private static void list(StringBuilder html, String element, List<String> lines, Pattern point) {
        html.append('<').append(element).append('>');
        for (var line : lines) {
            html.append("<li>")
                    .append(NoticeTemplate.escape(point.matcher(line).replaceFirst("$1")))
                    .append("</li>");
        }
        html.append("</").append(element).append('>');
    }

    /** Reads the few elements that a letter has. */
    private static final class Reader {

        private final List<String> parts = new ArrayList<>();
        private final StringBuilder line = new StringBuilder();
        private String heading = "";
        private String list = "";
        private int point;

        BlockText read(String html) {
            var factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            try {
                var stream = factory.createXMLStreamReader(new StringReader(html));
                while (stream.hasNext()) {
                    switch (stream.next()) {
                        case XMLStreamConstants.START_ELEMENT -> begin(stream.getLocalName());
                        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                            line.append(stream.getText().replaceAll("\\s+", " "));
                        case XMLStreamConstants.END_ELEMENT -> end(stream.getLocalName());
                        default -> {}
                    }
                }
            } catch (XMLStreamException unreadable) {
                throw new IllegalStateException("A checked block is no XML", unreadable);
            }
            return new BlockText(heading, String.join("\n\n", parts));
        }

        private void begin(String element) {
            switch (element) {
                case "br" -> line.append('\n');
                case "ul", "ol" -> {
                    list = element;
                    point = 0;
                    parts.add("");
                }
                default -> {}
            }
        }

        private void end(String element) {
            switch (element) {
                case "h2", "h3" -> {
                    var found = take();
                    if (heading.isEmpty() && parts.isEmpty()) {
                        heading = found;
                    } else {
                        parts.add(found);
                    }
                }
                case "p" -> parts.add(take());
                case "li" -> {
                    point++;
                    var begin = list.equals("ol") ? point + ". " : "- ";
                    var before = parts.removeLast();
                    parts.add((before.isEmpty() ? "" : before + "\n") + begin + take().replace("\n", " "));
                }
                default -> {}
            }
        }

        private String take() {
            var taken = line.toString()
                    .lines()
                    .map(String::strip)
                    .reduce((first, next) -> first + "\n" + next)
                    .orElse("")
                    .strip();
            line.setLength(0);
            return taken;
        }
    }
}
