package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.geo.Atlases;
import org.allmende.geo.PublicationLog;
import org.allmende.geo.SamplePlan;
import org.allmende.geo.tiles.Tile;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** What becomes of a plan after it is released, as its planners say it and everybody sees it. */
class LifeDeskTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";
    private static final LocalDate TODAY = GermanDates.today(COUNTY.bean(Clock.class));

    private static String upload(Visitor planner, SamplePlan plan) {
        var body = new Multipart().file("datei", "plan.gml", "application/gml+xml", plan.gml());
        var location = planner.post("/arbeitsplatz/plaene", body.contentType(), body.bytes())
                .location();
        return location.substring(location.indexOf("/arbeitsplatz"));
    }

    private static SamplePlan draft(String name) {
        return SamplePlan.of(name)
                .with("<xplan:rechtsstand>4000", "<xplan:rechtsstand>1000")
                .with("<xplan:inkrafttretensDatum>2020-05-04</xplan:inkrafttretensDatum>", "");
    }

    private static String released(SamplePlan plan) {
        var desk = upload(COUNTY.staff(TOWN, Role.CLERK), plan);
        COUNTY.staff(TOWN, Role.LEAD).post(desk + "/freigeben", Map.of());
        return desk;
    }

    private static String text(String path) {
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.text();
    }

    private static String main(String path) {
        return COUNTY.visitor().get(path).html().select("main").text();
    }

    private static String page(String desk) {
        return desk.replace("/arbeitsplatz", "/" + TOWN);
    }

    private static String say(Visitor lead, String desk, String step, LocalDate day) {
        return lead.post(desk + "/leben", Map.of("schritt", step, "tag", day.toString()))
                .location();
    }

    private static int items(String desk, String datetime) {
        var found = Pattern.compile("\"numberMatched\":\\s*(\\d+)")
                .matcher(text("/ogc/collections/plaene/items?f=json&plan=%s%s"
                        .formatted(desk.substring(desk.lastIndexOf('/') + 1), datetime)));
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void whoHasUploadedAPlanDoesNotReleaseIt() {
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        var desk = upload(lead, draft("Vier Augen"));

        assertThat(lead.get(desk).html().select("main").text()).contains("Veröffentlichen muss eine zweite Person");
        assertThat(lead.get(desk).html().select("form[action$=freigeben]")).isEmpty();
        assertThat(lead.post(desk + "/freigeben", Map.of()).location()).endsWith("erledigt=nichts");
        assertThat(COUNTY.visitor().get(page(desk)).status()).isEqualTo(404);

        assertThat(COUNTY.staff(TOWN, Role.ADMIN)
                        .post(desk + "/freigeben", Map.of())
                        .location())
                .endsWith("erledigt=freigegeben");
        assertThat(COUNTY.visitor().get(page(desk)).status()).isEqualTo(200);
    }

    @Test
    void aPlanIsLaidOpenForAsLongAsTheLawAsksAndBackAgain() {
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        var desk = released(draft("Auslegung"));
        assertThat(lead.post(
                                desk + "/leben",
                                Map.of(
                                        "schritt",
                                        "laid-open",
                                        "tag",
                                        TODAY.toString(),
                                        "bis",
                                        TODAY.plusDays(20).toString()))
                        .html()
                        .select("main")
                        .text())
                .contains("Das ist zu kurz");
        assertThat(main(page(desk))).doesNotContain("liegt aus");

        say(lead, desk, "laid-open", TODAY);

        assertThat(main(page(desk))).contains("liegt aus", "Lebenslauf");
        assertThat(text("/%s/karte/feed.atom".formatted(TOWN))).contains("Probe Auslegung: liegt aus ab");
        assertThat(main("/%s/karte".formatted(TOWN))).contains("Probe Auslegung", "liegt aus");
        assertThat(COUNTY.staff("steffenberg", Role.LEAD).get(desk + "/leben").status())
                .as("another municipality's plan")
                .isEqualTo(404);
        assertThat(COUNTY.staff(TOWN, Role.CLERK)
                        .post(desk + "/leben", Map.of("schritt", "repealed", "tag", TODAY.toString()))
                        .status())
                .as("a clerk does not decide")
                .isEqualTo(403);

        lead.post(desk + "/leben/zurueck", Map.of("nummer", "1"));
        assertThat(main(page(desk))).doesNotContain("liegt aus");
    }

    @Test
    void anyDayInThePastIsTheSameEverywhere() {
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        var desk = released(SamplePlan.of("Aufgehoben"));
        var here = COUNTY.visitor()
                .get(page(desk))
                .html()
                .select("a[href^=/karte/hier]")
                .attr("href");
        assertThat(main(here)).contains("Probe Aufgehoben");
        int before = items(desk, "");
        assertThat(before).isEqualTo(1);

        say(lead, desk, "repealed", TODAY);

        assertThat(main(here)).doesNotContain("Probe Aufgehoben");
        assertThat(main(here + "&am=2021-01-01")).contains("Probe Aufgehoben", "So war es am 1. Januar 2021");
        assertThat(main(here + "&am=2001-01-01")).as("long before").doesNotContain("Probe Aufgehoben");
        assertThat(items(desk, "")).isZero();
        assertThat(items(desk, "&datetime=2021-01-01")).isEqualTo(1);
        assertThat(items(desk, "&datetime=2021-01-01T12:00:00Z/..")).isEqualTo(1);
        assertThat(items(desk, "&datetime=" + TODAY)).isZero();
        assertThat(main(page(desk))).contains("aufgehoben");
        assertThat(main("/%s/karte?am=2021-01-01".formatted(TOWN))).contains("Probe Aufgehoben");
        assertThat(main("/%s/karte?am=gestern".formatted(TOWN)))
                .as("no day is today")
                .doesNotContain("So war es");
        var place = here.replaceAll("[^0-9.=]", "").split("=", -1);
        var drawn = Tile.at(14, Double.parseDouble(place[2]), Double.parseDouble(place[1]));
        var tile = "/ogc/tiles/WebMercatorQuad/14/%d/%d?datetime=".formatted(drawn.row(), drawn.column());
        assertThat(text(tile + "2021-01-01")).as("what the map draws").contains("Probe Aufgehoben");
        assertThat(COUNTY.visitor().get(tile + "2001-01-01").status())
                .as("nothing")
                .isEqualTo(204);
    }

    @Test
    void aChangedPlanHoldsUntilItsSuccessorIsInForce() {
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        var old = released(SamplePlan.of("Erste Fassung"));
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var young = upload(clerk, draft("Zweite Fassung"));
        var id = old.substring(old.lastIndexOf('/') + 1);
        assertThat(clerk.post(young + "/fassung", Map.of("von", id, "art", "change"))
                        .location())
                .endsWith("erledigt=fassung");
        lead.post(young + "/freigeben", Map.of());
        assertThat(items(old, "")).isEqualTo(1);
        assertThat(main(page(old))).contains("Alle Fassungen", "Probe Zweite Fassung");

        say(lead, young, "in-force", TODAY);

        assertThat(items(old, "")).as("replaced").isZero();
        assertThat(items(old, "&datetime=" + TODAY.minusDays(1))).isEqualTo(1);
        assertThat(items(young, "")).isEqualTo(1);
        assertThat(main(page(old))).contains("aufgehoben");
    }

    private static List<PublicationLog.Row> rows(UUID plan) {
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(PublicationLog.class).list(plan, 10));
    }

    @Test
    void theLogProvesThatAPlanCouldBeRead() {
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        var desk = released(draft("Nachweis"));
        say(lead, desk, "laid-open", TODAY);
        var id = UUID.fromString(desk.substring(desk.lastIndexOf('/') + 1));
        COUNTY.bean(Atlases.class).refresh();

        var check = COUNTY.context().getBean("checkPublications", DueWork.class);
        do {
            // as the server does, which may be at it already
            COUNTY.bean(Runner.class).run(check);
        } while (rows(id).isEmpty());
        COUNTY.bean(Runner.class).run(check);

        var rows = rows(id);
        assertThat(rows)
                .as("once an hour")
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.look().result()).isEqualTo(PublicationLog.Result.READABLE));
        assertThat(PublicationLog.isWhole(rows)).isTrue();
        COUNTY.owner()
                .sql("update geo.plan_check set status = 404 where plan = :plan and number = 1")
                .param("plan", id)
                .update();
        assertThat(PublicationLog.isWhole(rows(id)))
                .as("changed by another hand")
                .isFalse();
        assertThat(lead.get(desk + "/leben").html().select("main").text())
                .contains("2 Abrufe, davon 2 lesbar", "verändert");
        assertThat(lead.get(desk + "/leben/protokoll.csv").text().lines()).hasSize(3);
        lead.post(desk + "/zuruecknehmen", Map.of());
        lead.post(desk + "/loeschen", Map.of());
        assertThat(lead.get(desk).status()).as("its proof is kept").isEqualTo(200);
    }
}
