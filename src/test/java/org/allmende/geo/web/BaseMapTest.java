package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.allmende.Answer;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.geo.base.PmtilesFile;
import org.allmende.platform.config.Configuration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under the plans lies what the county has configured, from our own server, on screen and on paper. */
class BaseMapTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TILE = "/karte/grund/9/268/171";
    private static final String PRINT = "/karte/druck.pdf?mitte=50.77+8.58&massstab=2500";

    /** How many pixels of the map have this colour. */
    private static final String COLOURED = """
            wanted => [...document.querySelectorAll(".livemap canvas")].reduce((sum, canvas) => {
                const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
                copy.drawImage(canvas, 0, 0);
                const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
                let count = 0;
                for (let i = 0; i < pixels.length; i += 4) {
                    if ((pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]) === wanted) count++;
                }
                return sum + count;
            }, 0)""";

    private static final String DRAWN = """
            () => [...document.querySelectorAll(".livemap canvas")].some(canvas =>
                canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(part => part > 0))""";

    private static final int MEADOW = PmtilesFile.MEADOW.getRGB() & 0xffffff;

    private static Answer get(String path) {
        return COUNTY.visitor().get(path);
    }

    private static String text(Answer pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.body())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static boolean hasPicture(Answer pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.body())) {
            return document.getPage(0)
                    .getResources()
                    .getXObjectNames()
                    .iterator()
                    .hasNext();
        }
    }

    @Test
    void aTileComesFromHereAndIsKeptByTheBrowser() {
        var tile = get(TILE);
        assertThat(tile.contentType()).isEqualTo("image/png");
        assertThat(tile.header("cache-control")).isEqualTo("max-age=21600, public");
        var again = HttpRequest.newBuilder(URI.create(COUNTY.url(TILE))).header("If-None-Match", tile.header("etag"));
        assertThat(COUNTY.visitor().send(again).status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/karte/grund/17/0/0",
                "/karte/grund/21/0/0",
                "/karte/grund/3/8/0",
                "/karte/grund/3/0/8",
                "/karte/grund/-1/0/0",
                "/karte/grund/99999999999/0/0",
                "/karte/grund/a/b/c",
                "/karte/grund/1/0/..%2f..%2fetc%2fpasswd",
                "/karte/grund/1/0/..%5c..%5cetc"
            })
    void whatIsNoTileOfTheMapIsNotThere(String path) {
        assertThat(get(path).status()).isIn(400, 404);
    }

    private static List<Look> looks() {
        return List.of(Look.DESKTOP, Look.SMALL_PHONE.inTheDark());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void itLiesUnderThePlansAndCanBeTurnedOffByKeyboard(Look look) {
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), look)) {
            var page = tab.page();
            Set<String> hosts = Collections.synchronizedSet(new LinkedHashSet<>());
            page.onRequest(request ->
                    hosts.add(String.valueOf(URI.create(request.url()).getHost())));
            var policy = page.navigate(COUNTY.url("/karte")).headerValue("content-security-policy");
            page.waitForFunction("wanted => (" + COLOURED + ")(wanted) > 5000", MEADOW);
            assertThat(policy)
                    .contains("img-src 'self' data:; ", "connect-src 'self';")
                    .doesNotContain("http");
            assertThat(page.locator("text=" + PmtilesFile.ATTRIBUTION).isVisible())
                    .isTrue();

            page.focus("input[name=grund]:checked");
            page.keyboard().press("ArrowRight");
            page.waitForFunction("wanted => (" + COLOURED + ")(wanted) === 0", MEADOW);
            page.waitForURL("**grund=grenzen**");
            var link =
                    String.valueOf(page.locator("[data-map-address] .address a").getAttribute("href"));
            assertThat(link).contains("grund=grenzen");

            page.navigate(link);
            page.waitForSelector(".livemap canvas");
            assertThat(page.isChecked("input[name=grund][value=grenzen]")).isTrue();
            assertThat(page.evaluate(COLOURED, MEADOW)).isEqualTo(0);
            assertThat(hosts).containsExactly(COUNTY.host());
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    /** A tile with one lake from edge to edge, after the Mapbox Vector Tile specification 2.1. */
    private static byte[] lake() {
        var shape = new byte[] {9, 0, 0, 26, (byte) 128, 64, 0, 0, (byte) 128, 64, (byte) 255, 63, 0, 15};
        var feature = message(new byte[] {0x18, 3}, field(0x22, shape));
        var name = field(0x0a, "water".getBytes(StandardCharsets.UTF_8));
        return field(0x1a, message(name, field(0x12, feature), new byte[] {0x28, (byte) 128, 32, 0x78, 2}));
    }

    private static byte[] message(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] field(int tag, byte[] value) {
        return message(new byte[] {(byte) tag, (byte) value.length}, value);
    }

    @Test
    void shapesAreDrawnByTheBrowser() {
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.DESKTOP)) {
            var page = tab.page();
            page.route("**/karte", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text().replace("data-ground=\"raster", "data-ground=\"vector")));
            });
            page.route(
                    "**/karte/grund/**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/vnd.mapbox-vector-tile")
                            .setBodyBytes(lake())));
            page.navigate(COUNTY.url("/karte"));
            page.waitForFunction("wanted => (" + COLOURED + ")(wanted) > 5000", 0xb5d3e7);
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    @Test
    void aFrameNamesWhoMadeTheMap() {
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.PHONE)) {
            var page = tab.page();
            page.navigate(COUNTY.url("/gladenbach/karte/einbetten"));
            page.waitForFunction("wanted => (" + COLOURED + ")(wanted) > 1000", MEADOW);
            assertThat(page.locator("text=" + PmtilesFile.ATTRIBUTION).isVisible())
                    .isTrue();
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    @Test
    void itLiesUnderThePlansOnPaperToo() throws IOException {
        var pdf = get(PRINT);
        assertThat(hasPicture(pdf)).isTrue();
        assertThat(text(pdf)).contains("Grundkarte: " + PmtilesFile.ATTRIBUTION);
        var without = get(PRINT + "&ebene=plaene");
        assertThat(hasPicture(without)).isFalse();
        assertThat(text(without)).doesNotContain("Grundkarte");
    }

    @Test
    void withoutItBoundariesAndPlansRemain() throws IOException {
        var file = Objects.requireNonNull(
                COUNTY.bean(Configuration.class).geo().baseMap().pmtiles());
        var away = file.resolveSibling("away");
        Files.move(file, away);
        try {
            assertThat(get(TILE).status()).isEqualTo(503);
            assertThat(get(TILE).header("cache-control")).isEqualTo("no-store");
            var pdf = get(PRINT);
            assertThat(pdf.status()).isEqualTo(200);
            assertThat(text(pdf)).contains("Grundkarte nicht erreichbar").doesNotContain(PmtilesFile.ATTRIBUTION);
            try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.DESKTOP)) {
                var page = tab.page();
                page.navigate(COUNTY.url("/karte"));
                page.waitForSelector("text=Die Grundkarte ist gerade nicht erreichbar.");
                page.waitForFunction(DRAWN);
                tab.takeProblems();
            }
        } finally {
            Files.move(away, file);
        }
    }
}
