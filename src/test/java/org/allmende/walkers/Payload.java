package org.allmende.walkers;

import java.util.List;
import org.allmende.Answer;
import org.allmende.Findings;
import org.jsoup.nodes.Document;

/**
 * Something wicked that somebody types.
 *
 * @param echo what the answer must not contain: the same unescaped, or what it comes to when somebody executes it
 */
record Payload(String name, String text, String echo) {

    private static final String NOTHING = "\u0001never\u0001";

    static final List<Payload> ALL = List.of(
            new Payload("HTML", "Probe<script>probe()</script><img src=x onerror=probe()>", "<script>probe()"),
            new Payload("an attribute", "Probe\" onfocus=\"probe()\" autofocus x='", NOTHING),
            new Payload("a link", "javascript:probe()", NOTHING),
            new Payload(
                    "templates",
                    "Probe${7*1919191}{{7*1919191}}#{7*1919191}<%= 7*1919191 %>@(7*1919191)[[${7*1919191}]]*{7*1919191}",
                    "13434337"),
            new Payload("FEEL", "Probe\" + string(7*1919191) + \"", "Probe13434337"),
            new Payload("endless FEEL", "count(for x in 1..100000000 return x*x)", NOTHING),
            new Payload("SQL", "Probe'; select pg_sleep(20); --", NOTHING),
            new Payload("SQL in a pattern", "%_\\'\\\\%", NOTHING),
            new Payload("NUL", "Pro\u0000be", NOTHING),
            new Payload("control characters", "Pro\u0007\u001b[2J\u0085be\ufffe", NOTHING),
            new Payload("a header", "Probe\r\nSet-Cookie: probe=1\r\n\r\n<h1>probe()", "<h1>probe()"),
            new Payload("a path", "../../../../../../etc/passwd", "root:x:0"),
            new Payload("an address", "//probe.example/%2e%2e", NOTHING),
            new Payload(
                    "letters that turn round", "Probe \u202egnp.exe\u2066 \u200b\ufeff e\u0301\u0301\u0301", NOTHING),
            new Payload("half a letter", "Probe \ud83d", NOTHING),
            new Payload("a number", "-99999999999999999999999", NOTHING),
            new Payload("no number", "NaN", NOTHING),
            new Payload("a date", "0000-00-00", NOTHING),
            new Payload("a far date", "+999999999-12-31", NOTHING),
            new Payload("JNDI", "${jndi:ldap://127.0.0.1:1/probe}", NOTHING),
            new Payload("nothing", "", NOTHING),
            new Payload("blanks", " \t\u00a0\u3000 ", NOTHING),
            new Payload("much", "Probe ".repeat(20_000), NOTHING));

    /** One that tries several things at once, for one field at a time. */
    static final Payload MIXED = new Payload(
            "a mixture",
            "Probe\u0000\"'><script>probe()</script>${7*1919191}{{7*1919191}}'; drop table x; --",
            "<script>probe()");

    /** Whatever comes in, the answer is no failure of ours, shows nothing raw, and is a page that people understand. */
    void look(Findings findings, Answer answer) {
        var body = answer.isHtml() ? answer.text() : "";
        findings.addIf(answer.isHtml() && isAlive(answer.html()), "%s comes alive: %s", name, answer);
        findings.addIf(answer.status() >= 500, "%s: %s", name, answer);
        findings.addIf(
                answer.header("content-security-policy").isEmpty()
                        || !answer.header("x-content-type-options").equals("nosniff"),
                "%s is answered without the headers that every page has: %s",
                name,
                answer);
        findings.addIf(body.contains(echo), "%s comes back raw: %s", name, answer);
        findings.addIf(
                answer.cookies().stream().anyMatch(cookie -> cookie.startsWith("probe")), "%s: %s", name, answer);
        findings.addIf(answer.location().startsWith("//"), "%s leads away: %s", name, answer);
        lookAtMessage(findings, name, answer);
    }

    /** No page of ours has a script, a handler or such a link in it. */
    private static boolean isAlive(Document page) {
        return !page.select(
                        "script:not([src]), [^on], [href^=javascript:], [action^=javascript:], base, iframe, object, embed")
                .isEmpty();
    }

    /** A refusal is a page with a heading, not a bare number. */
    static void lookAtMessage(Findings findings, String name, Answer answer) {
        findings.addIf(
                answer.status() >= 400
                        && !answer.isJson()
                        && answer.html().select("main h1").size() != 1,
                "%s is refused without a message: %s",
                name,
                answer);
    }
}
