package org.allmende.rules;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.Findings;
import org.allmende.Sources;
import org.junit.jupiter.api.Test;

class StylesTest {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern SELECTOR = Pattern.compile("([^{};]+)\\{");
    private static final Pattern CLASS = Pattern.compile("\\.([A-Za-z][\\w-]*)");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]*\"|'[^'\\n]*'");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w-]*");

    /** {@code kern-btn--${kind}} is put together where it is used. */
    private static final Pattern PUT_TOGETHER = Pattern.compile("([A-Za-z][\\w-]*-)\\$\\{");

    @Test
    void everyClassInTheStyleSheetsIsUsed() {
        var used = new TreeSet<String>();
        var beginnings = new TreeSet<String>();
        for (var file : Sources.in("src/main/jte", ".jte")) {
            words(file.text()).forEach(used::add);
            PUT_TOGETHER
                    .matcher(file.text())
                    .results()
                    .map(found -> found.group(1))
                    .forEach(beginnings::add);
        }
        Stream.of(Sources.in("src/main/java", ".java"), Sources.in("web/ts", ".ts"))
                .flatMap(List::stream)
                .flatMap(file -> QUOTED.matcher(file.text()).results())
                .flatMap(quoted -> words(quoted.group()))
                .forEach(used::add);
        var findings = new Findings();
        for (var file : Sources.in("web/css", ".css")) {
            var rules = COMMENT.matcher(file.text()).replaceAll("");
            SELECTOR.matcher(rules)
                    .results()
                    .map(found -> found.group(1).strip())
                    .filter(selector -> !selector.startsWith("@"))
                    .flatMap(selector -> CLASS.matcher(selector).results().map(found -> found.group(1)))
                    .filter(name -> !used.contains(name) && beginnings.stream().noneMatch(name::startsWith))
                    .forEach(name -> findings.add("%s: .%s is in no template, class or script", file.path(), name));
        }
        findings.expectNone("a rule without a user is read by everybody and loaded by every phone");
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group);
    }
}
