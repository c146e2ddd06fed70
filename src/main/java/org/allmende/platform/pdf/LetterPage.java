package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Lays a letter out as one XHTML document: letterhead, address field, information block, subject, body, note on the seal. */
final class LetterPage {

    private static final String CSS = css();
    private static final int LONGEST_LINE = 300;

    private final Letter letter;
    private final Words words;

    private LetterPage(Letter letter) {
        this.letter = letter;
        this.words = Words.of(letter.language());
    }

    static Document of(Letter letter) {
        return new LetterPage(letter).document();
    }

    private Document document() {
        Element body = Xhtml.body(Normalizer.normalize(letter.body(), Normalizer.Form.NFC));
        Document document = Xhtml.parse(Normalizer.normalize(frame(), Normalizer.Form.NFC));
        Node place = document.getElementsByTagName("section").item(0);
        for (Node node = body.getFirstChild(); node != null; node = node.getNextSibling()) {
            place.appendChild(document.importNode(node, true));
        }
        return document;
    }

    private String frame() {
        return """
                <html lang="%s"><head><title>%s</title><style>%s</style></head>
                <body class="%s">
                %s%s%s%s
                %s<h1 class="accent">%s</h1>
                <section class="body"></section>
                %s</body></html>
                """.formatted(
                        letter.language(),
                        line(letter.subject()),
                        Xhtml.escape(CSS + ownRules()),
                        letter.to().isEmpty() ? "document" : "letter",
                        runningHead(),
                        runningFoot(),
                        firstFoot(),
                        head(),
                        specimen(),
                        line(letter.subject()),
                        check());
    }

    private String ownRules() {
        return """
                .accent { color: %s; }
                .number:before { content: "%s " counter(page) " %s " counter(pages); }
                """.formatted(letter.from().colour(), words.say("page.before"), words.say("page.of"));
    }

    private String runningHead() {
        return """
                <div id="running-head"><table><tr><td>%s · %s</td><td class="number"></td></tr></table></div>
                """.formatted(line(letter.from().name()), line(letter.subject()));
    }

    private String runningFoot() {
        return "<div id=\"running-foot\">" + line(letter.from().sender()) + "</div>";
    }

    private String firstFoot() {
        String columns = letter.from().foot().stream()
                .map(column -> "<td><b>%s</b>%s</td>".formatted(line(column.title()), lines(column)))
                .collect(Collectors.joining());
        return "<div id=\"first-foot\"><table><tr>" + columns + "<td class=\"number\"></td></tr></table></div>";
    }

    private static String lines(Letterhead.Column column) {
        return column.lines().stream().map(LetterPage::line).collect(Collectors.joining("<br/>"));
    }

    private String head() {
        return """
                <div class="head"><div class="name accent">%s<span class="office">%s</span></div>%s</div>
                %s
                """.formatted(
                        line(letter.from().name()),
                        line(letter.from().office()),
                        crest(),
                        letter.to().isEmpty() && letter.details().isEmpty() ? "" : window());
    }

    private String window() {
        return "<div class=\"window\">%s%s</div>"
                .formatted(
                        letter.to().isEmpty() ? "" : address(), letter.details().isEmpty() ? "" : details());
    }

    private String crest() {
        String crest = letter.from().crest();
        return crest == null
                ? ""
                : "<div class=\"crest\"><img src=\"%s\" alt=\"%s\"/></div>"
                        .formatted(
                                Xhtml.escape(crest),
                                line(words.say("crest", letter.from().name())));
    }

    private String address() {
        String lines =
                letter.to().stream().map(line -> "<p>" + line(line) + "</p>").collect(Collectors.joining());
        return "<div class=\"address\"><p class=\"sender\">%s</p><div class=\"to\">%s</div></div>"
                .formatted(line(letter.from().sender()), lines);
    }

    private String details() {
        String rows = letter.details().stream()
                .map(detail -> "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                        .formatted(line(detail.label()), line(detail.value())))
                .collect(Collectors.joining());
        return "<div class=\"details\"><table><tbody>" + rows + "</tbody></table></div>";
    }

    private String specimen() {
        return letter.specimen() ? "<p class=\"specimen\">" + line(words.say("specimen.sentence")) + "</p>" : "";
    }

    private String check() {
        String address = letter.checkAt();
        if (address == null) {
            return "";
        }
        return """
                <div class="check"><div><img src="%s" alt="%s"/></div><div><p>%s</p></div></div>
                """.formatted(
                        QrCode.of(address).dataUri(),
                        line(words.say("check.picture", address)),
                        line(words.say("check", address)));
    }

    /** A line of the frame; nobody's name or address is longer, and the engine takes a second over a word of thousands of letters. */
    private static String line(String text) {
        return Xhtml.escape(
                text.codePointCount(0, text.length()) <= LONGEST_LINE
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, LONGEST_LINE - 1)) + "…");
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(LetterPage.class.getResourceAsStream("/pdf/letter.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
