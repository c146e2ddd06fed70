package org.allmende.walkers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Form;
import org.allmende.Route;
import org.allmende.platform.html.Messages;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens every page of the demo county once in each language and looks at the answers. */
class PagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Pattern LEFT_OVER =
            Pattern.compile("\\{\\d[,}]|\\bnull\\b|\\bNaN\\b|Optional\\[|\\w+@[0-9a-f]{6,8}\\b");
    private static final ConcurrentLinkedQueue<Seen> SEEN = new ConcurrentLinkedQueue<>();

    /** A page as it was answered. */
    private record Seen(Visit visit, String language, Answer answer) {
        Document html() {
            return answer.html();
        }

        @Override
        public String toString() {
            return visit.path() + " (" + language + ")";
        }
    }

    @BeforeAll
    static void walk() {
        var visits = Visit.listAll(COUNTY, "gladenbach");
        for (var language : Messages.LANGUAGES) {
            visits.forEach(visit -> visit.visitor().reading(language));
            Findings.forEach(visits, visit -> SEEN.add(new Seen(visit, language, visit.go())));
        }
        visits.forEach(visit -> visit.visitor().reading("de"));
    }

    private static List<Seen> pages() {
        return SEEN.stream().filter(seen -> seen.answer().isHtml()).toList();
    }

    /** Looks at each page and fails with all that is found. */
    private static void lookAtEach(String because, BiConsumer<Seen, Findings> look) {
        var findings = new Findings();
        pages().forEach(seen -> look.accept(seen, findings));
        findings.expectNone(because);
    }

    @Test
    void everyAddressAnswers() {
        assertThat(SEEN).as("answers").hasSizeGreaterThan(5);
        var findings = new Findings();
        for (var seen : SEEN) {
            findings.addIf(seen.answer().status() != seen.visit().expected(), "%s", seen.answer());
            findings.addIf(
                    !seen.answer().isRedirect() && seen.answer().contentType().isEmpty(),
                    "%s says no content type",
                    seen);
            findings.addIf(
                    !seen.answer().header("x-content-type-options").equals("nosniff"), "%s lets browsers guess", seen);
        }
        findings.expectNone("whoever may open a page gets it");
    }

    @Test
    void everyPageHasAStrictContentSecurityPolicy() {
        lookAtEach("no script and no style but ours, no frame around us", (seen, findings) -> {
            var policy = seen.answer().header("content-security-policy");
            findings.addIf(!policy.contains("default-src 'none'"), "%s allows by default: '%s'", seen, policy);
            findings.addIf(policy.contains("unsafe-") || policy.contains("*"), "%s: '%s'", seen, policy);
            findings.addIf(
                    policy.contains("frame-ancestors 'none'")
                            == seen.visit().path().contains("/einbetten"),
                    "%s can be framed, or cannot although it is made for it",
                    seen);
            findings.addIf(
                    !seen.answer().contentType().equalsIgnoreCase("text/html;charset=UTF-8"), "%s", seen.answer());
            findings.addIf(seen.answer().header("referrer-policy").isEmpty(), "%s has no referrer policy", seen);
        });
    }

    @Test
    void everyPageSaysWhatItIsInItsLanguage() {
        lookAtEach("title, heading and language are what a screen reader says first", (seen, findings) -> {
            var html = seen.html();
            findings.addIf(!html.select("html").attr("lang").equals(seen.language()), "%s has another language", seen);
            findings.addIf(html.title().isBlank(), "%s has no title", seen);
            findings.addIf(
                    html.select("h1").size() != 1,
                    "%s has %d h1",
                    seen,
                    html.select("h1").size());
            findings.addIf(
                    html.select("main").size() != 1,
                    "%s has %d main",
                    seen,
                    html.select("main").size());
            var text = LEFT_OVER.matcher(html.text());
            findings.addIf(text.find(), "%s says '%s'", seen, html.text());
        });
    }

    @Test
    void headingsStepDownOneAtATime() {
        lookAtEach("headings are the table of contents of a screen reader", (seen, findings) -> {
            int before = 0;
            for (var heading : seen.html().select("h1, h2, h3, h4, h5, h6")) {
                int level = heading.tagName().charAt(1) - '0';
                findings.addIf(
                        before > 0 && level > before + 1, "%s: h%d after h%d: %s", seen, level, before, heading.text());
                before = level;
            }
        });
    }

    @Test
    void everyPageIsWellFormed() {
        lookAtEach("browsers repair in different ways", (seen, findings) -> {
            var parser = Parser.htmlParser().setTrackErrors(20);
            parser.parseInput(seen.answer().text(), "");
            parser.getErrors().forEach(error -> findings.add("%s: %s", seen, error));
            var ids = ConcurrentHashMap.<String>newKeySet();
            seen.html()
                    .select("[id]")
                    .forEach(one -> findings.addIf(!ids.add(one.id()), "%s has #%s twice", seen, one.id()));
            for (var attribute :
                    List.of("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")) {
                for (var one : seen.html().select("[" + attribute + "]")) {
                    for (var id : one.attr(attribute).strip().split("\\s+", -1)) {
                        findings.addIf(!ids.contains(id), "%s: %s='%s' points nowhere", seen, attribute, id);
                    }
                }
            }
        });
    }

    @Test
    void everyFieldHasALabelAndEveryFormLeadsToARoute() {
        var changes = Route.listChanges(COUNTY);
        lookAtEach(
                "a field without a name cannot be filled in, a form without a route cannot be sent",
                (seen, findings) -> {
                    for (var field : seen.html()
                            .select("input:not([type=hidden], [type=submit], [type=button]), select, textarea")) {
                        findings.addIf(!hasLabel(field, seen.html()), "%s: %s has no label", seen, field.cssSelector());
                    }
                    for (var button : seen.html().select("button, a[href]")) {
                        findings.addIf(!hasName(button), "%s: %s has no name", seen, button.outerHtml());
                    }
                    for (var form : Form.listOf(seen.html())) {
                        findings.addIf(
                                form.method().equals("POST")
                                        && changes.stream().noneMatch(route -> route.matches(form.path())),
                                "%s: no route for %s",
                                seen,
                                form);
                    }
                });
    }

    private static boolean hasLabel(Element field, Document page) {
        return field.hasAttr("aria-label")
                || field.hasAttr("aria-labelledby")
                || field.closest("label") != null
                || (!field.id().isEmpty()
                        && !page.select("label[for=" + field.id() + "]").isEmpty());
    }

    private static boolean hasName(Element link) {
        return !link.text().isBlank()
                || link.hasAttr("aria-label")
                || link.hasAttr("aria-labelledby")
                || link.select("img[alt]").stream()
                        .anyMatch(image -> !image.attr("alt").isBlank());
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Set<String> known = ConcurrentHashMap.newKeySet();
        var findings = new Findings();
        Findings.forEach(
                pages().stream().filter(seen -> seen.language().equals("de")).toList(), seen -> {
                    for (var link :
                            seen.html().select("a[href], link[href], script[src], img[src], use[href], source[src]")) {
                        var target = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                        if (target.startsWith("#")) {
                            findings.addIf(
                                    target.length() > 1 && seen.html().getElementById(target.substring(1)) == null,
                                    "%s links to %s, which is not on it",
                                    seen,
                                    target);
                            continue;
                        }
                        findings.addIf(
                                target.isBlank() || target.startsWith("javascript:"), "%s has an empty link", seen);
                        var address = seen.answer().address().resolve(target.replaceFirst("#.*", ""));
                        var outside = !address.toString().startsWith(COUNTY.address());
                        findings.addIf(outside && !link.tagName().equals("a"), "%s loads %s", seen, address);
                        var path = address.toString()
                                .substring(outside ? 0 : COUNTY.address().length());
                        var itself = path.startsWith(seen.visit().path())
                                && seen.visit().expected() >= 400;
                        if (outside || itself || path.startsWith("/abmelden") || !known.add(path)) {
                            continue;
                        }
                        var answer = seen.visit().visitor().open(path);
                        findings.addIf(answer.status() >= 400, "%s links to %s: %d", seen, target, answer.status());
                    }
                });
        findings.expectNone("a dead link is a closed door");
    }

    @Test
    void askingForALanguageIsRememberedAndLeavesTheAddress() {
        var visitor = COUNTY.visitor();
        var answer = visitor.get("/anmelden?lang=en");
        assertThat(answer.toString()).isEqualTo("GET /anmelden?lang=en → 302 /anmelden");
        assertThat(visitor.get("/anmelden?weiter=H%C3%BCtte+%26+Hof&lang=en").location())
                .as("what else the address says stays")
                .endsWith("/anmelden?weiter=H%C3%BCtte+%26+Hof");
        assertThat(visitor.follow(answer).html().select("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void onlyStaffGetASession() {
        lookAtEach(
                "citizens are not counted, followed or remembered",
                (seen, findings) -> findings.addIf(
                        seen.visit().route().isPublic()
                                && seen.answer().cookies().stream().anyMatch(one -> one.startsWith("sitzung")),
                        "%s sets %s",
                        seen,
                        seen.answer().cookies()));
    }

    @Test
    void whatIsNotForEverybodyIsNotKeptByCaches() {
        lookAtEach("the next at this computer presses 'back'", (seen, findings) -> {
            var canary = seen.answer().text().contains("Kanarienvogel");
            findings.addIf(
                    (canary || !seen.visit().route().isPublic())
                            && !seen.answer().header("cache-control").contains("no-store"),
                    "%s may be kept: cache-control '%s'",
                    seen,
                    seen.answer().header("cache-control"));
        });
    }
}
