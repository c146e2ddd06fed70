package org.allmende.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;
import org.allmende.geo.AtlasOfSize;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.tiles.Tile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Features by box, vector tiles and maps of a county of 4,000 plans, against MapServer with the same objects in the same run. No request
 * comes twice, and nothing is compressed on the way.
 */
final class MapBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AREAS = "bp_baugebietsteilflaeche";
    private static final int PAGE = 10_000;
    private static final int PIXELS = 512;
    private static final int MANY = 5_000;
    private static final int MANY_TIMES = 100;

    private MapBench() {}

    static List<Line> run(String name, List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            server.awaitQuiet();
            int plans = (int) options.get("plans", 4000);
            AtlasOfSize.insertInto(Owner.of(data), plans);
            int objects = await(server.port(), plans);
            Bench.say("%d plans are shown".formatted(plans));
            var seconds = Duration.ofSeconds((long) options.get("seconds", 10));
            var warmUp = Duration.ofSeconds((long) options.get("warm-up", 20));
            int connections = (int) options.get("connections", 4);
            var ours = measure(name, server.port(), true, connections, warmUp, seconds);
            var lines = new ArrayList<Line>();
            if (MapServer.isInstalled()) {
                var folder = Files.createDirectory(data.getParent().resolve("mapserver"));
                try (var other = MapServer.start(folder, export(server.port(), folder))) {
                    compare(name, server.port(), other.port());
                    var theirs = measure(name, other.port(), false, connections, Duration.ofSeconds(2), seconds);
                    lines.add(new Line(name, ours.perSecond() / theirs.perSecond(), "times MapServer"));
                    lines.add(new Line(name + ".mapserver", theirs.perSecond(), "requests/s"));
                    lines.add(
                            new Line(name + ".mapserver.p99", theirs.latencies().millis(0.99), "ms"));
                    lines.add(new Line(
                            name + ".mapserver.wrong", theirs.failures().size(), "requests"));
                }
            } else {
                Bench.say("MapServer is not installed: apt-get install cgi-mapserver lighttpd gdal-bin");
            }
            lines.add(new Line(name + ".allmende", ours.perSecond(), "requests/s"));
            lines.add(new Line(name + ".p50", ours.latencies().millis(0.5), "ms"));
            lines.add(new Line(name + ".p99", ours.latencies().millis(0.99), "ms"));
            lines.add(new Line(name + ".wrong", ours.failures().size(), "requests"));
            if (name.equals("oaf")) {
                var many = many(server.port());
                lines.add(new Line("oaf.many.p50", many.millis(0.5), "ms"));
                lines.add(new Line("oaf.many.p99", many.millis(0.99), "ms"));
            }
            lines.add(new Line(name + ".objects", objects, "objects"));
            lines.add(new Line(name + ".resident", server.residentMegabytes(), "MB"));
            return lines;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            ServerProcess.remove(data);
        }
    }

    /** Waits until the plans are in the atlas; gives the number of all objects. */
    private static int await(int port, int plans) throws IOException {
        try (var wire = Wire.open(port)) {
            for (int tries = 0; tries < 600; tries++) {
                if (json(wire, "/ogc/collections/plaene/items?f=json&limit=1")
                                .path("numberMatched")
                                .asInt()
                        >= plans) {
                    int all = 0;
                    for (var collection : json(wire, "/ogc/collections?f=json").path("collections")) {
                        all += json(wire, items(collection.path("id").asString()) + "&limit=1")
                                .path("numberMatched")
                                .asInt();
                    }
                    return all;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        }
        throw new IllegalStateException("The plans are not shown");
    }

    private static String items(String collection) {
        return "/ogc/collections/%s/items?f=json".formatted(collection);
    }

    private static JsonNode json(Wire wire, String path) throws IOException {
        var body = wire.plain(path).body();
        if (body.length == 0 || body[0] != '{') {
            throw new WrongAnswer("%s: %s".formatted(path, words(body)));
        }
        return JSON.readTree(body);
    }

    /** All collections as files, in EPSG:25832, with the same attributes. */
    private static List<MapServer.Source> export(int port, Path folder) throws IOException {
        var sources = new ArrayList<MapServer.Source>();
        try (var wire = Wire.open(port)) {
            for (var collection : json(wire, "/ogc/collections?f=json").path("collections")) {
                var id = collection.path("id").asString();
                if (id.endsWith("_bereich")) {
                    continue;
                }
                var file = folder.resolve(id + ".geojson");
                var kind = "";
                try (var out = Files.newBufferedWriter(file)) {
                    out.write("{\"type\":\"FeatureCollection\",\"features\":[");
                    for (int offset = 0, all = 1; offset < all; offset += PAGE) {
                        var page = json(
                                wire,
                                items(id) + "&limit=%d&offset=%d&crs=%s".formatted(PAGE, offset, Crs.EPSG25832.uri()));
                        all = page.path("numberMatched").asInt();
                        for (var feature : page.path("features")) {
                            out.write((kind.isEmpty() ? "\n" : ",\n") + feature);
                            kind = feature.path("geometry")
                                    .path("type")
                                    .asString()
                                    .replace("Multi", "");
                        }
                    }
                    out.write("]}");
                }
                sources.add(new MapServer.Source(id, kind, file));
            }
        }
        return sources;
    }

    private static Load.Result measure(
            String name, int port, boolean ours, int connections, Duration warmUp, Duration seconds) {
        Load.Call call = (wire, number) -> {
            var reply = wire.plain(path(name, ours, number + (ours ? 0 : 7)));
            boolean nothingThere = name.equals("mvt") && reply.body().length == 0 && reply.status() < 300;
            if (!nothingThere && (reply.status() != 200 || !isOfKind(name, reply.body()))) {
                throw new WrongAnswer(
                        "%d, %d bytes: %s".formatted(reply.status(), reply.body().length, words(reply.body())));
            }
        };
        Load.closed(port, connections, warmUp, call);
        var result = Load.closed(port, connections, seconds, call);
        result.failures().stream().limit(3).forEach(Bench::say);
        return result;
    }

    private static String words(byte[] page) {
        return new String(page, ISO_8859_1)
                .replaceAll("(?s)<!--.*?-->|<[^>]*>", "")
                .strip();
    }

    /** By its first bytes: a server that answers with a page about its trouble is fast and says 200. */
    private static boolean isOfKind(String name, byte[] body) {
        byte[] start = switch (name) {
            case "wms" -> new byte[] {(byte) 0x89, 'P', 'N', 'G'};
            case "mvt" -> new byte[] {0x1a};
            default -> new byte[] {'{'};
        };
        return body.length >= start.length && Arrays.equals(start, 0, start.length, body, 0, start.length);
    }

    /** Somewhere in the county's plans, at the scales at which people look at them: one to eight kilometres on the screen. */
    private static String path(String name, boolean ours, int number) {
        var random = new Random(number);
        double east = 461_000 + random.nextDouble() * 48_000;
        double north = 5_601_000 + random.nextDouble() * 48_000;
        return switch (name) {
            case "wms" -> {
                double half = PIXELS / 2.0 * (1 + 3 * random.nextDouble());
                yield String.format(
                        Locale.ROOT,
                        "%sSERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=alles&STYLES=&FORMAT=image/png&TRANSPARENT=TRUE"
                                + "&CRS=EPSG:25832&BBOX=%.2f,%.2f,%.2f,%.2f&WIDTH=%d&HEIGHT=%d",
                        ours ? "/wms?" : "/mapserv?map=bench&",
                        east - half,
                        north - half,
                        east + half,
                        north + half,
                        PIXELS,
                        PIXELS);
            }
            case "mvt" -> {
                var place = Crs.EPSG25832.toLonLat(east, north);
                var tile = Tile.at(14 + number % 2, place.x(), place.y());
                yield ours
                        ? "/ogc/tiles/WebMercatorQuad/%d/%d/%d".formatted(tile.zoom(), tile.row(), tile.column())
                        : "/mapserv?map=bench&mode=tile&tilemode=gmap&layers=all&map.imagetype=mvt&tile=%d+%d+%d"
                                .formatted(tile.column(), tile.row(), tile.zoom());
            }
            default -> {
                var box = box(east, north, 500 * Math.pow(8, random.nextDouble()));
                yield ours
                        ? items(AREAS) + "&limit=1000&bbox=" + box
                        : "/mapserv/bench/ogcapi/collections/%s/items?f=json&limit=1000&bbox=%s".formatted(AREAS, box);
            }
        };
    }

    private static String box(double east, double north, double metres) {
        var box = Crs.EPSG25832.to(
                Crs.CRS84,
                new org.locationtech.jts.geom.Envelope(east - metres, east + metres, north - metres, north + metres));
        return String.format(
                Locale.ROOT, "%.6f,%.6f,%.6f,%.6f", box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }

    /** Five thousand objects in one answer, one answer after the other, each from another place on; the first half warms up. */
    private static Latencies many(int port) throws IOException {
        var nanos = new long[2 * MANY_TIMES];
        try (var wire = Wire.open(port)) {
            int all =
                    json(wire, items(AREAS) + "&limit=1").path("numberMatched").asInt();
            for (int i = 0; i < nanos.length; i++) {
                var path = items(AREAS) + "&limit=%d&offset=%d".formatted(MANY, i * 331 % (all - MANY));
                long start = System.nanoTime();
                var answer = wire.plain(path);
                nanos[i] = System.nanoTime() - start;
                int found = JSON.readTree(answer.body()).path("features").size();
                if (answer.status() != 200 || found != MANY) {
                    throw new WrongAnswer("%d, %d objects".formatted(answer.status(), found));
                }
            }
        }
        return new Latencies(Arrays.copyOfRange(nanos, MANY_TIMES, nanos.length));
    }

    /** Both must find the same; otherwise one of them is fast because it does not do its work. */
    private static void compare(String name, int ours, int theirs) throws IOException {
        if (!name.equals("oaf")) {
            return;
        }
        try (var one = Wire.open(ours);
                var other = Wire.open(theirs)) {
            for (int number = 0; number < 20; number++) {
                int here = json(one, path(name, true, number)).path("features").size();
                int there =
                        json(other, path(name, false, number)).path("features").size();
                if (Math.abs(here - there) > 1) {
                    throw new IllegalStateException("%d objects here, %d there".formatted(here, there));
                }
            }
        }
    }
}
