package org.allmende.geo.xplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Broken plans, and plans that were made to do harm. */
class HostilePlansTest {

    private static final String HEAD = """
            <xplan:XPlanAuszug xmlns:xplan="http://www.xplanung.de/xplangml/6/0" xmlns:gml="http://www.opengis.net/gml/3.2"
             xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="a">
            """;

    private static final String PLAN = """
            <gml:featureMember><xplan:BP_Plan gml:id="p">
            <xplan:name>Čapek-Straße</xplan:name>
            <xplan:raeumlicherGeltungsbereich>%s</xplan:raeumlicherGeltungsbereich>
            <xplan:gemeinde><xplan:XP_Gemeinde><xplan:ags>06534000</xplan:ags></xplan:XP_Gemeinde></xplan:gemeinde>
            <xplan:planArt>1000</xplan:planArt>
            <xplan:bereich xlink:href="#b"/>
            </xplan:BP_Plan></gml:featureMember>
            <gml:featureMember><xplan:BP_Bereich gml:id="b"><xplan:nummer>0</xplan:nummer>
            <xplan:gehoertZuPlan xlink:href="#p"/></xplan:BP_Bereich></gml:featureMember>
            """.formatted(square(0, 0, 100));

    private static String square(double x, double y, double size) {
        return polygon(
                "%s %s %s %s %s %s %s %s %s %s".formatted(x, y, x + size, y, x + size, y + size, x, y + size, x, y));
    }

    private static String polygon(String positions) {
        return """
                <gml:Polygon srsName="EPSG:25832"><gml:exterior><gml:LinearRing><gml:posList>%s</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>""".formatted(positions);
    }

    private static String green(String id, String geometry, String closes) {
        return """
                <gml:featureMember><xplan:BP_GruenFlaeche gml:id="%s"><xplan:gehoertZuBereich xlink:href="#b"/>
                <xplan:rechtscharakter>1000</xplan:rechtscharakter><xplan:position>%s</xplan:position>
                <xplan:flaechenschluss>%s</xplan:flaechenschluss></xplan:BP_GruenFlaeche></gml:featureMember>
                """.formatted(id, geometry, closes);
    }

    private static List<String> findings(String content) {
        return findings((HEAD + content + "</xplan:XPlanAuszug>").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> findings(byte[] file) {
        var report = new Report();
        try {
            PlanArchive.read(new ByteArrayInputStream(file), report);
        } catch (IOException refused) {
            return List.of(String.valueOf(refused.getMessage()));
        }
        return report.list().stream()
                .map(one -> "%s %s %s"
                        .formatted(one.rule(), one.id(), String.join(" ", one.arguments()))
                        .strip())
                .toList();
    }

    @Test
    void aSoundPlanHasNoFindings() {
        assertThat(findings(PLAN + green("g", square(0, 0, 100), "true"))).isEmpty();
    }

    @Test
    void areasThatOverlapOrLeaveGapsAreNamedWithTheirNeighbour() {
        assertThat(findings(PLAN + green("g", square(0, 0, 60), "true"))).containsExactly("GAP b 6400.0");
        assertThat(findings(PLAN
                        + green("g", polygon("0 0 60 0 60 100 0 100 0 0"), "true")
                        + green("h", polygon("59.9 0 100 0 100 100 59.9 100 59.9 0"), "true")))
                .contains("OVERLAP g BP_GruenFlaeche h BP_GruenFlaeche");
        assertThat(findings(PLAN
                        + green("g", polygon("0 0 60 0 60 100 0 100 0 0"), "true")
                        + green("h", polygon("59.9995 0 100 0 100 100 59.9995 100 59.9995 0"), "true")))
                .as("half a millimetre is rounding")
                .containsOnly("POINTS_APART g BP_GruenFlaeche", "POINTS_APART h BP_GruenFlaeche");
        assertThat(findings(PLAN + green("g", square(0, 0, 100), "true") + green("h", square(90, 90, 20), "false")))
                .containsExactly("OUTSIDE h BP_GruenFlaeche");
    }

    @Test
    void brokenGeometriesAreNamedAndTheRestIsRead() {
        assertThat(findings(PLAN + green("g", polygon("0 0 10 10 10 0 0 10 0 0"), "false")))
                .anyMatch(one -> one.startsWith("INVALID_GEOMETRY g topology-"));
        assertThat(findings(PLAN + green("g", polygon("0 0 10 0 10 10"), "false")))
                .containsExactly("GEOMETRY g short");
        assertThat(findings(PLAN + green("g", polygon("0 0 10 0 10 10 0 10"), "false")))
                .containsExactly("GEOMETRY g open");
        assertThat(findings(PLAN + green("g", polygon("0 0 10 NaN 10 10 0 0"), "false")))
                .containsExactly("GEOMETRY g posList");
        assertThat(findings(PLAN + green("g", polygon("0 0 10 0 10 10 0 0").replace("25832", "31467"), "false")))
                .containsExactly("CRS g EPSG:31467");
        assertThat(findings(PLAN + green("g", "<gml:Solid/>", "false"))).containsExactly("GEOMETRY g Solid");
    }

    @Test
    void whatTheSchemaDoesNotKnowIsNamed() {
        assertThat(findings(PLAN
                        + green("g", square(0, 0, 100), "vielleicht")
                                .replace(
                                        "</xplan:BP_GruenFlaeche>",
                                        "<xplan:farbe>grün</xplan:farbe></xplan:BP_GruenFlaeche>")))
                .contains("VALUE g flaechenschluss vielleicht boolean", "ATTRIBUTE g farbe BP_GruenFlaeche 6.0");
        assertThat(findings(PLAN.replace(">1000<", ">4711<"))).containsExactly("CODE p planArt 4711 BP_PlanArt");
        assertThat(findings(PLAN.replace("<xplan:planArt>1000</xplan:planArt>", "")))
                .containsExactly("MISSING p planArt BP_Plan");
        assertThat(findings(PLAN.replace("#b\"", "#c\""))).contains("REFERENCE p bereich c");
        assertThat(findings(PLAN + green("p", square(0, 0, 100), "true"))).contains("SAME_ID p BP_GruenFlaeche");
        assertThat(findings("<gml:featureMember><xplan:BP_Einhorn gml:id=\"e\"/></gml:featureMember>"))
                .contains("TYPE e BP_Einhorn 6.0");
    }

    @Test
    void whatIsNoPlanIsSaidToBeNone() {
        assertThat(findings("Guten Tag".getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("NOT_XML");
        assertThat(findings(new byte[0])).isNotEmpty();
        assertThat(findings("<html><body/></html>".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("NO_PLAN");
        assertThat(findings(
                        (HEAD + PLAN).replace("xplangml/6/0", "xplangml/3/0").getBytes(StandardCharsets.UTF_8)))
                .anyMatch(one -> one.startsWith("VERSION p http://www.xplanung.de/xplangml/3/0"));
    }

    @Test
    void entitiesAndDocumentTypesAreNotFollowed() {
        var doctype = "<!DOCTYPE x [<!ENTITY leak SYSTEM \"file:///etc/hostname\">]>" + HEAD
                + PLAN.replace("Čapek-Straße", "&leak;") + "</xplan:XPlanAuszug>";

        assertThat(findings(doctype.getBytes(StandardCharsets.UTF_8)))
                .anyMatch(one -> one.startsWith("NOT_XML"))
                .noneMatch(one -> one.contains("Čapek"));
    }

    @Test
    void depthsThatNoPlanHasAreRefused() {
        assertThat(findings("<gml:featureMember>" + "<a>".repeat(100_000))).anyMatch(one -> one.startsWith("NOT_XML"));
    }

    @Test
    void archivesThatBurstAreRefused() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("bild.png"));
            var nothing = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(nothing);
            }
        }

        assertThatExceptionOfType(PlanArchive.Refused.class)
                .isThrownBy(() -> PlanArchive.read(new ByteArrayInputStream(bomb.toByteArray()), new Report()));
    }

    @Test
    void anArchiveCutInTheMiddleIsRefusedOrReported() throws IOException {
        var whole = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(whole)) {
            zip.putNextEntry(new ZipEntry("../../xplan.gml"));
            zip.write((HEAD + PLAN + green("g", square(0, 0, 100), "true") + "</xplan:XPlanAuszug>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(findings(whole.toByteArray())).isEmpty();

        var bytes = whole.toByteArray();
        for (int length = 10; length < bytes.length - 200; length += 37) {
            assertThat(findings(java.util.Arrays.copyOf(bytes, length)))
                    .as("%d bytes", length)
                    .isNotEmpty();
        }
    }

    @Test
    void aWfsAnswersWithThePlanAsWell() {
        var collection = (HEAD + PLAN + green("g", square(0, 0, 100), "true"))
                        .replace(
                                "<xplan:XPlanAuszug",
                                "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\"")
                        .replace("gml:featureMember", "wfs:member")
                + "</wfs:FeatureCollection>";

        assertThat(findings(collection.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void anArcIsDrawnCloseEnoughAndTheSameFromBothSides() {
        var arc = """
                <gml:Polygon srsName="EPSG:25832"><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>
                <gml:LineStringSegment><gml:posList>%s</gml:posList></gml:LineStringSegment>
                <gml:Arc><gml:posList>%s</gml:posList></gml:Arc>
                </gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>""";
        var left = arc.formatted("50 100 0 100 0 0 50 0", "50 0 70 50 50 100");
        var right = arc.formatted("50 0 100 0 100 100 50 100", "50 100 70 50 50 0");

        assertThat(findings(PLAN + green("g", left, "true") + green("h", right, "true")))
                .isEmpty();
    }
}
