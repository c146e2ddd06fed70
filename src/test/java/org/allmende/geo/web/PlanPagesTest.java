package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.geo.SamplePlan;
import org.allmende.platform.login.Role;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** A planner brings a plan, a citizen reads it. */
class PlanPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";

    private static String upload(Visitor planner, byte[] file) {
        var body = new Multipart().file("datei", "../Anger \"2\".zip", "application/zip", file);
        var location = planner.post("/arbeitsplatz/plaene", body.contentType(), body.bytes())
                .location();
        return location.substring(location.indexOf("/arbeitsplatz"));
    }

    private static Document page(String path) {
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.html();
    }

    @Test
    void aPlanGoesFromTheDeskToTheCitizen() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var desk = upload(clerk, SamplePlan.of("Anger").zip());
        var report = clerk.get(desk).html();
        assertThat(report.select("main").text()).contains("Probe Anger", "Ohne Befund", "Entwurf");
        assertThat(report.select("form[action$=freigeben]"))
                .as("a clerk does not publish")
                .isEmpty();
        assertThat(clerk.post(desk + "/freigeben", Map.of()).status()).isEqualTo(403);
        var path = desk.replace("/arbeitsplatz", "/" + TOWN);
        assertThat(COUNTY.visitor().get(path).status()).as("a draft").isEqualTo(404);

        COUNTY.staff(TOWN, Role.LEAD).post(desk + "/freigeben", Map.of());

        var plan = page(path);
        assertThat(plan.select("main").text())
                .contains("Bebauungsplan Nr. 12", "in Kraft", "4. Mai 2020", "Begründung.pdf", "Ein Plan zur Probe");
        assertThat(page("/%s/karte".formatted(TOWN)).select("main a").eachAttr("href"))
                .contains(path);
        assertThat(page("/karte?q=probe+anger").select("main a").eachAttr("href"))
                .contains(path);
        assertThat(COUNTY.visitor().get(path + "/dateien/1").status()).isEqualTo(200);
        assertThat(COUNTY.visitor().get(path + "/objekte.geojson").text())
                .contains("\"FeatureCollection\"", "besondereArtDerBaulNutzung");
        assertThat(COUNTY.visitor().get(path + "/objekte.gpkg").text())
                .startsWith("SQLite format 3")
                .contains("gpkg_contents", "bp_baugebietsteilflaeche", "GRZ");
        var record = Jsoup.parse(COUNTY.visitor().get(path + "/metadaten.xml").text(), "", Parser.xmlParser());
        assertThat(record.select("gmd|fileIdentifier").text()).isEqualTo(path.replaceAll(".*/", ""));
        assertThat(record.select("gmd|identificationInfo gmd|citation gmd|CI_Citation > gmd|title")
                        .text())
                .contains("Probe Anger");
        assertThat(record.select("gmd|date:has([codeListValue=publication]) gco|Date")
                        .eachText())
                .contains("2020-05-04");
        assertThat(Double.parseDouble(record.select("gmd|westBoundLongitude").text()))
                .isBetween(12.02, 12.03);
        assertThat(record.select("gmd|linkage").eachText())
                .allMatch(link -> link.startsWith("http"))
                .anyMatch(link -> link.endsWith(path + "/objekte.gpkg"));
        assertThat(COUNTY.visitor().get("/ogc/collections/plaene/objekte.gpkg").text())
                .contains("gpkg_contents", "Probe Anger");
        assertThat(COUNTY.visitor().get(path + "/dateien/2").status()).isEqualTo(404);
        assertThat(COUNTY.visitor()
                        .get("/steffenberg" + path.substring(TOWN.length() + 1))
                        .status())
                .as("not the plan of another municipality")
                .isEqualTo(404);

        var here = page(plan.select("a[href^=/karte/hier]").attr("href"));
        assertThat(here.select("main").text())
                .contains("Probe Anger", "BauNVO", "des Grundstücks dürfen überbaut werden", "Geschosse")
                .contains("Diese Auskunft ist nicht verbindlich");
    }

    @Test
    void whereNoPlanHoldsTheLawItselfIsNamed() {
        assertThat(page("/karte/hier?lat=50.7683&lon=8.5834").select("main").text())
                .contains("Kein Bebauungsplan: §§ 34, 35 BauGB", "Gladenbach");
        assertThat(page("/karte/hier?lat=52.5&lon=13.4").select("main").text()).contains("in keiner Gemeinde");
        assertThat(COUNTY.visitor().get("/karte?q=50,7683+8,5834").location())
                .endsWith("/karte/hier?lat=50.76830&lon=8.58340");
        assertThat(COUNTY.visitor().get("/karte/hier?lat=NaN&lon=1e9").location())
                .endsWith("/karte");
    }

    @Test
    void whatIsNoPlanIsRefusedInWords() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        for (var file : new String[] {"", "Guten Tag", "PK\3\4kaputt", "<a><b></a>"}) {
            var body = new Multipart()
                    .file("datei", "x.gml", "application/gml+xml", file.getBytes(StandardCharsets.UTF_8));
            var answer = clerk.post("/arbeitsplatz/plaene", body.contentType(), body.bytes());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.html().select(".kern-form-input--error").text())
                    .as(file)
                    .isNotEmpty();
        }
    }

    @Test
    void theReportSaysWhereAndWhatInWords() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var wrong = SamplePlan.of("Mühle").with("<xplan:GRZ>", "<xplan:GRZ>1e");

        var report = clerk.get(upload(clerk, wrong.gml())).html();

        assertThat(report.select("main tbody").text()).contains("In GRZ steht „1e0", "Fehler", "Schema", "GML_");
        assertThat(report.select("form[action$=freigeben]")).isEmpty();
    }
}
