package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.geo.AtlasOfSize;
import org.allmende.geo.Atlases;
import org.allmende.geo.Plan;
import org.allmende.geo.SamplePlan;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.print.Content;
import org.allmende.geo.print.Excerpt;
import org.allmende.geo.print.Sheet;
import org.allmende.platform.pdf.VeraPdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** A citizen prints a plan true to scale. */
class PrintPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Plan PLAN = SamplePlan.of("Druck Öztürk", 2).releasedBy(COUNTY, "steffenberg");
    private static final double POINTS_PER_CENTIMETRE = 72 / 2.54;

    private static Coordinate[] ring() {
        return COUNTY.bean(Atlases.class)
                .current()
                .outlines(PLAN)
                .getFirst()
                .geometry()
                .getCoordinates();
    }

    private static String middle() {
        var middle = COUNTY.bean(Atlases.class)
                .current()
                .outlines(PLAN)
                .getFirst()
                .geometry()
                .getInteriorPoint();
        var degrees = Crs.EPSG25832.toLonLat(middle.getX(), middle.getY());
        return String.format(Locale.ROOT, "mitte=%.6f+%.6f", degrees.y(), degrees.x());
    }

    private static Answer get(String query) {
        return COUNTY.visitor().get("/karte/druck.pdf?" + query);
    }

    private static List<List<Point2D>> lines(PDPage page) throws IOException {
        var lines = new ArrayList<List<Point2D>>();
        var numbers = new ArrayList<COSNumber>();
        var parser = new PDFStreamParser(page);
        for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
            if (token instanceof COSNumber number) {
                numbers.add(number);
            } else if (token instanceof Operator operator) {
                assertThat(operator.getName()).as("what would change the scale").isNotEqualTo("cm");
                if (operator.getName().equals("m")) {
                    lines.add(new ArrayList<>());
                }
                if (operator.getName().equals("m") || operator.getName().equals("l")) {
                    lines.getLast()
                            .add(new Point2D.Double(
                                    numbers.get(0).floatValue(), numbers.get(1).floatValue()));
                }
                numbers.clear();
            }
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"1000, a4-hoch", "2500, a4-quer", "5000, a3-hoch", "10000, a3-quer"})
    void aCentimetreOnPaperIsACentimetreTimesTheScaleInTheCountry(int scale, String paper) throws IOException {
        var ring = ring();
        try (var pdf = Loader.loadPDF(get(middle() + "&massstab=%d&blatt=%s&ebene=plaene".formatted(scale, paper))
                .body())) {
            var drawn = lines(pdf.getPage(0)).stream()
                    .filter(line -> line.size() == ring.length - 1)
                    .filter(line -> Math.abs(centimetres(line, 1) * scale - metres(ring, 1) * 100) < scale)
                    .toList();
            assertThat(drawn).as("the border of the plan").isNotEmpty();
            for (int i = 1; i < ring.length - 1; i++) {
                assertThat(centimetres(drawn.getFirst(), i))
                        .as("from the first corner to corner %d", i)
                        .isCloseTo(metres(ring, i) * 100 / scale, within(0.001));
            }
        }
    }

    private static double centimetres(List<Point2D> line, int corner) {
        return line.getFirst().distance(line.get(corner)) / POINTS_PER_CENTIMETRE;
    }

    private static double metres(Coordinate[] ring, int corner) {
        return ring[0].distance(ring[corner]);
    }

    @Test
    void thePreviewShowsWhatIsChosen() {
        var form = "/karte/druck?" + middle() + "&massstab=2500";
        var preview = COUNTY.visitor().get(form + "&ebene=plaene").html().select("img.sheet");

        assertThat(preview.attr("src")).contains("&LAYERS=plaene&");
        assertThat(COUNTY.visitor().get(preview.attr("src")).contentType()).isEqualTo("image/png");
        assertThat(COUNTY.visitor().get(form).html().select("img.sheet").attr("src"))
                .contains("&LAYERS=alles&");
        assertThat(COUNTY.visitor().get(form + "&ebene=gemeinden").html().select("img.sheet"))
                .as("borders are drawn on paper only")
                .isEmpty();
    }

    @Test
    void everybodyCanReadIt() throws IOException {
        var title = "Bauen in Łódź, Ķ̃irchfeld und C̨̆orner – größer";
        var answer = get(middle() + "&massstab=1000&titel=" + URLEncoder.encode(title, StandardCharsets.UTF_8));
        assertThat(answer.contentType()).isEqualTo("application/pdf");
        assertThat(VeraPdf.faults(answer.body())).isEmpty();
        try (var pdf = Loader.loadPDF(answer.body())) {
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo(title);
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Bauen in Łódź")
                    .contains("Maßstab 1:1.000")
                    .contains("Demonstration: Diese Pläne sind erfunden")
                    .contains("Zeichenerklärung", "Geltungsbereich")
                    .contains("GeoBasis-DE")
                    .contains("Pläne auf dieser Karte", "Probe Druck Öztürk", "Steffenberg", "in Kraft")
                    .contains("Grundflächenzahl");
        }
    }

    @Test
    void itShowsTheDayThatWasAskedFor() throws IOException {
        try (var pdf =
                Loader.loadPDF(get(middle() + "&massstab=1000&am=1999-03-01").body())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Stand 1. März 1999", "liegt kein veröffentlichter Plan")
                    .doesNotContain("Probe Druck");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mitte=Nirgendheim",
                "mitte=999.9+1.0",
                "mitte=%C5%90%C3%9F",
                "titel=12345678901234567890123456789012345678901234567890123456789012345678901234567890zuviel"
            })
    void whatMakesNoMapIsSaidInTheForm(String query) {
        var answer = get(query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.html().select(".errsum li")).hasSize(1);
    }

    @Test
    void theFormLeadsToTheFileAndFromThePlanToTheForm() {
        var plan = COUNTY.visitor().get(PLAN.path()).html();
        var form = COUNTY.visitor()
                .get(plan.select("main a[href^=/karte/druck]").attr("href"))
                .html();
        assertThat(form.select("[name=titel]").val()).isEqualTo("Probe Druck Öztürk");
        assertThat(form.select("button[formaction=/karte/druck.pdf]")).hasSize(1);
        assertThat(form.select("input[name=ebene][checked]")).hasSize(5);
        var picture = COUNTY.visitor().get(form.select("main img.sheet").attr("src"));
        assertThat(picture.contentType()).isEqualTo("image/png");
        var north = COUNTY.visitor()
                .get(form.select("main nav.acts a").attr("href"))
                .html();
        assertThat(north.select("[name=mitte]").val())
                .isGreaterThan(form.select("[name=mitte]").val());
        assertThat(north.select("[name=massstab] [selected]").val())
                .isEqualTo(form.select("[name=massstab] [selected]").val());
    }

    @Test
    void moreThanASheetCanTakeIsNotDrawn() {
        var box = new Envelope(480_000, 481_000, 5_620_000, 5_621_000);
        var sheet = Sheet.of(box);
        assertThat(excerpt(sheet, 1_000)).isPresent();
        assertThat(excerpt(sheet, (int) Excerpt.MOST_POINTS)).isEmpty();
    }

    private static Optional<Excerpt> excerpt(Sheet sheet, int corners) {
        var half = sheet.box();
        half.expandBy(-half.getWidth() / 4);
        return Excerpt.of(sheet, AtlasOfSize.circle(half, corners), EnumSet.of(Content.PLAENE));
    }
}
