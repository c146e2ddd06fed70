package org.allmende.geo.wms.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.geo.Atlases;
import org.allmende.geo.Plan;
import org.allmende.geo.SamplePlan;
import org.allmende.geo.crs.Crs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import tools.jackson.databind.json.JsonMapper;

/** The Web Map Service as a client meets it: OGC 06-042 and OGC 01-068r3. */
class WmsPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Plan PLAN = SamplePlan.of("WMS & Karte").releasedBy(COUNTY, "steffenberg");
    private static final String MAP = "/wms?SERVICE=WMS&REQUEST=GetMap&LAYERS=alles&STYLES=&FORMAT=image/png"
            + "&WIDTH=200&HEIGHT=200&TRANSPARENT=TRUE";
    private static final String MAP_25832 = MAP + "&VERSION=1.3.0&CRS=EPSG:25832&BBOX=" + corners(Crs.EPSG25832, false);

    private static Envelope box() {
        var box = COUNTY.bean(Atlases.class)
                .current()
                .outlines(PLAN)
                .getFirst()
                .geometry()
                .getEnvelopeInternal();
        box.expandBy(20);
        return box;
    }

    private static String corners(Crs crs, boolean northFirst) {
        var box = Crs.EPSG25832.to(crs, box());
        return northFirst
                ? String.format(Locale.ROOT, "%f,%f,%f,%f", box.getMinY(), box.getMinX(), box.getMaxY(), box.getMaxX())
                : String.format(Locale.ROOT, "%f,%f,%f,%f", box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }

    private static Answer get(String path) {
        return COUNTY.visitor().get(path.replace(" ", "%20"));
    }

    private static BufferedImage image(String path) throws IOException {
        var answer = get(path);
        assertThat(answer.contentType()).as(answer.text()).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    private static Document xml(Answer answer) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
    }

    private static List<String> texts(NodeList nodes) {
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    @Test
    void bothVersionsDescribeTheSameLayers() throws Exception {
        var newer = xml(get("/wms?service=wms&request=GetCapabilities"));
        var older = xml(get("/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.1.1"));
        assertThat(newer.getDocumentElement().getTagName()).isEqualTo("WMS_Capabilities");
        assertThat(older.getDocumentElement().getTagName()).isEqualTo("WMT_MS_Capabilities");
        assertThat(older.getDocumentElement().getAttribute("version")).isEqualTo("1.1.1");
        assertThat(texts(newer.getElementsByTagName("Name")))
                .contains("alles", "gemeinde.steffenberg", "plaene", "bp_baugebietsteilflaeche");
        assertThat(texts(older.getElementsByTagName("Name")).subList(1, 20))
                .isEqualTo(texts(newer.getElementsByTagName("Name")).subList(1, 20));
        assertThat(texts(newer.getElementsByTagName("CRS")))
                .containsExactly("EPSG:25832", "CRS:84", "EPSG:4326", "EPSG:3857");
        assertThat(texts(older.getElementsByTagName("SRS"))).containsExactly("EPSG:25832", "EPSG:4326", "EPSG:3857");
        assertThat(newer.getElementsByTagName("OnlineResource")
                        .item(1)
                        .getAttributes()
                        .getNamedItem("xlink:href"))
                .isNotNull()
                .extracting(org.w3c.dom.Node::getNodeValue)
                .isEqualTo(COUNTY.address() + "/wms?");
    }

    @ParameterizedTest
    @EnumSource(names = {"EPSG25832", "CRS84", "EPSG4326", "EPSG3857", "EPSG25833"})
    void thePlanIsDrawnInEverySystem(Crs crs) throws IOException {
        var name = crs == Crs.CRS84 ? "CRS:84" : crs.name().replace("EPSG", "EPSG:");
        var map = image(MAP + "&VERSION=1.3.0&CRS=" + name + "&BBOX=" + corners(crs, crs.northFirst()));
        assertThat(map.getRGB(1, 1) >>> 24).as("nothing in the corner").isZero();
        assertThat(map.getRGB(100, 100) >>> 24).as("something in the middle").isEqualTo(255);
    }

    @Test
    void theOlderVersionHasEastFirstAlways() {
        var older = get(MAP + "&VERSION=1.1.1&SRS=EPSG:4326&BBOX=" + corners(Crs.EPSG4326, false));
        var newer = get(MAP + "&VERSION=1.3.0&CRS=EPSG:4326&BBOX=" + corners(Crs.EPSG4326, true));
        assertThat(older.contentType()).isEqualTo("image/png");
        assertThat(older.body()).isEqualTo(newer.body());
    }

    @Test
    void aMunicipalityIsALayerOfItsOwn() throws IOException {
        var own = image(MAP_25832.replace("LAYERS=alles", "LAYERS=gemeinde.steffenberg"));
        var others = image(MAP_25832.replace("LAYERS=alles", "LAYERS=gemeinde.angelburg"));
        assertThat(own.getRGB(100, 100) >>> 24).isEqualTo(255);
        assertThat(others.getRGB(100, 100) >>> 24).isZero();
    }

    @Test
    void withoutTransparencyTheBackgroundIsSeen() throws IOException {
        var red = image(MAP_25832.replace("TRANSPARENT=TRUE", "BGCOLOR=0xFF0000"));
        assertThat(red.getRGB(1, 1)).isEqualTo(0xffff0000);
    }

    @ParameterizedTest
    @CsvSource({
        "alles, nirgends, LayerNotDefined",
        "STYLES=, STYLES=rot, StyleNotDefined",
        "image/png, image/tiff, InvalidFormat",
        "EPSG:25832, EPSG:31467, InvalidCRS",
        "WIDTH=200, WIDTH=4097, InvalidParameterValue",
        "WIDTH=200, WIDTH=99999999999, InvalidParameterValue",
        "WIDTH=200, WIDTH=0, InvalidParameterValue",
        "HEIGHT=200, HEIGHT=, MissingParameterValue",
        "BBOX=, BBOX=NaN;NaN, InvalidParameterValue",
        "BBOX=, BBOX=1e300;, InvalidParameterValue",
        "BBOX=, BBOX=9999999;, InvalidParameterValue",
        "REQUEST=GetMap, REQUEST=GetEverything, OperationNotSupported",
        "TRANSPARENT=TRUE, BGCOLOR=red, InvalidParameterValue",
        "TRANSPARENT=TRUE, TIME=gestern, InvalidDimensionValue",
        "TRANSPARENT=TRUE, TIME=2020-01-01/2021-01-01, InvalidDimensionValue",
        "TRANSPARENT=TRUE, TIME=9999-01-01, InvalidDimensionValue"
    })
    void whatMakesNoSenseIsRefused(String right, String wrong, String code) throws Exception {
        var answer = get(MAP_25832.replace(right, wrong.replace(';', ',')));
        assertThat(answer.status()).isEqualTo(400);
        var report = xml(answer);
        assertThat(report.getDocumentElement().getTagName()).isEqualTo("ServiceExceptionReport");
        assertThat(report.getElementsByTagName("ServiceException")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("code")
                        .getNodeValue())
                .isEqualTo(code);
    }

    @Test
    void aRefusalCanBeAPicture() throws IOException {
        var wrong = MAP_25832.replace("alles", "nirgends").replace("TRANSPARENT=TRUE", "");
        var words = image(wrong + "&EXCEPTIONS=INIMAGE");
        var blank = image(wrong + "&EXCEPTIONS=application/vnd.ogc.se_blank");
        assertThat(words.getWidth()).isEqualTo(200);
        assertThat(java.util.Arrays.stream(pixels(words)).filter(argb -> argb != 0xffffffff))
                .as("letters")
                .isNotEmpty();
        assertThat(pixels(blank)).containsOnly(0xffffffff);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CRS:84&BBOX=-180,-90,180,90",
                "EPSG:3857&BBOX=-900000000000,-900000000000,900000000000,900000000000",
                "EPSG:25833&BBOX=-900000000000,-900000000000,900000000000,900000000000",
                "EPSG:25832&BBOX=-900000000000,-900000000000,900000000000,900000000000",
                "CRS:84&BBOX=170,0,190,0.0000000001"
            })
    void theWholeWorldIsAMapToo(String where) throws IOException {
        assertThat(image(MAP + "&VERSION=1.3.0&CRS=" + where).getWidth()).isEqualTo(200);
    }

    @Test
    void aPixelIsExplainedInThreeFormats() {
        var ask = MAP_25832.replace("GetMap", "GetFeatureInfo") + "&QUERY_LAYERS=alles&I=100&J=100&FEATURE_COUNT=10";
        assertThat(get(ask).text()).contains("Probe WMS & Karte", PLAN.path());
        assertThat(get(ask + "&INFO_FORMAT=text/html").html().select("a[href=%s]".formatted(PLAN.path())))
                .isNotEmpty();
        var json = new JsonMapper()
                .readTree(get(ask + "&INFO_FORMAT=application/json").body());
        assertThat(json.path("features").findValuesAsString("planname")).contains("Probe WMS & Karte");
        assertThat(get(ask + "&INFO_FORMAT=text/xml").text()).contains("InvalidFormat");
        assertThat(get(ask.replace("I=100", "I=200")).text()).contains("InvalidPoint");
        var older = ask.replace("1.3.0&CRS", "1.1.1&SRS").replace("I=100&J=100", "X=100&Y=100");
        assertThat(get(older).text()).isEqualTo(get(ask).text());
    }

    @Test
    void anyDayHasItsMap() throws Exception {
        assertThat(image(MAP_25832 + "&TIME=1999-05-23").getRGB(100, 100) >>> 24)
                .as("before the plan")
                .isZero();
        assertThat(image(MAP_25832 + "&time=2021-05-23T00:00:00Z").getRGB(100, 100) >>> 24)
                .isEqualTo(255);
        assertThat(get(MAP_25832).header("Warning")).contains("Default value used: time=20");
        assertThat(get(MAP_25832 + "&TIME=2021-05-23").header("Warning")).isEmpty();
        var newer = xml(get("/wms?service=wms&request=GetCapabilities")).getElementsByTagName("Dimension");
        assertThat(texts(newer)).containsExactly("1900-01-01/2100-12-31/P1D");
        var older = xml(get("/wms?request=GetCapabilities&version=1.1.1")).getElementsByTagName("Extent");
        assertThat(texts(older)).containsExactly("1900-01-01/2100-12-31/P1D");
    }

    @Test
    void theLegendIsAPicture() throws IOException {
        var legend = image("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&LAYER=alles");
        assertThat(legend.getHeight()).isGreaterThan(60);
        assertThat(pixels(legend)).as("the colour of homes").contains(0xfff0a98f);
    }
}
