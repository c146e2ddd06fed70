package org.allmende.rules;

import java.util.HashMap;
import java.util.regex.Pattern;
import org.allmende.Findings;
import org.allmende.Sources;
import org.junit.jupiter.api.Test;

class DocsTest {

    private static final Pattern NUMBER = Pattern.compile("docs/adr/(\\d{3,4})-[a-z0-9-]+\\.md");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]+]\\((?!https?:|mailto:|#)([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void everyDecisionHasItsNumberAndFitsOnAPage() {
        var findings = new Findings();
        var numbers = new HashMap<String, String>();
        for (var file : Sources.in("docs/adr", ".md")) {
            var number = NUMBER.matcher(file.path());
            if (!number.matches()) {
                findings.add("%s is not named NUMBER-what-it-decides.md", file.path());
                continue;
            }
            var other = numbers.put(number.group(1), file.path());
            findings.addIf(other != null, "%s has the number of %s", file.path(), other);
            var lines = file.lines().size();
            findings.addIf(lines < 20 || lines > 60, "%s has %d lines, not 20 to 60", file.path(), lines);
            findings.addIf(!file.text().startsWith("# "), "%s does not begin with its title", file.path());
        }
        findings.expectNone("a decision that nobody reads was not taken");
    }

    @Test
    void linksInDocumentsLeadSomewhere() {
        var findings = new Findings();
        for (var file : Sources.in("", ".md")) {
            var folder = file.path().contains("/")
                    ? file.path().substring(0, file.path().lastIndexOf('/') + 1)
                    : "";
            var link = LINK.matcher(file.text());
            while (link.find()) {
                var target = java.nio.file.Path.of(folder + link.group(1))
                        .normalize()
                        .toString();
                findings.addIf(
                        !Sources.exists(target),
                        "%s:%d leads to %s",
                        file.path(),
                        file.lineOf(link.start()),
                        link.group(1));
            }
        }
        findings.expectNone("documents are walked through from link to link");
    }
}
