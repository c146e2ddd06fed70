package org.allmende.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.Multipart;
import org.allmende.SentCase;
import org.allmende.cases.Withdrawing;
import org.allmende.geo.SamplePlan;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Submission;
import org.junit.jupiter.api.Test;

/** Somebody reads a plan that is laid open and says what they think of it. */
class StatementTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";
    private static final String SERVICE = "stellungnahme-bauleitplan";
    private static final LocalDate TODAY = GermanDates.today(COUNTY.bean(Clock.class));

    /** Path of its page. */
    private static String released(String name) {
        var plan = SamplePlan.of(name)
                .with("<xplan:rechtsstand>4000", "<xplan:rechtsstand>1000")
                .with("<xplan:inkrafttretensDatum>2020-05-04</xplan:inkrafttretensDatum>", "");
        var body = new Multipart().file("datei", "plan.gml", "application/gml+xml", plan.gml());
        var location = COUNTY.staff(TOWN, Role.CLERK)
                .post("/arbeitsplatz/plaene", body.contentType(), body.bytes())
                .location();
        var desk = location.substring(location.indexOf("/arbeitsplatz"));
        COUNTY.staff(TOWN, Role.LEAD).post(desk + "/freigeben", Map.of());
        return desk.replace("/arbeitsplatz", "/" + TOWN);
    }

    private static void layOpen(String page) {
        COUNTY.staff(TOWN, Role.LEAD)
                .post(
                        page.replace("/" + TOWN, "/arbeitsplatz") + "/leben",
                        Map.of("schritt", "laid-open", "tag", TODAY.toString()));
    }

    private static String id(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    @Test
    void everybodyCommentsOnAPlanWhileItIsLaidOpenWithoutAName() {
        var page = released("Stellungnahme am Bach");
        var citizen = COUNTY.visitor();
        var link = "a[href*=leistungen/%s]".formatted(SERVICE);
        assertThat(citizen.get(page).html().select(link)).as("before").isEmpty();
        layOpen(page);
        var said = citizen.get(page).html().select(link).text();
        assertThat(said).startsWith("Stellung nehmen bis ");
        for (var list : List.of("/%s/karte".formatted(TOWN), "/karte?q=Stellungnahme+am+Bach")) {
            var listed = citizen.get(list).html().select(link + "[href$=" + id(page) + "]");
            assertThat(listed.eachText()).as(list).containsExactly(said + ": Probe Stellungnahme am Bach");
        }
        assertThat(citizen.get("/%s/karte?am=%s".formatted(TOWN, TODAY.plusDays(1)))
                        .html()
                        .select(link))
                .as("on another day nobody comments")
                .isEmpty();

        var sent = SentCase.of(
                COUNTY,
                new Citizen(citizen)
                        .answering("plan", id(page))
                        .answering("text", "Bitte erhalten Sie den Weg.")
                        .answering("name", "no")
                        .answering("lat", "")
                        .answering("stelle.lat", "")
                        .answering("stelle.lon", "")
                        .send(TOWN, SERVICE));

        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        assertThat(clerk.get(sent.desk()).html().select("main").text())
                .contains("ohne Namen")
                .contains("Stellungnahme am Bach (Angelburg, bis ")
                .contains("Bitte erhalten Sie den Weg.");
        assertThat(clerk.get("/arbeitsplatz?q=" + sent.number())
                        .html()
                        .select("main table")
                        .text())
                .contains(sent.number() + " · ohne Namen");
    }

    @Test
    void theCouncilReadsWhatWasSaidAndNotWhoSaidIt() {
        var page = released("Stellungnahme ohne Namen");
        layOpen(page);
        var sent = commented(page, "=SUMME(1;2) Bitte erhalten Sie den Weg.");
        var withdrawn = commented(page, "Das nehme ich zurück.");
        COUNTY.bean(Tenancy.class)
                .run(
                        TOWN,
                        () -> COUNTY.bean(Withdrawing.class)
                                .withdraw(TOWN, SentCase.of(COUNTY, withdrawn).id()));
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var path = clerk.get(page.replace("/" + TOWN, "/arbeitsplatz") + "/leben")
                .html()
                .select("a[href^=/arbeitsplatz/auszug]")
                .attr("href");

        var read = clerk.get(path);
        var table = clerk.get(path.replace("auszug?", "auszug.csv?"));

        assertThat(read.html().select("main section").eachText())
                .singleElement()
                .asString()
                .startsWith("Stellungnahme 1 Eingegangen am " + GermanDates.date(TODAY, "de") + " rechtzeitig")
                .contains("Bitte erhalten Sie den Weg.");
        assertThat(table.text().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("\"1\";\"%s\";\"rechtzeitig\";".formatted(GermanDates.day(TODAY)))
                .contains("\"'=SUMME(1;2) Bitte erhalten Sie den Weg.\"");
        var code = sent.html().select(".codebox b").eachText();
        assertThat(code).as("number and key").hasSize(2);
        for (var answer : List.of(read, table)) {
            assertThat(answer.text())
                    .doesNotContainIgnoringCase("Kanarius")
                    .doesNotContainIgnoringCase("Vogelfrei")
                    .doesNotContainIgnoringCase("Canariengasse")
                    .doesNotContain("kanarienvogel@buerger.example", code.getFirst(), code.getLast())
                    .doesNotContain(SentCase.of(COUNTY, sent).id().toString());
        }
        assertThat(COUNTY.owner()
                        .sql(
                                "select details ->> 'form' from platform.audit_entry where action = 'case.extracted' and subject = ? order by seq")
                        .param(id(page))
                        .query(String.class)
                        .list())
                .containsExactly("page", "csv");
        assertThat(COUNTY.staff("gladenbach", Role.CLERK)
                        .get(path.replace("auszug?", "auszug.csv?"))
                        .text()
                        .lines())
                .as("head of the table at another municipality")
                .hasSize(1);
        assertThat(COUNTY.staff(TOWN, Role.ADMIN).get(path).status())
                .as("somebody without cases")
                .isEqualTo(403);
    }

    private static Answer commented(String page, String text) {
        return new Citizen(COUNTY.visitor())
                .answering("plan", id(page))
                .answering("text", text)
                .answering("name", "yes")
                .answering("vornamen", "Kanarius")
                .answering("familienname", "Vogelfrei")
                .answering("anschrift.street", "Canariengasse")
                .answering("stelle.lat", "")
                .answering("stelle.lon", "")
                .send(TOWN, SERVICE);
    }

    @Test
    void thePlansPageLeadsToAFormInWhichItIsChosen() {
        var page = released("Stellungnahme mit Vorwahl");
        layOpen(page);
        var citizen = COUNTY.visitor();
        var service = citizen.get(citizen.get(page)
                .html()
                .select("a[href*=leistungen/%s]".formatted(SERVICE))
                .attr("href"));
        var begin = Form.listOf(service.html()).stream()
                .filter(form -> form.path().endsWith("/beginnen"))
                .findFirst()
                .orElseThrow();

        assertThat(chosen(citizen.follow(citizen.post(begin)))).containsExactly(id(page));
        for (var other : List.of(id(released("Stellungnahme vor der Zeit")), "other", "\"><script>")) {
            assertThat(chosen(citizen.follow(citizen.post(begin.with("plan", other)))))
                    .as(other)
                    .isEmpty();
        }
        assertThat(citizen.follow(citizen.post(
                                "/%s/leistungen/eheurkunde/beginnen".formatted(TOWN), Map.of("plan", id(page))))
                        .text())
                .as("a form without a plan")
                .doesNotContain(id(page));
    }

    private static List<String> chosen(Answer step) {
        return step.html()
                .select("[name=plan][checked], [name=plan] [selected]:not([value=''])")
                .eachAttr("value");
    }

    @Test
    void afterThePeriodNothingCanBeSentAnyMore() {
        var page = released("Stellungnahme zu spät");
        layOpen(page);
        var service = COUNTY.bean(Services.class).find(TOWN, SERVICE).orElseThrow();
        var begun = service.run(Answers.NONE, TODAY);

        var chosen = (Submission.Accepted) begun.submit(begun.first(), Map.of("plan", List.of(id(page))));

        assertThat(service.run(chosen.run().answers(), TODAY)
                        .firstOpen()
                        .orElseThrow()
                        .id())
                .isEqualTo("stellungnahme");
        var later = service.run(chosen.run().answers(), TODAY.plusMonths(3));
        assertThat(later.firstOpen().orElseThrow().id()).isEqualTo("plan");
        assertThat(later.submit(later.first(), Map.of("plan", List.of(id(page)))))
                .isInstanceOfSatisfying(
                        Submission.Invalid.class,
                        invalid -> assertThat(
                                        invalid.errors().getFirst().message().de())
                                .contains("Die Frist zu diesem Plan ist vorbei"));
    }
}
