package org.allmende.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.Findings;
import org.allmende.Sources;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    private static final Pattern TEXT = Pattern.compile(">([^<>]*)");
    private static final Pattern SPOKEN = Pattern.compile(
            "\\s(alt|title|placeholder|label|aria-label|aria-description|aria-roledescription|aria-valuetext)\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern ENTITY = Pattern.compile("&\\w+;");
    private static final Pattern ARGUMENT = Pattern.compile(
            "\\b(label|title|hint|error|about|here|text|lead|placeholder|description|button|alt|caption|summary|empty)"
                    + "\\s*=\\s*(?:[^,()\"]*[?:+]\\s*)?\"([^\"]*\\p{L}{2,}[^\"]*)\"");
    private static final Pattern SAID = Pattern.compile("[?:+]\\s*\"([^\"]*\\p{L}{2,}[^\"]*)\"");
    private static final Pattern KEYS = Pattern.compile("\\b(?:t|asset)\\(");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?i)<style\\b|<script\\b(?![^>]*\\ssrc=)|\\sstyle\\s*=|\\son[a-z]+\\s*=|javascript:|https?://(?!www\\.w3\\.org/)");

    /** Templates that put in markup unescaped, and where it comes from. */
    private static final Map<String, String> UNESCAPED = Map.of();

    private static final List<Sources.File> TEMPLATES = Sources.in("src/main/jte", ".jte");

    @Test
    void noTextStandsInATemplate() {
        var findings = new Findings();
        for (var file : TEMPLATES) {
            var jte = Jte.parse(file.text());
            var markup = jte.markup().replaceAll("(?s)<!--.*?-->", "");
            var text = TEXT.matcher(markup);
            while (text.find()) {
                var words = ENTITY.matcher(text.group(1)).replaceAll(" ");
                findings.addIf(
                        WORD.matcher(words).find(),
                        "%s:%d says '%s'",
                        file.path(),
                        jte.lineOf(text.start()),
                        words.strip());
            }
            var spoken = SPOKEN.matcher(markup);
            while (spoken.find()) {
                findings.addIf(
                        WORD.matcher(spoken.group(2)).find(),
                        "%s:%d says %s",
                        file.path(),
                        jte.lineOf(spoken.start()),
                        spoken.group().strip());
            }
            for (var output : jte.outputs()) {
                var said = SAID.matcher(withoutKeys(output.text()));
                findings.addIf(
                        jte.isText(output.place()) && said.find(),
                        "%s:%d says ${%s}",
                        file.path(),
                        jte.lineOf(output.place()),
                        output.text());
            }
            for (var call : jte.calls()) {
                var argument = ARGUMENT.matcher(withoutKeys(call.text()));
                while (argument.find()) {
                    findings.add("%s:%d says %s", file.path(), jte.lineOf(call.place()), argument.group());
                }
            }
        }
        findings.expectNone("every word on a page is in the messages, in German and in English");
        assertThat(TEMPLATES).as("templates found").hasSizeGreaterThan(10);
    }

    @Test
    void templatesKeepToTheContentSecurityPolicy() {
        var findings = new Findings();
        for (var file : TEMPLATES) {
            var jte = Jte.parse(file.text());
            var found = FORBIDDEN.matcher(jte.markup());
            while (found.find()) {
                findings.add(
                        "%s:%d has %s",
                        file.path(), jte.lineOf(found.start()), found.group().strip());
            }
            findings.addIf(
                    file.text().contains("$unsafe{") && !UNESCAPED.containsKey(file.path()),
                    "%s has $unsafe",
                    file.path());
        }
        findings.expectNone("no inline script or style, no foreign host, nothing unescaped");
    }

    @Test
    void everyTemplateIsUsed() {
        var all = Sources.in("src/main", ".jte", ".java").stream()
                .map(Sources.File::text)
                .collect(Collectors.joining("\n"));
        var findings = new Findings();
        for (var file : TEMPLATES) {
            var name =
                    file.path().substring("src/main/jte/".length(), file.path().length() - ".jte".length());
            var called = Pattern.compile("@(?:template|layout)\\." + Pattern.quote(name.replace('/', '.')) + "\\s*\\(");
            findings.addIf(
                    !all.contains('"' + name + '"') && !called.matcher(all).find(),
                    "%s is used by nobody",
                    file.path());
        }
        findings.expectNone("what nobody uses is not kept");
    }

    /** Without what is asked from the messages and assets, which is no text. */
    private static String withoutKeys(String code) {
        var rest = new StringBuilder();
        int at = 0;
        var call = KEYS.matcher(code);
        while (call.find(at)) {
            rest.append(code, at, call.start());
            at = call.end();
            for (int depth = 1; at < code.length() && depth > 0; at++) {
                depth += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
            }
        }
        return rest.append(code.substring(at)).toString();
    }
}
