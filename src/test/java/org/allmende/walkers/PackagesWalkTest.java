package org.allmende.walkers;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.allmende.Answer;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Form;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.pdf.VeraPdf;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.PackageSamples;
import org.allmende.services.PackageSamples.Walk;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample applicant of every package goes through all its pages, without scripts, and the office decides. */
class PackagesWalkTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    /** Towns whose cases no other walk counts; each stands in for Gladenbach in a part of the samples. */
    private static final List<String> TOWNS = List.of("breidenbach", "dautphetal", "stadtallendorf", "neustadt");

    private static final int MOST_STEPS = 40;
    private static final int LIGHT_LETTERS_VALIDATED = 5;

    private static final String AXE = """
            () => axe.run(document, {resultTypes: ['violations'], preload: false}).then(found => found.violations.flatMap(
                violation => violation.nodes.map(node => violation.id + ' ' + node.target + ' '
                    + (node.any[0] || node.all[0] || node.none[0] || {}).message)))
            """;

    private final Findings findings = new Findings();

    /** A page that was seen, as it was filled in. */
    private record Seen(Walk walk, String step, String path, Visitor visitor) {}

    private record Applied(Walk walk, Visitor visitor, String path) {}

    @Test
    void everyServiceIsAppliedForAndDecided() {
        var validated = new HashSet<String>();
        all().stream().filter(Walk::full).map(Walk::name).forEach(validated::add);
        all().stream()
                .filter(walk -> !walk.full() && walk.hasLetter())
                .limit(LIGHT_LETTERS_VALIDATED)
                .map(Walk::name)
                .forEach(validated::add);
        var done = new ConcurrentLinkedQueue<String>();
        inParallel((walk, town) -> {
            var applied = apply(walk, town, true, new ConcurrentLinkedQueue<>());
            if (applied != null && decide(applied, validated.contains(walk.name()))) {
                done.add(walk.name());
            }
        });
        findings.expectNone("every sample applicant comes to an end, on pages for everybody");
        assertThat(done).hasSameSizeAs(all());
    }

    /** Every step of the full packages, and a page of each type of question. */
    @Test
    void theBrowserFindsNothingOnPagesOfEachKind() {
        var types = new HashSet<String>();
        var chosen = all().stream()
                .filter(walk -> walk.full() || walk.types().values().stream().anyMatch(types::addAll))
                .map(Walk::name)
                .toList();
        lookAt(chosen);
    }

    @Test
    @Tag("long")
    void theBrowserFindsNothingOnAnyPage() {
        lookAt(all().stream().map(Walk::name).toList());
    }

    private void lookAt(Collection<String> chosen) {
        var seen = new ConcurrentLinkedQueue<Seen>();
        inParallel((walk, town) -> {
            if (chosen.contains(walk.name())) {
                apply(walk, town, false, seen);
            }
        });
        for (var page : seen) {
            try (var tab = Browser.open(COUNTY, page.visitor(), Look.PHONE)) {
                tab.go(page.path()).page().evaluate(AxeBuilder.getAxeScript());
                ((List<?>) tab.page().evaluate(AXE))
                        .forEach(found -> findings.add("%s/%s: %s", page.walk(), page.step(), found));
                tab.takeProblems().forEach(problem -> findings.add("%s/%s: %s", page.walk(), page.step(), problem));
            }
        }
        assertThat(seen).hasSizeGreaterThan(chosen.size());
        findings.expectNone("axe finds nothing on a phone");
    }

    private static List<Walk> all() {
        return PackageSamples.list(today(), "gladenbach");
    }

    private static LocalDate today() {
        return GermanDates.today(java.time.Clock.systemUTC());
    }

    private interface Work {
        void on(Walk walk, String town);
    }

    /** Four towns at a time, each with a part of the services. */
    private void inParallel(Work work) {
        try (var towns = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = TOWNS.stream()
                    .map(town -> towns.submit(() -> {
                        var walks = PackageSamples.list(today(), town);
                        for (int i = TOWNS.indexOf(town); i < walks.size(); i += TOWNS.size()) {
                            one(work, walks.get(i), town);
                        }
                    }))
                    .toList();
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void one(Work work, Walk walk, String town) {
        try {
            work.on(walk, town);
        } catch (RuntimeException | AssertionError failed) {
            var at = java.util.Arrays.stream(failed.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("org.allmende"))
                    .findFirst();
            findings.add("%s in %s: %s %s", walk, town, failed, at);
        }
    }

    /** From the first page to the last; null if that is not reached. */
    private @org.jspecify.annotations.Nullable Applied apply(
            Walk walk, String town, boolean send, Collection<Seen> seen) {
        var visitor = COUNTY.visitor();
        var page = visitor.follow(visitor.post("/%s/leistungen/%s/beginnen".formatted(town, walk.name()), Map.of()));
        var english = visitor.copy().reading("en");
        for (int i = 0; i < MOST_STEPS && !page.address().getPath().endsWith("/pruefen"); i++) {
            var path = page.address().getPath();
            var step = path.substring(path.lastIndexOf('/') + 1);
            if (!path.contains("/antrag/") || page.status() != 200) {
                findings.add("%s in %s does not begin: %s", walk, town, page);
                return null;
            }
            seen.add(new Seen(walk, step, path, visitor));
            check(walk + "/" + step, page, "de");
            if (send) {
                check(walk + "/" + step, english.get(path), "en");
                sendEmpty(walk, step, page, visitor);
            }
            var next = visitor.follow(send(walk, step, page, visitor));
            var errors = next.html().select("[role=alert]").text();
            if (!errors.isEmpty() || next.address().getPath().equals(path)) {
                findings.add("%s/%s is stuck: %s %s", walk, step, next, errors);
                return null;
            }
            page = next;
        }
        check(walk + "/pruefen", page, "de");
        seen.add(new Seen(walk, "pruefen", page.address().getPath(), visitor));
        if (!send) {
            return null;
        }
        check(walk + "/pruefen", english.get(page.address().getPath()), "en");
        var sent = new Citizen(visitor).sendChecked(page);
        check(walk + "/gesendet", sent, "de");
        return new Applied(walk, visitor, sent.address().getPath().replace("/gesendet", ""));
    }

    private static Form form(Answer page) {
        return Form.listOf(page.html()).stream()
                .filter(one -> one.path().equals(page.address().getRawPath()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form at " + page));
    }

    private void sendEmpty(Walk walk, String step, Answer page, Visitor visitor) {
        var form = form(page);
        var answer = send(form, Map.of("fassung", List.of(form.fields().get("fassung"))), Map.of(), visitor);
        if (walk.needed().contains(step)) {
            findings.addIf(answer.status() != 200, "%s/%s, sent empty, goes on: %s", walk, step, answer);
            findings.addIf(
                    answer.html().select("[role=alert] a").isEmpty(), "%s/%s, sent empty, says nothing", walk, step);
        }
        if (answer.status() == 200) {
            check(walk + "/" + step + " sent empty", answer, "de");
        }
    }

    private static Answer send(Walk walk, String step, Answer page, Visitor visitor) {
        var form = form(page);
        var fields = new HashMap<>(walk.typed().getOrDefault(step, Map.of()));
        fields.put("fassung", List.of(form.fields().get("fassung")));
        return send(form, fields, walk.files().getOrDefault(step, Map.of()), visitor);
    }

    private static Answer send(
            Form form, Map<String, List<String>> fields, Map<String, List<String>> files, Visitor visitor) {
        var body = new Multipart();
        fields.forEach((name, values) -> values.forEach(value -> body.field(name, value)));
        if (!form.takesFiles()) {
            var text = fields.entrySet().stream()
                    .flatMap(field ->
                            field.getValue().stream().map(value -> Visitor.encode(Map.of(field.getKey(), value))))
                    .collect(java.util.stream.Collectors.joining("&"));
            return visitor.post(
                    form.path(),
                    "application/x-www-form-urlencoded",
                    text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        files.forEach((name, list) -> list.forEach(file -> body.file(
                name,
                file,
                file.endsWith(".pdf") ? "application/pdf" : "image/png",
                file.endsWith(".pdf") ? paper() : Citizen.picture())));
        return visitor.post(form.path(), body.contentType(), body.bytes());
    }

    private static byte[] paper() {
        try (var document = new PDDocument();
                var bytes = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void check(String where, Answer page, String lang) {
        new PageCheck(findings).check(where, page, lang);
    }

    /** What the office of the sample does; whether the citizen has what comes of it. */
    private boolean decide(Applied it, boolean validate) {
        var number = it.path().substring(it.path().lastIndexOf('/') + 1);
        var id = COUNTY.owner()
                .sql("select id from cases.\"case\" where number = ?")
                .param(number)
                .query(UUID.class)
                .single();
        var tenant = COUNTY.owner()
                .sql("select tenant from cases.\"case\" where number = ?")
                .param(number)
                .query(String.class)
                .single();
        var clerk = COUNTY.staff(tenant, Role.CLERK);
        var desk = "/arbeitsplatz/vorgaenge/" + id;
        check(it.walk() + " at the desk", clerk.get(desk), "de");
        var acts = it.walk().office();
        boolean told = false;
        for (int i = 0; i < acts.size(); i++) {
            var act = acts.get(i);
            var next = i + 1 < acts.size() ? acts.get(i + 1).task() : "";
            switch (act.task()) {
                case "pruefen" -> {
                    if (Boolean.FALSE.equals(act.flags().get("complete"))) {
                        var due = today().plusDays(10).toString();
                        did(
                                it,
                                clerk.post(
                                        desk + "/schreiben",
                                        Map.of("kind", "message", "text", "Bitte ergänzen.", "bis", due)));
                    } else if (next.startsWith("aufgabe_")) {
                        did(it, clerk.post(desk + "/aufgabe", Map.of("task", "pruefen")));
                    }
                }
                case "rueckfrage" -> {
                    var form = Multipart.of(Map.of("text", "Hier ist es."));
                    did(it, it.visitor().post(it.path() + "/antwort", form.contentType(), form.bytes()));
                }
                case "entscheiden" -> {
                    did(
                            it,
                            clerk.post(
                                    desk + "/entscheiden",
                                    Map.of("outcome", it.walk().decision(), "reason", "Es ist alles geprüft.")));
                    told = wait(it, desk, clerk);
                }
                case "bescheid" -> {} // is written by itself
                case "versenden" -> did(it, clerk.post(desk + "/versenden", Map.of()));
                default -> did(it, clerk.post(desk + "/aufgabe", Map.of("task", act.task())));
            }
        }
        if (!told) {
            return false;
        }
        check(it.walk() + " at the desk, decided", clerk.get(desk), "de");
        var status = it.visitor().open(it.path());
        check(it.walk() + " decided", status, "de");
        check(it.walk() + " decided", it.visitor().copy().reading("en").open(it.path()), "en");
        var state = state(number);
        findings.addIf(!state.equals("DONE"), "%s ends as %s", it.walk(), state);
        return !it.walk().hasLetter() || letter(it, number, validate);
    }

    private void did(Applied it, Answer answer) {
        findings.addIf(
                !answer.isRedirect(),
                "%s, office: %s %s",
                it.walk(),
                answer,
                answer.isHtml() ? answer.html().select("[role=alert]").text() : "");
    }

    private static String state(String number) {
        return COUNTY.owner()
                .sql("select state from cases.\"case\" where number = ?")
                .param(number)
                .query(String.class)
                .single();
    }

    /** Until what follows a decision has been done. */
    private boolean wait(Applied it, String desk, Visitor clerk) {
        var number = it.path().substring(it.path().lastIndexOf('/') + 1);
        for (int patience = 0; patience < 600; patience++) {
            if (!state(number).equals("DECIDED")) {
                return true;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        findings.add("%s: nothing follows the decision; %s", it.walk(), clerk.get(desk));
        return false;
    }

    private boolean letter(Applied it, String number, boolean validate) {
        var answer = it.visitor().get(it.path() + "/bescheid.pdf");
        if (answer.status() != 200 || !answer.contentType().startsWith("application/pdf")) {
            findings.add("%s has no letter: %s", it.walk(), answer);
            return false;
        }
        try (var document = Loader.loadPDF(answer.body())) {
            var text = new PDFTextStripper().getText(document);
            findings.addIf(!text.contains(number), "%s: the letter does not say %s", it.walk(), number);
            findings.addIf(text.contains("{{"), "%s: a field of the letter is empty: %s", it.walk(), text);
        } catch (IOException broken) {
            findings.add("%s: %s", it.walk(), broken);
        }
        if (validate) {
            VeraPdf.faults(answer.body()).forEach(fault -> findings.add("%s: %s", it.walk(), fault));
        }
        return true;
    }
}
