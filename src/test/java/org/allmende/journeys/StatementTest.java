package org.allmende.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.SentCase;
import org.allmende.geo.SamplePlan;
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
        var link = "a[href$=leistungen/%s]".formatted(SERVICE);
        assertThat(citizen.get(page).html().select(link)).as("before").isEmpty();
        layOpen(page);
        assertThat(citizen.get(page).html().select(link).text()).startsWith("Stellung nehmen bis ");

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

        assertThat(COUNTY.staff(TOWN, Role.CLERK)
                        .get(sent.desk())
                        .html()
                        .select("main")
                        .text())
                .contains("Stellungnahme am Bach (Angelburg, bis ")
                .contains("Bitte erhalten Sie den Weg.");
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
