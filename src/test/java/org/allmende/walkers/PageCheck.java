package org.allmende.walkers;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.Answer;
import org.allmende.Findings;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What can be said of a page without a browser: heading, labels, links of the error summary, weight, texts. */
record PageCheck(Findings findings) {

    private static final int MOST_BYTES = 100 * 1024;

    /** A key of a text where the text should stand. */
    private static final Pattern KEY =
            Pattern.compile("\\b(cases|services|platform|region|login)\\.[a-z]+\\.[a-zA-Z.]+\\b");

    void check(String where, Answer page, String lang) {
        var html = page.html();
        findings.addIf(page.status() != 200, "%s: %s", where, page);
        findings.addIf(page.body().length > MOST_BYTES, "%s weighs %d bytes", where, page.body().length);
        findings.addIf(!html.select("html").attr("lang").equals(lang), "%s is not in %s", where, lang);
        findings.addIf(
                html.select("h1").size() != 1,
                "%s has %d first headings",
                where,
                html.select("h1").size());
        html.select("main h1, main h2, main legend, main label, main button, main option[value~=.]").stream()
                .filter(one -> one.text().isBlank())
                .forEach(one -> findings.add("%s (%s) says nothing: %s", where, lang, one.outerHtml()));
        var key = KEY.matcher(html.select("main").text());
        findings.addIf(key.find(), "%s (%s) lacks a text", where, lang);
        html.select("main input:not([type=hidden]):not([type=image][alt~=.]), main select, main textarea").stream()
                .filter(one -> !isLabelled(html, one))
                .forEach(one -> findings.add("%s has a field without a label: %s", where, one.outerHtml()));
        var ids = new HashSet<String>();
        html.select("[id]").stream()
                .filter(one -> !ids.add(one.id()))
                .forEach(one -> findings.add("%s has %s twice", where, one.id()));
        html.select("[role=alert] a[href^=#]").stream()
                .filter(link -> !leadsToField(html, link))
                .forEach(link -> findings.add("%s: %s leads to no field", where, link.outerHtml()));
        html.select("[aria-describedby], [aria-labelledby]").stream()
                .flatMap(one -> (one.attr("aria-describedby") + " " + one.attr("aria-labelledby"))
                        .strip()
                        .lines()
                        .flatMap(line -> Arrays.stream(line.split(" ", -1))))
                .filter(id -> !id.isEmpty() && !ids.contains(id))
                .forEach(id -> findings.add("%s speaks of %s, which is not there", where, id));
        html.select("main table").stream()
                .filter(table -> table.closest(".tablewrap") == null && columns(table) > 2)
                .forEach(table -> findings.add("%s has a wide table without a wrapper", where));
    }

    private static int columns(Element table) {
        return table.select("tr").stream()
                .mapToInt(row -> row.children().size())
                .max()
                .orElse(0);
    }

    private static boolean isLabelled(Document html, Element field) {
        return field.hasAttr("aria-label")
                || field.hasAttr("aria-labelledby")
                || field.closest("label") != null
                || (!field.id().isEmpty()
                        && !html.select("label[for=\"" + field.id() + "\"]").isEmpty());
    }

    private static boolean leadsToField(Document html, Element link) {
        var target = html.getElementById(link.attr("href").substring(1));
        return target != null
                && Set.of("input", "select", "textarea", "fieldset").contains(target.tagName());
    }
}
