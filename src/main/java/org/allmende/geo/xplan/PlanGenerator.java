package org.allmende.geo.xplan;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/**
 * Draws invented Bebauungspläne of any size inside a municipality, as valid XPlanGML 6.0: streets, and between them blocks with what
 * may be built there. The same seed draws the same plans, for the demo, for tests and for measurements.
 */
public final class PlanGenerator {

    private static final double STREET_METRES = 9;
    private static final double BLOCK_METRES = 62;
    private static final double SMALLEST_SCALE = 0.02;

    /** Numbers of the standard for the kinds of building area, with what is usual there. */
    private static final List<Use> USES = List.of(
            new Use("1000", "1200", "0.4", "0.8", 2, "1000"),
            new Use("1000", "1100", "0.3", "0.6", 2, "1000"),
            new Use("1000", "1200", "0.4", "1.2", 3, "1000"),
            new Use("2000", "1500", "0.6", "1.2", 3, "1000"),
            new Use("2000", "1550", "0.8", "2.4", 4, "2000"),
            new Use("3000", "1700", "0.8", "1.6", 2, "3000"));

    private final Geometry within;
    private final IndexedPointInAreaLocator locator;
    private final String municipality;
    private final String ags;
    private final Random random;

    /** @param within the municipality's area in EPSG:25832 */
    public PlanGenerator(Geometry within, String municipality, String ags, long seed) {
        this.within = within;
        this.locator = new IndexedPointInAreaLocator(within);
        this.municipality = municipality;
        this.ags = ags;
        this.random = new Random(seed);
    }

    private record Use(String general, String special, String grz, String gfz, int storeys, String style) {}

    /** How far a plan has come. */
    public sealed interface Stage permits InForce, LaidOpen, Prepared {}

    public record InForce(LocalDate since) implements Stage {}

    /** Nobody but the municipality knows more than that it is drawn up (§ 2 Abs. 1 BauGB). */
    public record Prepared(LocalDate since) implements Stage {}

    /** § 3 Abs. 2 BauGB. */
    public record LaidOpen(LocalDate from, LocalDate until) implements Stage {}

    /** @param blocks how many on each side of the plan; objects grow with the square */
    public record Wanted(String name, String number, String description, int blocks, Stage stage) {}

    /** Writes one plan; each call finds another place. */
    public void write(Wanted wanted, OutputStream out) {
        try {
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            new Drawing(wanted, grid(wanted.blocks()), new Gml(writer)).write();
            writer.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Points where streets and blocks meet: by column and row, streets and blocks in turn, an odd number of strips each. */
    private Coordinate[][] grid(int blocks) {
        var box = within.getEnvelopeInternal();
        double scale = 1;
        for (int tries = 0; scale > SMALLEST_SCALE; tries++) {
            double x = box.getMinX() + random.nextDouble() * box.getWidth();
            double y = box.getMinY() + random.nextDouble() * box.getHeight();
            double angle = random.nextDouble() * Math.PI / 2;
            var found = grid(blocks, new Coordinate(x, y), angle, scale);
            if (found != null) {
                return found;
            }
            scale = tries % 40 == 39 ? scale * 0.7 : scale;
        }
        throw new IllegalArgumentException("A plan of %d blocks does not fit into %s".formatted(blocks, municipality));
    }

    private Coordinate @Nullable [][] grid(int blocks, Coordinate origin, double angle, double scale) {
        int lines = 2 * blocks + 2;
        var along = strips(lines, scale);
        var across = strips(lines, scale);
        var grid = new Coordinate[lines][lines];
        double jitter = STREET_METRES * scale * 0.12;
        for (int column = 0; column < lines; column++) {
            for (int row = 0; row < lines; row++) {
                double dx = along[column] + (random.nextDouble() - 0.5) * jitter;
                double dy = across[row] + (random.nextDouble() - 0.5) * jitter;
                double x = origin.x + dx * Math.cos(angle) - dy * Math.sin(angle);
                double y = origin.y + dx * Math.sin(angle) + dy * Math.cos(angle);
                grid[column][row] = new Coordinate(millimetres(x), millimetres(y));
                boolean edge = column == 0 || row == 0 || column == lines - 1 || row == lines - 1;
                if (edge && locator.locate(grid[column][row]) != Location.INTERIOR) {
                    return null;
                }
            }
        }
        return grid;
    }

    private double[] strips(int lines, double scale) {
        var at = new double[lines];
        for (int line = 1; line < lines; line++) {
            boolean street = line % 2 == 1;
            double width = street ? STREET_METRES : BLOCK_METRES * (0.75 + random.nextDouble() * 0.5);
            at[line] = at[line - 1] + width * scale;
        }
        return at;
    }

    private static double millimetres(double metres) {
        return Math.rint(metres * 1000) / 1000;
    }

    /** One plan on its way into the file. */
    private final class Drawing {

        private final Wanted wanted;
        private final Coordinate[][] grid;
        private final Gml gml;
        private final String plan = id();
        private final String area = id();

        Drawing(Wanted wanted, Coordinate[][] grid, Gml gml) {
            this.wanted = wanted;
            this.grid = grid;
            this.gml = gml;
        }

        private String id() {
            return "GML_%08x-%04x-4%03x-8%03x-%012x"
                    .formatted(
                            random.nextInt(),
                            random.nextInt(0x10000),
                            random.nextInt(0x1000),
                            random.nextInt(0x1000),
                            random.nextLong() & 0xffff_ffff_ffffL);
        }

        void write() throws IOException {
            gml.begin(id());
            plan();
            area();
            int strips = grid.length - 1;
            for (int row = 0; row < strips; row++) {
                if (row % 2 == 0) {
                    street(ring(0, row, strips));
                } else {
                    for (int column = 0; column < strips; column++) {
                        var cell = ring(column, row, column + 1);
                        if (column % 2 == 0) {
                            street(cell);
                        } else {
                            block(cell);
                        }
                    }
                }
            }
            gml.finish();
        }

        private void plan() throws IOException {
            gml.object("BP_Plan", plan);
            gml.text("name", wanted.name());
            gml.text("nummer", wanted.number());
            gml.text("beschreibung", wanted.description());
            gml.text("erstellungsMassstab", "1000");
            gml.surface("raeumlicherGeltungsbereich", outline());
            gml.open("gemeinde", "XP_Gemeinde");
            gml.text("ags", ags);
            gml.text("gemeindeName", municipality);
            gml.close("gemeinde", "XP_Gemeinde");
            gml.text("planArt", "10001");
            switch (wanted.stage()) {
                case InForce force -> {
                    var since = force.since();
                    gml.text("rechtsstand", "4000");
                    gml.text("aufstellungsbeschlussDatum", since.minusDays(700).toString());
                    gml.text("satzungsbeschlussDatum", since.minusDays(40).toString());
                    gml.text("inkrafttretensDatum", since.toString());
                }
                case Prepared prepared -> {
                    gml.text("rechtsstand", "1000");
                    gml.text("aufstellungsbeschlussDatum", prepared.since().toString());
                }
                case LaidOpen open -> {
                    var from = open.from();
                    gml.text("rechtsstand", "2400");
                    gml.text("aufstellungsbeschlussDatum", from.minusDays(300).toString());
                    gml.text("auslegungsStartDatum", from.toString());
                    gml.text("auslegungsEndDatum", open.until().toString());
                }
            }
            gml.link("bereich", area);
            gml.end();
        }

        private void area() throws IOException {
            gml.object("BP_Bereich", area);
            gml.text("nummer", "0");
            gml.surface("geltungsbereich", outline());
            gml.link("gehoertZuPlan", plan);
            gml.end();
        }

        private Coordinate[] outline() {
            int last = grid.length - 1;
            var ring = new Coordinate[4 * last + 1];
            for (int i = 0; i < last; i++) {
                ring[i] = grid[i][0];
                ring[last + i] = grid[last][i];
                ring[2 * last + i] = grid[last - i][last];
                ring[3 * last + i] = grid[0][last - i];
            }
            ring[4 * last] = grid[0][0];
            return ring;
        }

        /** Counter-clockwise from {@code first} to {@code last} column of one row of strips. */
        private Coordinate[] ring(int first, int row, int last) {
            int width = last - first;
            var ring = new Coordinate[2 * width + 3];
            for (int i = 0; i <= width; i++) {
                ring[i] = grid[first + i][row];
                ring[width + 1 + i] = grid[last - i][row + 1];
            }
            ring[2 * width + 2] = ring[0];
            return ring;
        }

        private void street(Coordinate[] ring) throws IOException {
            surface("SO_Strassenverkehr", ring, true);
            gml.text("hatDarstellungMitBesondZweckbest", "false");
            gml.end();
        }

        private void surface(String type, Coordinate[] ring, boolean closes) throws IOException {
            gml.object(type, id());
            gml.link("gehoertZuBereich", area);
            gml.text("rechtscharakter", "1000");
            gml.surface("position", ring);
            gml.text("flaechenschluss", String.valueOf(closes));
        }

        private void block(Coordinate[] cell) throws IOException {
            int kind = random.nextInt(12);
            if (kind == 0) {
                surface("BP_GruenFlaeche", cell, true);
                gml.open("zweckbestimmung", "BP_KomplexeZweckbestGruen");
                gml.text("allgemein", random.nextBoolean() ? "1000" : "1600");
                gml.close("zweckbestimmung", "BP_KomplexeZweckbestGruen");
                gml.end();
                trees(cell, 6);
            } else if (kind == 1) {
                surface("BP_GemeinbedarfsFlaeche", cell, true);
                gml.open("zweckbestimmung", "BP_KomplexeZweckbestGemeinbedarf");
                gml.text("allgemein", random.nextBoolean() ? "1200" : "1600");
                gml.close("zweckbestimmung", "BP_KomplexeZweckbestGemeinbedarf");
                gml.end();
            } else {
                built(cell, USES.get(random.nextInt(wanted.blocks() > 2 ? USES.size() : 3)));
            }
        }

        private void built(Coordinate[] cell, Use use) throws IOException {
            surface("BP_BaugebietsTeilFlaeche", cell, true);
            gml.text("GFZ", use.gfz());
            gml.text("GRZ", use.grz());
            gml.text("Z", String.valueOf(use.storeys()));
            gml.text("allgArtDerBaulNutzung", use.general());
            gml.text("besondereArtDerBaulNutzung", use.special());
            gml.text("bauweise", use.style());
            gml.end();
            var ring = shrunk(cell, 0.9);
            surface("BP_UeberbaubareGrundstuecksFlaeche", ring, false);
            gml.end();
            gml.object("BP_BauGrenze", id());
            gml.link("gehoertZuBereich", area);
            gml.text("rechtscharakter", "1000");
            gml.line("position", ring);
            gml.end();
            trees(cell, 2);
        }

        private void trees(Coordinate[] cell, int number) throws IOException {
            for (int tree = 0; tree < number; tree++) {
                var at = shrunk(cell, 0.93)[random.nextInt(4)];
                var towards = cell[random.nextInt(4)];
                double share = random.nextDouble() * 0.5;
                gml.object("BP_AnpflanzungBindungErhaltung", id());
                gml.link("gehoertZuBereich", area);
                gml.text("rechtscharakter", "1000");
                gml.point(
                        "position",
                        millimetres(at.x + (middle(cell).x - at.x) * share * 0.2 + (towards.x - at.x) * share * 0.1),
                        millimetres(at.y + (middle(cell).y - at.y) * share * 0.2 + (towards.y - at.y) * share * 0.1));
                gml.text("massnahme", "2000");
                gml.text("gegenstand", "1000");
                gml.end();
            }
        }

        private static Coordinate middle(Coordinate[] cell) {
            return new Coordinate(
                    (cell[0].x + cell[1].x + cell[2].x + cell[3].x) / 4,
                    (cell[0].y + cell[1].y + cell[2].y + cell[3].y) / 4);
        }

        private static Coordinate[] shrunk(Coordinate[] cell, double share) {
            var middle = middle(cell);
            var ring = new Coordinate[cell.length];
            for (int i = 0; i < cell.length; i++) {
                ring[i] = new Coordinate(
                        millimetres(middle.x + (cell[i].x - middle.x) * share),
                        millimetres(middle.y + (cell[i].y - middle.y) * share));
            }
            return ring;
        }
    }
}
