package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Sample;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.DateType;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.NumberType;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;
import org.allmende.services.form.Submission;
import org.allmende.services.form.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A form gets a new version while people are filling it in. */
class FormVersionsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "amoeneburg";

    private final NewForms forms = new NewForms(COUNTY, TENANT);
    private final Drafts drafts = COUNTY.bean(Drafts.class);
    private final FormVersions versions = COUNTY.bean(FormVersions.class);
    private final Services services = COUNTY.bean(Services.class);
    private final Tenancy tenancy = COUNTY.bean(Tenancy.class);
    private final LocalDate today = GermanDates.today(Clock.systemUTC());

    @AfterEach
    void asItWas() {
        forms.back();
    }

    /** An open draft as its author left it. */
    private record Left(AccessCode code, Draft draft) {}

    @Test
    void aThousandOpenDraftsLoseNothingToTwoNewVersions() {
        var offered = services.find(TENANT, NewForms.SERVICE).orElseThrow();
        var samples = offered.pack().samples();
        var open = IntStream.range(0, 1000)
                .mapToObj(number ->
                        leave(offered, samples.get(number % samples.size()), number / samples.size() % 15, number))
                .toList();
        var small = forms.small();
        var large = forms.large();

        forms.adopt(small);
        for (int number = 0; number < open.size(); number += 2) {
            assertNothingIsLost(open.get(number).draft(), reopened(open.get(number)));
        }
        forms.adopt(large);
        var newer = services.find(TENANT, NewForms.SERVICE).orElseThrow();
        int completed = 0;
        int putAside = 0;
        for (var left : open) {
            var now = reopened(left);
            assertNothingIsLost(left.draft(), now);
            assertThat(now.version()).isEqualTo("2.0.0");
            assertThat(now.moves().getFirst().from()).isEqualTo("1.0.0");
            putAside += now.aside().size();
            completed += completed(newer, Answers.parse(now.answers())) ? 1 : 0;
        }

        assertThat(putAside).as("the new versions do change something").isGreaterThan(150);
        assertThat(completed).isEqualTo(open.size());
    }

    /** Answers the first steps of the form as the sample does; of every third draft, something half-typed remains. */
    private Left leave(Service service, Sample sample, int steps, int number) {
        var run = service.run(Answers.NONE, today);
        Optional<Step> at = Optional.of(run.first());
        for (int step = 0; step < steps && at.isPresent(); step++) {
            if (!(run.submit(at.get(), posted(sample, at.get()), files(sample, at.get()))
                    instanceof Submission.Accepted accepted)) {
                break;
            }
            run = accepted.run();
            at = run.next(at.get());
        }
        var unfinished =
                at.isPresent() && number % 3 == 0 ? Unfinished.NONE.with(at.get(), typed(at.get())) : Unfinished.NONE;
        var answers = run.answers();
        var code = AccessCode.next();
        return tenancy.as(TENANT, () -> {
            var draft = drafts.begin(NewForms.SERVICE, service.pack().version().toString(), "de", code);
            drafts.keep(draft.id(), answers, unfinished);
            return new Left(code, drafts.find(draft.id(), code).orElseThrow());
        });
    }

    private static Map<String, List<String>> posted(Sample sample, Step step) {
        var posted = new LinkedHashMap<String, List<String>>();
        for (var question : step.questions()) {
            posted.putAll(sample.posted().getOrDefault(question.path(), Map.of()));
        }
        return posted;
    }

    private static Map<String, List<FileRef>> files(Sample sample, Step step) {
        var files = new LinkedHashMap<String, List<FileRef>>();
        step.questions()
                .forEach(question -> files.put(question.id(), sample.files().getOrDefault(question.path(), List.of())));
        return files;
    }

    private static Map<String, List<String>> typed(Step step) {
        var typed = new LinkedHashMap<String, List<String>>();
        for (var question : step.questions()) {
            question.type().parts().forEach(part -> typed.put(question.input(part), List.of("halb " + question.id())));
        }
        return typed;
    }

    /** As its author opens it again, and as it is then written down. */
    private Draft reopened(Left left) {
        var id = left.draft().id();
        var now = versions.upToDate(
                tenancy.as(TENANT, () -> drafts.find(id, left.code()).orElseThrow()));
        assertThat(tenancy.as(TENANT, () -> drafts.find(id, left.code()))).hasValue(now);
        return now;
    }

    private static void assertNothingIsLost(Draft before, Draft now) {
        var answers = Answers.parse(now.answers()).values();
        var aside = new LinkedHashMap<String, Value>();
        now.aside().forEach(one -> one.findValue().ifPresent(value -> aside.put(one.path(), value)));
        Answers.parse(before.answers()).values().forEach((path, value) -> {
            var found = new ArrayList<Value>();
            Optional.ofNullable(answers.get(path)).ifPresent(found::add);
            Optional.ofNullable(aside.get(path)).ifPresent(found::add);
            assertThat(found).as(path).containsExactly(value);
        });
        assertThat(answers.size() + aside.size())
                .isEqualTo(Answers.parse(before.answers()).values().size());
        var typed = new ArrayList<String>();
        Unfinished.parse(now.unfinished())
                .steps()
                .values()
                .forEach(step -> step.values().forEach(typed::addAll));
        now.aside().forEach(one -> one.typed().values().forEach(typed::addAll));
        Unfinished.parse(before.unfinished())
                .steps()
                .values()
                .forEach(
                        step -> step.values().forEach(texts -> assertThat(typed).containsAll(texts)));
        now.aside()
                .forEach(one -> assertThat(
                                List.of(one.question().de(), one.answer().de()))
                        .as(one.path())
                        .doesNotContain(""));
    }

    /** Whether the form can be brought to its end from here, be it the one that says who else is responsible. */
    private boolean completed(Service service, Answers given) {
        var answers = given;
        for (int step = 0; step < 60; step++) {
            var run = service.run(answers, today);
            var gaps = run.gaps();
            if (run.ended() || gaps.isEmpty()) {
                return run.ended() || run.complete();
            }
            var question = gaps.getFirst().question();
            answers = answers.with(question.path(), answer(question));
        }
        return false;
    }

    private static Value answer(Question question) {
        return switch (question.type()) {
            case DateType ignored -> new Value.Day(LocalDate.of(1990, 5, 5));
            case NumberType ignored -> new Value.Numeric(BigDecimal.ONE);
            default -> question.type().sample();
        };
    }

    @Test
    void itsAuthorReadsWhatHasChangedAndSendsOnlyWhatIsAskedNow() {
        var citizen = COUNTY.visitor();
        var check = new Citizen(citizen).answering("ort", TENANT).fillIn(TENANT, NewForms.SERVICE);
        var draft = check.address().getPath().replace("/pruefen", "");
        var phone = citizen.copy();

        forms.adopt(forms.large());

        var told = citizen.open(draft + "/pruefen");
        assertThat(told.toString()).endsWith("/geaendert → 200");
        assertThat(told.html().select("section[aria-labelledby=neu] li").eachText())
                .containsExactly("Eilt es?", "Registernummer");
        assertThat(told.html().select("section[aria-labelledby=nicht-mehr] dt").eachText())
                .contains("Telefonnummer", "Registernummer");
        assertThat(phone.follow(phone.post(draft + "/absenden", Map.of())).toString())
                .as("sending what was never seen")
                .endsWith("/geaendert → 200");

        var open = citizen.follow(citizen.post(draft + "/geaendert", Map.of()));
        assertThat(open.toString()).endsWith("/wunsch → 200");
        citizen.post(form(open, draft + "/wunsch").with("eilig", "yes"));
        var checked = citizen.open(draft + "/pruefen");
        assertThat(checked.html().select("section[aria-labelledby=nicht-mehr]").text())
                .contains("Telefonnummer");
        var sent = citizen.follow(citizen.post(form(checked, draft + "/absenden")));
        assertThat(sent.toString()).endsWith("/gesendet → 200");
        var answers = COUNTY.owner()
                .sql("select answers from cases.case where draft = :draft::uuid")
                .param("draft", draft.substring(draft.lastIndexOf('/') + 1))
                .query(String.class)
                .single();
        assertThat(answers).contains("\"wunsch/eilig\":true").doesNotContain("telefon", "register");
    }

    @Test
    void whatAnOldPageOnAnotherDeviceStillBringsIsKept() {
        var citizen = COUNTY.visitor();
        var check = new Citizen(citizen).answering("ort", TENANT).fillIn(TENANT, NewForms.SERVICE);
        var draft = check.address().getPath().replace("/pruefen", "");
        var oldPage = citizen.get(draft + "/kontakt");
        var phone = citizen.copy();
        forms.adopt(forms.large());
        phone.open(draft + "/pruefen");
        phone.post(draft + "/geaendert", Map.of());

        var after = citizen.follow(citizen.post(
                form(oldPage, draft + "/kontakt").with("telefon", "00000 77").with("email", "neu@buerger.example")));

        assertThat(after.toString()).endsWith("/geaendert → 200");
        assertThat(after.html().select("section[aria-labelledby=nicht-mehr] dd").eachText())
                .contains("00000 77");
        assertThat(citizen.get(draft + "/kontakt").location()).endsWith("/geaendert");
        citizen.post(draft + "/geaendert", Map.of());
        assertThat(citizen.get(draft + "/kontakt")
                        .html()
                        .select("input[name=email]")
                        .val())
                .isEqualTo("neu@buerger.example");
    }

    @Test
    void whereTheServiceIsNoLongerOfferedADraftStaysWithItsVersion() {
        var citizen = COUNTY.visitor();
        var check = new Citizen(citizen).answering("ort", TENANT).fillIn(TENANT, NewForms.SERVICE);
        forms.adopt(forms.large());
        forms.end();

        assertThat(citizen.open(check.address().getPath()).toString()).endsWith("/ehe → 200");
        var version = COUNTY.owner()
                .sql("select version from cases.draft where id = :id::uuid")
                .param("id", check.address().getPath().split("/")[3])
                .query(String.class)
                .single();
        assertThat(version).isEqualTo("1.0.0");
    }

    private static Form form(org.allmende.Answer page, String path) {
        return Form.listOf(page.html()).stream()
                .filter(form -> form.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
