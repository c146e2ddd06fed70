package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.allmende.geo.Look;

/**
 * MapServer 8 as Debian ships it, beside our server and with the same objects: shapefiles with their index (its FlatGeobuf reader loses
 * its place when a process answers again), FastCGI behind lighttpd, a process for each processor. {@code apt-get install cgi-mapserver lighttpd gdal-bin} makes it be there.
 */
final class MapServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/cgi-bin/mapserv");

    /** The pixel of the standard, in metres. */
    private static final double PIXEL = 0.00028;

    private static final double COARSEST = 10;

    private final Process process;
    private final int port;

    private MapServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * One class of objects.
     *
     * @param name as in our interfaces
     * @param geometry {@code Point}, {@code LineString} or {@code Polygon}
     */
    record Source(String name, String geometry, Path geoJson) {}

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM)
                && Files.isExecutable(Path.of("/usr/sbin/lighttpd"))
                && Files.isExecutable(Path.of("/usr/bin/ogr2ogr"));
    }

    /** @param folder with the sources, for everything else as well */
    static MapServer start(Path folder, List<Source> sources) {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            for (var source : sources) {
                convert(folder, source);
            }
            Files.writeString(folder.resolve("bench.map"), mapFile(folder, sources, port));
            Files.writeString(
                    folder.resolve("mapserver.conf"),
                    "CONFIG\nENV\nEND\nMAPS\nbench \"%s\"\nEND\nEND\n".formatted(folder.resolve("bench.map")));
            Files.writeString(folder.resolve("lighttpd.conf"), """
                    server.modules = ("mod_fastcgi")
                    server.document-root = "%1$s"
                    server.bind = "127.0.0.1"
                    server.port = %2$d
                    server.max-keep-alive-requests = 1000000
                    fastcgi.server = ("/mapserv" => ((
                      "bin-path" => "%3$s", "socket" => "%1$s/socket", "max-procs" => %4$d, "check-local" => "disable",
                      "bin-environment" => ("MAPSERVER_CONFIG_FILE" => "%1$s/mapserver.conf"))))
                    """.formatted(
                            folder, port, PROGRAM, Runtime.getRuntime().availableProcessors()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        try {
            var process = new ProcessBuilder("/usr/sbin/lighttpd", "-D", "-f", folder + "/lighttpd.conf")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("lighttpd.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            return new MapServer(process, port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    private static void convert(Path folder, Source source) throws IOException {
        var convert = new ProcessBuilder(
                        "/usr/bin/ogr2ogr",
                        "-f",
                        "ESRI Shapefile",
                        "-a_srs",
                        "EPSG:25832",
                        "-lco",
                        "SPATIAL_INDEX=YES",
                        "-lco",
                        "ENCODING=UTF-8",
                        folder.resolve(source.name() + ".shp").toString(),
                        source.geoJson().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ogr2ogr.log").toFile())
                .start();
        try {
            if (convert.waitFor() != 0) {
                throw new IllegalStateException("ogr2ogr: " + Files.readString(folder.resolve("ogr2ogr.log")));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String mapFile(Path folder, List<Source> sources, int port) {
        var map = new StringBuilder("""
                MAP
                NAME "bench"
                EXTENT 460000 5600000 510000 5650000
                SIZE 512 512
                MAXSIZE 4096
                UNITS METERS
                IMAGECOLOR 255 255 255
                PROJECTION "init=epsg:25832" END
                OUTPUTFORMAT
                  NAME "png" DRIVER "AGG/PNG" MIMETYPE "image/png" IMAGEMODE RGBA EXTENSION "png" TRANSPARENT ON
                  FORMATOPTION "QUANTIZE_FORCE=ON" FORMATOPTION "QUANTIZE_COLORS=256"
                END
                OUTPUTFORMAT
                  NAME "mvt" DRIVER "MVT" EXTENSION "mvt"
                END
                WEB METADATA
                  "ows_title" "bench" "ows_enable_request" "*" "ows_srs" "EPSG:25832 EPSG:4326 EPSG:3857"
                  "ows_onlineresource" "http://127.0.0.1:%1$d/mapserv"
                  "oga_onlineresource" "http://127.0.0.1:%1$d/mapserv/bench/ogcapi"
                END END
                """.formatted(port));
        sources.stream()
                .sorted(java.util.Comparator.comparing(source -> look(source)))
                .forEach(source -> map.append(layer(folder, source)));
        return map.append("END\n").toString();
    }

    private static Look look(Source source) {
        return source.name().equals("plaene")
                ? Look.OUTLINE
                : source.geometry().equals("Polygon") ? Look.HOUSING : Look.LINE;
    }

    private static String layer(Path folder, Source source) {
        var classes = new ArrayList<String>();
        if (source.name().equals("bp_baugebietsteilflaeche")) {
            Map.of("1400", Look.MIXED, "1500", Look.MIXED, "1600", Look.MIXED, "1700", Look.TRADE, "1800", Look.TRADE)
                    .forEach((use, look) -> classes.add(drawn("EXPRESSION \"%s\"".formatted(use), look)));
        }
        classes.add(drawn("", look(source)));
        return """
                LAYER
                  NAME "%s"
                  GROUP "alles"
                  ENCODING "UTF-8"
                  TYPE %s
                  STATUS ON
                  DATA "%s"
                  PROJECTION "init=epsg:25832" END
                  %s
                  %s
                  METADATA
                    "ows_title" "%s" "gml_include_items" "all" "gml_featureid" "id" "ows_include_items" "all"
                    "oga_geometry" "geom" "wms_srs" "EPSG:25832" "wfs_maxfeatures" "10000"
                  END
                  TEMPLATE "x"
                  %s
                END
                """.formatted(
                        source.name(),
                        source.geometry().equals("LineString")
                                ? "LINE"
                                : source.geometry().toUpperCase(Locale.ROOT),
                        folder.resolve(source.name() + ".shp"),
                        classes.size() > 1 ? "CLASSITEM \"besondereA\"" : "",
                        source.name().equals("plaene")
                                ? ""
                                : String.format(Locale.ROOT, "MAXSCALEDENOM %.0f", COARSEST / PIXEL),
                        source.name(),
                        String.join("\n", classes));
    }

    private static String drawn(String expression, Look look) {
        var fill = look.fill().equals("none") ? "" : "COLOR \"%s\"".formatted(look.fill());
        return "CLASS %s STYLE %s OUTLINECOLOR \"%s\" COLOR %s WIDTH %s END END"
                .formatted(expression, fill, look.stroke(), "", look.width())
                .replace(" COLOR  ", " ");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
