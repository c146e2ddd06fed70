package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.geo.SamplePlan;
import org.allmende.platform.login.Role;
import org.allmende.platform.pdf.VeraPdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A planner reads what is wrong with a plan, in three forms, and has it put right. */
class ReportFilesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "breidenbach";
    private static final Pattern RING =
            Pattern.compile("(?s)(<xplan:BP_BaugebietsTeilFlaeche .*?<gml:posList>)([^<]+)");

    private static byte[] faulty(String name) {
        return RING.matcher(new String(SamplePlan.of(name, 2).gml(), StandardCharsets.UTF_8))
                .replaceFirst(found -> found.group(1)
                        + String.join(
                                " ",
                                Pattern.compile("\\S+ \\S+")
                                        .matcher(found.group(2))
                                        .results()
                                        .map(one -> one.group())
                                        .toList()
                                        .reversed()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String upload(Visitor planner, byte[] file) {
        var body = new Multipart().file("datei", "plan.gml", "application/gml+xml", file);
        var location = planner.post("/arbeitsplatz/plaene", body.contentType(), body.bytes())
                .location();
        return location.substring(location.indexOf("/arbeitsplatz"));
    }

    @Test
    void theReportIsThereToReadAndForPrograms() throws Exception {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var desk = upload(clerk, faulty("Bericht Öztürk"));

        var report =
                new JsonMapper().readTree(clerk.get(desk + "/pruefung.json").text());
        assertThat(report.path("errors").asInt()).isEqualTo(1);
        var finding = report.path("findings").path(0);
        assertThat(finding.path("rule").asString()).isEqualTo("ISO 19107");
        assertThat(finding.path("line").asInt()).isPositive();
        assertThat(finding.path("id").asString()).startsWith("GML_");
        assertThat(finding.path("text").asString()).contains("Ein Ring läuft falsch herum");
        assertThat(finding.path("picture").asString()).startsWith("data:image/png;base64,");

        var paper = clerk.get(desk + "/pruefung.pdf").body();
        assertThat(VeraPdf.faults(paper)).isEmpty();
        try (var pdf = Loader.loadPDF(paper)) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked())
                    .as("tagged")
                    .isTrue();
            assertThat(new PDFTextStripper().getText(pdf)).contains("Bericht Öztürk", "Ein Ring läuft falsch herum");
        }
        assertThat(COUNTY.staff("steffenberg", Role.CLERK)
                        .get(desk + "/pruefung.json")
                        .status())
                .as("another municipality's draft")
                .isEqualTo(404);
    }

    @Test
    void aGapIsMeasuredInTheNumbersOfTheReader() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var gml = new String(SamplePlan.of("Lücke", 2).gml(), StandardCharsets.UTF_8);
        var hole = gml.replaceFirst(
                "(?s)<gml:featureMember>\\s*<xplan:BP_BaugebietsTeilFlaeche .*?</gml:featureMember>", "");
        assertThat(hole).isNotEqualTo(gml);
        var desk = upload(clerk, hole.getBytes(StandardCharsets.UTF_8));
        assertThat(clerk.get(desk).html().select("main").text())
                .containsPattern("Es fehlen [1-9]\\d{0,2}(\\.\\d{3})*(,\\d+)? m²");
    }

    @Test
    void whatThePlannerChoosesBecomesANewVersionAndTheOldFileStays() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var wrong = faulty("Reparatur");
        var desk = upload(clerk, wrong);
        var repair = clerk.get(desk + "/reparieren").html();
        assertThat(repair.select("main").text()).contains("Vorher", "Nachher", "Ein Ring läuft falsch herum");
        assertThat(repair.select("main svg.sheet path")).isNotEmpty();
        assertThat(clerk.post(desk + "/reparieren", Map.of())
                        .html()
                        .select("main")
                        .text())
                .contains("Wählen Sie mindestens einen Vorschlag aus");

        var location = clerk.post(
                        desk + "/reparieren",
                        Map.of("wahl", repair.select("input[name=wahl]").val()))
                .location();

        var young = location.substring(location.indexOf("/arbeitsplatz")).replaceFirst("\\?.*", "");
        assertThat(clerk.get(young).html().select("main").text())
                .contains("Ohne Befund", "plan-repariert.gml", "Dies berichtigt die Datei von");
        assertThat(clerk.get(desk + "/original").body()).isEqualTo(wrong);
        assertThat(VeraPdf.faults(clerk.get(young + "/pruefung.pdf").body()))
                .as("the report about what was repaired")
                .isEmpty();
        assertThat(clerk.get(young + "/vergleich").status()).isEqualTo(200);
        COUNTY.staff(TOWN, Role.LEAD).post(young + "/freigeben", Map.of());
        assertThat(clerk.get(desk).html().select("main").text()).contains("zurückgenommen");
        assertThat(clerk.get("/arbeitsplatz/plaene/guete").html().select("main").text())
                .contains("Breidenbach", "Noch kein Flächennutzungsplan");
    }
}
