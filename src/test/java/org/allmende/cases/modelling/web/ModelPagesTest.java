package org.allmende.cases.modelling.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

class ModelPagesTest {

    private static final String PATH = "/arbeitsplatz/prozesse/modell";
    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Visitor CENTER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);

    @Test
    void aModelIsDrawnAndItsElementsAreListed() throws IOException {
        var own = Files.readString(Path.of("packages/waffenbesitzkarte/process.bpmn"));
        var fits = upload("waffen.bpmn", own.getBytes(StandardCharsets.UTF_8)).html();
        assertThat(fits.text()).contains("„waffen.bpmn“ kann hier laufen");
        assertThat(fits.select("svg.bp .bp-task").size()).isEqualTo(8);

        var foreign = own.replace("bpmn:parallelGateway", "bpmn:inclusiveGateway");
        var page = upload("<b>fremd</b>.bpmn", foreign.getBytes(StandardCharsets.UTF_8))
                .html();
        assertThat(page.text()).contains("„<b>fremd</b>.bpmn“ kann so nicht laufen: 2 Hinweise");
        assertThat(page.select("tbody tr").size()).isEqualTo(2);
        assertThat(page.select("tbody tr").first().text())
                .contains("anfragen", "Ein inklusives Gateway (inclusiveGateway)", "Nehmen Sie ein paralleles Gateway");
    }

    @Test
    void aHostileFileIsNotDrawn() {
        var hostile = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>";
        var page = upload("x.bpmn", hostile.getBytes(StandardCharsets.UTF_8)).html();
        assertThat(page.text()).contains("„x.bpmn“ wird nicht gelesen").contains("Dokumenttypen und Entitäten");
        assertThat(page.select("svg.bp").size()).isZero();
    }

    @Test
    void onlyTheKompetenzcenterComesIn() {
        assertThat(COUNTY.staff("steffenberg", Role.ADMIN).get(PATH).status()).isEqualTo(403);
        assertThat(COUNTY.staff("steffenberg", Role.CLERK)
                        .get("/arbeitsplatz/prozesse")
                        .status())
                .isEqualTo(403);
        assertThat(CENTER.get("/arbeitsplatz/prozesse?q=waffen")
                        .html()
                        .select("tbody a")
                        .eachAttr("href"))
                .contains("/arbeitsplatz/prozesse/waffenbesitzkarte");
    }

    private static Answer upload(String name, byte[] file) {
        var body = Multipart.of(Map.of()).file("datei", name, "application/xml", file);
        return CENTER.post(PATH, body.contentType(), body.bytes());
    }
}
