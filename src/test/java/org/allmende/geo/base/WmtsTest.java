package org.allmende.geo.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.tiles.Tile;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.outbound.Addresses;
import org.allmende.platform.outbound.Fetch;
import org.allmende.platform.outbound.Lines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

/** The county shows the map of a service such as the surveying authorities'. */
class WmtsTest {

    private static final byte[] PICTURE = PmtilesFile.picture();
    private static final byte[] PAGE = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    private static final Envelope SHEET = new Envelope(476_000, 476_400, 5_628_000, 5_628_560);

    /** A small one after 07-057r7 annex D, as the surveying authorities write it. */
    private static final String DOCUMENT = """
            <Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
                xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
              <ows:OperationsMetadata><ows:Operation name="GetTile"><ows:DCP><ows:HTTP>
                <ows:Get xlink:href="HOST/kvp?"><ows:Constraint name="GetEncoding"><ows:AllowedValues>
                  <ows:Value>KVP</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get>
              </ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
              <Contents>
                <Layer><ows:Title>Karte</ows:Title><ows:Identifier>farbe</ows:Identifier>
                  <Style><ows:Identifier>hell</ows:Identifier></Style>
                  <Style isDefault="true"><ows:Identifier>üblich</ows:Identifier></Style>
                  <Format>image/jpeg</Format><Format>image/png</Format>
                  <Dimension><ows:Identifier>Stand</ows:Identifier><Default>2026</Default></Dimension>
                  LINKS
                  REST</Layer>
                <TileMatrixSet><ows:Identifier>GLOBAL</ows:Identifier>
                  <ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>
                  <TileMatrix><ows:Identifier>00</ows:Identifier><ScaleDenominator>559082264.0287178</ScaleDenominator>
                    <TopLeftCorner>-20037508.342789244 20037508.342789244</TopLeftCorner><TileWidth>256</TileWidth>
                    <TileHeight>256</TileHeight><MatrixWidth>1</MatrixWidth><MatrixHeight>1</MatrixHeight></TileMatrix>
                  <TileMatrix><ows:Identifier>15</ows:Identifier><ScaleDenominator>17061.836671</ScaleDenominator>
                    <TopLeftCorner>-20037508.342789244 20037508.342789244</TopLeftCorner><TileWidth>256</TileWidth>
                    <TileHeight>256</TileHeight><MatrixWidth>32768</MatrixWidth><MatrixHeight>32768</MatrixHeight></TileMatrix>
                </TileMatrixSet>
                <TileMatrixSet><ows:Identifier>UTM32</ows:Identifier>
                  <ows:SupportedCRS>urn:ogc:def:crs:EPSG::25832</ows:SupportedCRS>
                  <TileMatrix><ows:Identifier>eins</ows:Identifier><ScaleDenominator>1000</ScaleDenominator>
                    <TopLeftCorner>470000 5640000</TopLeftCorner><TileWidth>256</TileWidth>
                    <TileHeight>256</TileHeight><MatrixWidth>200</MatrixWidth><MatrixHeight>200</MatrixHeight></TileMatrix>
                </TileMatrixSet>
              </Contents></Capabilities>""";

    private static final String LINKS = """
            <TileMatrixSetLink><TileMatrixSet>GLOBAL</TileMatrixSet></TileMatrixSetLink>
            <TileMatrixSetLink><TileMatrixSet>UTM32</TileMatrixSet></TileMatrixSetLink>""";

    private static final String REST = """
            <ResourceURL format="image/png" resourceType="tile"
              template="HOST/rest/{Style}/{Stand}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/>""";

    /** What the service does when it is asked for a tile. */
    private interface Answering {
        void to(HttpExchange asked) throws IOException;
    }

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private volatile String document = DOCUMENT.replace("LINKS", LINKS).replace("REST", REST);
    private volatile Answering answering = exchange -> send(exchange, 200, "image/png", PICTURE);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = begin(0);
    }

    private HttpServer begin(int port) throws IOException {
        var begun = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        begun.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        begun.createContext("/", exchange -> {
            var path = exchange.getRequestURI().toString();
            if (path.equals("/capabilities.xml")) {
                send(exchange, 200, "text/xml", document.replace("HOST", host()).getBytes(StandardCharsets.UTF_8));
            } else {
                asked.add(path);
                answering.to(exchange);
            }
        });
        begun.start();
        return begun;
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String host() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private BaseMap map(String layer, String style) {
        var map = new Configuration.BaseMap(
                URI.create(host() + "/capabilities.xml"), layer, style, null, "© GeoBasis-DE");
        var source = (InstantSource) () -> now;
        return new BaseMap(map, new Fetch(new Lines(new Addresses(true, true))), source.withZone(ZoneOffset.UTC));
    }

    private BaseMap map() {
        return map("farbe", "");
    }

    private static byte[] tile(BaseMap map, int column) throws IOException {
        return map.tile(new Tile(15, 11_000, column)).orElseThrow().bytes();
    }

    @ParameterizedTest
    @CsvSource({
        "true, '', /rest/%C3%BCblich/2026/GLOBAL/15/11000/17165.png",
        "true, hell, /rest/hell/2026/GLOBAL/15/11000/17165.png",
        "false, hell, /kvp?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=farbe&STYLE=hell&FORMAT=image%2Fpng"
                + "&TILEMATRIXSET=GLOBAL&TILEMATRIX=15&TILEROW=11000&TILECOL=17165&Stand=2026"
    })
    void tilesAreAskedForAsTheDocumentSays(boolean rest, String style, String path) throws IOException {
        document = DOCUMENT.replace("LINKS", LINKS).replace("REST", rest ? REST : "");
        var map = map("farbe", style);
        assertThat(map.zooms()).contains(new BaseMap.Zooms(0, 15));
        assertThat(tile(map, 17_165)).isEqualTo(PICTURE);
        assertThat(asked).containsExactly(path);
        assertThat(tile(map, 17_165)).isEqualTo(PICTURE);
        assertThat(asked).as("kept").hasSize(1);
        assertThat(map.tile(new Tile(16, 0, 0))).as("a depth that it has not").isEmpty();
    }

    @Test
    void whatIsKeptIsShownWhileTheServiceIsDownAndFetchedAnewWhenItIsBack() throws IOException {
        var map = map();
        tile(map, 1);
        now = now.plus(Duration.ofDays(2));
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThat(tile(map, 1)).isEqualTo(PICTURE);
        assertThatThrownBy(() -> tile(map, 2)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> tile(map, 3)).isInstanceOf(IOException.class);
        server = begin(port);
        assertThatThrownBy(() -> tile(map, 2))
                .as("nobody asks for a while")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("just now");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(tile(map, 2)).isEqualTo(PICTURE);
    }

    @Test
    void theOperatorSeesAnOutageUntilAMapComesAgain() throws IOException {
        var map = map();
        tile(map, 1);
        answering = exchange -> send(exchange, 403, "text/plain", new byte[0]);
        var begin = now;
        for (int column = 2; column <= 4; column++) {
            assertThat(map.silentSince()).as("%d times in vain", column - 2).isEmpty();
            int wanted = column;
            assertThatThrownBy(() -> tile(map, wanted)).isInstanceOf(IOException.class);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(map.silentSince()).contains(begin);
        assertThat(tile(map, 1)).as("kept").isEqualTo(PICTURE);
        assertThat(map.silentSince()).contains(begin);
        answering = exchange -> send(exchange, 200, "image/png", PICTURE);
        tile(map, 2);
        assertThat(map.silentSince()).isEmpty();
    }

    @Test
    void theServerStartsWhileTheServiceIsDown() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);
        var map = map();
        assertThat(map.zooms()).isPresent();
        assertThat(map.silentSince()).contains(now);
        assertThatThrownBy(() -> tile(map, 1)).isInstanceOf(IOException.class);
        server = begin(port);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(tile(map, 1)).isEqualTo(PICTURE);
        assertThat(map.silentSince()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "html as png", "huge", "error", "elsewhere", "slow", "cut"})
    void whatIsNoPictureIsNotHandedOn(String kind) {
        answering = exchange -> {
            switch (kind) {
                case "html" -> send(exchange, 200, "text/html", PAGE);
                case "html as png" -> send(exchange, 200, "image/png", PAGE);
                case "huge" -> send(exchange, 200, "image/png", new byte[3 << 20]);
                case "error" -> send(exchange, 500, "text/plain", PAGE);
                case "elsewhere" -> {
                    exchange.getResponseHeaders().set("Location", "http://example.org/tile.png");
                    send(exchange, 302, "image/png", new byte[0]);
                }
                case "slow" -> {
                    exchange.sendResponseHeaders(200, PICTURE.length);
                    for (byte part : PICTURE) {
                        exchange.getResponseBody().write(part);
                        exchange.getResponseBody().flush();
                        pause();
                    }
                }
                default -> {
                    exchange.sendResponseHeaders(200, PICTURE.length);
                    exchange.getResponseBody().write(PICTURE, 0, 100);
                    exchange.close();
                }
            }
        };
        var map = map();
        long begin = System.nanoTime();
        assertThatThrownBy(() -> tile(map, 1)).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatTheServiceHasNotIsEmptyAndNoOutage() throws IOException {
        answering = exchange -> send(exchange, 404, "text/plain", new byte[0]);
        assertThat(tile(map(), 1)).isEqualTo(Picture.nothing());
    }

    @Test
    void theOperatorReadsWhatIsWrongWithTheConfiguration() {
        assertThatThrownBy(() -> map("grau", ""))
                .isInstanceOf(ConfigurationCheck.Refused.class)
                .hasMessage("allmende.geo.base-map.layer: the WMTS has no layer 'grau'; take one of: farbe.");
        assertThatThrownBy(() -> map("farbe", "dunkel"))
                .hasMessage("allmende.geo.base-map.style: the layer has no style 'dunkel'; take one of: hell, üblich.");
        document = document.replace("HOST/rest", "http://169.254.169.254/rest");
        assertThatThrownBy(() -> map()).hasMessageContaining("not an address of the same host");
        document = DOCUMENT.replace("REST", "")
                .replace("LINKS", "<TileMatrixSetLink><TileMatrixSet>UTM32</TileMatrixSet></TileMatrixSetLink>");
        assertThatThrownBy(() -> map()).hasMessageContaining("EPSG:3857");
        document = "<html><body>Umgezogen</body></html>";
        assertThatThrownBy(() -> map()).hasMessageContaining("no capabilities document");
        document = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>";
        assertThatThrownBy(() -> map()).hasMessageContaining("no XML");
    }

    /** A tile is 71.68 m wide there; red where the sheet's lower left corner lies. */
    @Test
    void paperTakesTilesOfItsOwnSystemAsTheyAre() throws IOException {
        var map = map();
        double side = 256 * 0.28;
        int column = (int) ((SHEET.getMinX() - 470_000) / side);
        int row = (int) ((5_640_000 - SHEET.getMinY()) / side);
        answering = exchange -> {
            boolean corner =
                    exchange.getRequestURI().toString().endsWith("/UTM32/eins/%d/%d.png".formatted(row, column));
            send(exchange, 200, "image/png", corner ? red() : PICTURE);
        };
        var paper = map.onPaper(SHEET, 0.2);
        assertThat(paper.box().contains(SHEET)).isTrue();
        assertThat(colour(paper, SHEET.getMinX() + 1, SHEET.getMinY() + 1)).isEqualTo("ff0000");
        assertThat(colour(paper, SHEET.getMinX() + 1, SHEET.getMinY() + 1 + side))
                .isNotEqualTo("ff0000");
        assertThat(asked).allMatch(path -> path.contains("/UTM32/eins/"));
    }

    /** The corners of a red tile of the web lie on paper where the projection puts them. */
    @Test
    void paperMovesTilesOfTheWebToItsSystem() throws IOException {
        document = document.replace("<TileMatrixSetLink><TileMatrixSet>UTM32</TileMatrixSet></TileMatrixSetLink>", "");
        var map = map();
        var middle = Crs.EPSG25832.toLonLat(SHEET.centre().x, SHEET.centre().y);
        var tile = Tile.at(15, middle.x(), middle.y());
        answering = exchange -> {
            boolean here = exchange.getRequestURI()
                    .toString()
                    .endsWith("/GLOBAL/15/%d/%d.png".formatted(tile.row(), tile.column()));
            send(exchange, 200, "image/png", here ? red() : PICTURE);
        };
        var area = new Envelope(SHEET);
        area.expandBy(1_000);
        var paper = map.onPaper(area, 1);
        var box = tile.box();
        double inside = 15;
        for (double x : new double[] {box.getMinX(), box.getMaxX()}) {
            for (double y : new double[] {box.getMinY(), box.getMaxY()}) {
                var corner = Crs.EPSG3857.to(Crs.EPSG25832, x, y);
                double east = x == box.getMinX() ? inside : -inside;
                double north = y == box.getMinY() ? inside : -inside;
                assertThat(colour(paper, corner.x() + east, corner.y() + north)).isEqualTo("ff0000");
                assertThat(colour(paper, corner.x() - east, corner.y() - north)).isNotEqualTo("ff0000");
            }
        }
    }

    @Test
    void aMapThatIsNotWholeIsNotPrinted() {
        var map = map();
        answering = exchange ->
                send(exchange, exchange.getRequestURI().getPath().endsWith("5.png") ? 500 : 200, "image/png", PICTURE);
        assertThatThrownBy(() -> map.onPaper(SHEET, 0.2)).isInstanceOf(IOException.class);
    }

    private static byte[] red() {
        var picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 256, 256);
        pen.dispose();
        return PmtilesFile.png(picture);
    }

    private static String colour(PaperMap paper, double east, double north) {
        var box = paper.box();
        int x = (int) ((east - box.getMinX()) / box.getWidth() * paper.picture().getWidth());
        int y = (int)
                ((box.getMaxY() - north) / box.getHeight() * paper.picture().getHeight());
        return "%06x".formatted(paper.picture().getRGB(x, y) & 0xffffff);
    }
}
