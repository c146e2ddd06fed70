package org.allmende.geo.web;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.base.PaperMap;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Warp;
import org.allmende.geo.print.Content;
import org.allmende.geo.print.Excerpt;
import org.allmende.geo.wms.MapLayer;
import org.allmende.geo.wms.Painter;
import org.allmende.platform.html.Page;
import org.allmende.platform.pdf.DrawnPages;
import org.allmende.platform.pdf.DrawnPages.Style;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.pdf.Pen;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Region;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** A map as a file to print: one sheet with the drawing, then the same as text. */
final class PrintedMap {

    /** Parts of a millimetre on which the drawing is made: finer than any printer. */
    private static final int UNITS = 20;

    /** What a pixel of the map on the screen is on paper. */
    private static final double PIXEL = 0.25;

    /** How much of an area covers the ground: streets and houses are seen through plans. */
    private static final double OVER_GROUND = 0.7;

    private static final double SPOT = 0.7;
    private static final double SIGN = 7;
    private static final double LONGEST_BAR = 60;
    private static final String GREY = "#4a4a4a";
    private static final String WARNING = "#b3001b";

    private static final int MOST_NAMES = 8;

    private static final Style SMALL = new Style(7.5, false, GREY);
    private static final Style SIGN_LABEL = Style.plain(7.5);
    private static final Style LABEL = Style.plain(8.5);

    private final Page page;
    private final Region region;
    private final Excerpt excerpt;
    private final AskedDay asked;
    private final String title;
    private final Ground ground;
    private final DrawnPages pages;
    private final Rectangle2D frame;
    private final Warp warp;

    /**
     * What lies under the plans.
     *
     * @param map null for nothing
     * @param note whom it names, or why it is not there; empty for neither
     */
    record Ground(@Nullable PaperMap map, String note) {}

    private PrintedMap(
            Page page, Region region, Excerpt excerpt, AskedDay asked, String title, Ground ground, DrawnPages pages) {
        this.page = page;
        this.region = region;
        this.excerpt = excerpt;
        this.asked = asked;
        this.title = title;
        this.ground = ground;
        this.pages = pages;
        frame = excerpt.sheet().frame();
        int width = UNITS * (int) frame.getWidth();
        int height = UNITS * (int) frame.getHeight();
        warp = new Warp(Crs.EPSG25832, excerpt.sheet().box(), width, height);
    }

    static byte[] of(
            PdfRenderer renderer,
            Page page,
            Region region,
            Excerpt excerpt,
            AskedDay asked,
            String title,
            Ground ground)
            throws IOException {
        try (var pages = renderer.pages(page.lang(), title, region.name())) {
            new PrintedMap(page, region, excerpt, asked, title, ground, pages).draw();
            return pages.finish();
        }
    }

    private void draw() throws IOException {
        var paper = excerpt.sheet().paper();
        pages.page(paper.width(), paper.height());
        var shapes = Painter.shapes(new MapLayer("", excerpt.layers(), ""), warp, true, SPOT * UNITS);
        head();
        pages.figure(alt(), frame, pen -> map(pen, shapes));
        foot(shapes.keySet());
        new PrintedWords(page, region, excerpt, asked, pages).write();
    }

    private void head() throws IOException {
        var heading = Style.bold(15);
        var lines = pages.lines(title, heading, frame.getWidth());
        pages.text("H1", lines, frame.getX(), 17, heading);
        double y = 17 + lines.size() * heading.line() - 1.5;
        var plain = Style.plain(9);
        pages.text(
                "P",
                List.of(page.t(
                        "geo.print.line",
                        region.name(),
                        page.t("geo.print.scale", excerpt.sheet().scale()),
                        GermanDates.date(asked.day(), page.lang()))),
                frame.getX(),
                y,
                plain);
        if (page.demo()) {
            pages.text(
                    "P",
                    List.of(page.t("geo.print.demo")),
                    frame.getX(),
                    frame.getY() - 1.8,
                    new Style(9, true, WARNING));
        }
    }

    private String alt() {
        var names = excerpt.plans().keySet().stream()
                .limit(MOST_NAMES)
                .map(Plan::name)
                .toList();
        var middle = Crs.EPSG25832.toLonLat(
                excerpt.sheet().middle().x(), excerpt.sheet().middle().y());
        return page.t(
                "geo.print.alt",
                page.t("geo.print.scale", excerpt.sheet().scale()),
                String.format(Locale.GERMANY, "%.5f", middle.y()),
                String.format(Locale.GERMANY, "%.5f", middle.x()),
                excerpt.plans().size(),
                String.join(", ", names));
    }

    private Shape onPaper(Shape drawn) {
        var place = AffineTransform.getTranslateInstance(frame.getX(), frame.getY());
        place.scale(1.0 / UNITS, 1.0 / UNITS);
        return place.createTransformedShape(drawn);
    }

    private Rectangle2D onPaper(Envelope box) {
        double left = warp.x(box.getMinX(), box.getMaxY()) / UNITS;
        double top = warp.y(box.getMinX(), box.getMaxY()) / UNITS;
        return new Rectangle2D.Double(
                frame.getX() + left,
                frame.getY() + top,
                warp.x(box.getMaxX(), box.getMinY()) / UNITS - left,
                warp.y(box.getMaxX(), box.getMinY()) / UNITS - top);
    }

    private void map(Pen pen, Map<Look, Path2D.Double> shapes) throws IOException {
        pen.clipped(frame, inside -> {
            if (ground.map() != null) {
                inside.picture(ground.map().picture(), onPaper(ground.map().box()));
            }
            if (excerpt.contents().contains(Content.GEMEINDEN)) {
                for (var town : region.listMunicipalities(asked.day())) {
                    var area = excerpt.atlas().findBoundary(town.slug().value());
                    if (area.isPresent()) {
                        draw(inside, Look.TOWN, onPaper(Painter.shape(area.get(), warp)));
                    }
                }
            }
            if (ground.map() == null) {
                draw(inside, shapes);
            } else {
                inside.translucent(OVER_GROUND, over -> draw(over, shapes));
            }
            int number = 0;
            for (var plan : excerpt.plans().keySet()) {
                var spot = excerpt.spot(plan);
                number++;
                if (spot.isPresent() && number <= PrintedWords.MOST_PLANS) {
                    number(inside, number, spot.get());
                }
            }
        });
        pen.line(frame, Style.INK, 0.3);
    }

    private void draw(Pen pen, Map<Look, Path2D.Double> shapes) throws IOException {
        for (var shape : shapes.entrySet()) {
            draw(pen, shape.getKey(), onPaper(shape.getValue()));
        }
    }

    private void number(Pen pen, int number, Coordinate spot) throws IOException {
        double x = frame.getX() + warp.x(spot.x, spot.y) / UNITS;
        double y = frame.getY() + warp.y(spot.x, spot.y) / UNITS;
        var round = new Ellipse2D.Double(x - 2.2, y - 2.2, 4.4, 4.4);
        pen.fill(round, "#ffffff");
        pen.line(round, Style.INK, 0.25);
        pen.centred(String.valueOf(number), x, y + 1, Style.bold(7.5));
    }

    /** Municipalities are borders only: what is printed on white paper needs no ground. */
    private static void draw(Pen pen, Look look, Shape shape) throws IOException {
        if (!look.fill().equals("none") && look != Look.TOWN) {
            pen.fill(shape, look.fill());
            if (look.hatch() != Look.Hatch.NONE) {
                pen.hatch(shape, look.stroke(), look.hatch() == Look.Hatch.DOTS);
            }
        }
        var dash = look.dash();
        var lengths = new double[dash.length];
        for (int i = 0; i < dash.length; i++) {
            lengths[i] = dash[i] * PIXEL;
        }
        pen.line(shape, look.stroke(), look.width() * PIXEL, lengths);
    }

    private void foot(Collection<Look> drawn) throws IOException {
        double y = frame.getMaxY() + 7;
        arrow(y);
        bar(y);
        var looks = new TreeSet<>(drawn);
        if (excerpt.contents().contains(Content.GEMEINDEN)) {
            looks.add(Look.TOWN);
        }
        var heading = Style.bold(9);
        double top = y + 7;
        if (!looks.isEmpty()) {
            pages.text("H2", List.of(page.t("geo.print.legend")), frame.getX(), top, heading);
            legend(List.copyOf(looks), top + 5);
        }
        var sheet = excerpt.sheet();
        double below = top + 5 + sheet.legendRows() * sheet.legendRow();
        var sources = new ArrayList<String>();
        sources.add("%s %s"
                .formatted(page.t("geo.print.sources", String.join("; ", region.sources())), ground.note())
                .strip());
        sources.add(page.t("geo.print.system"));
        var lines = new ArrayList<String>();
        for (var source : sources) {
            lines.addAll(pages.lines(source, SMALL, frame.getWidth()));
        }
        pages.text("P", lines, frame.getX(), below - 0.5, SMALL);
    }

    /** North of the grid, up. */
    private void arrow(double y) throws IOException {
        double x = frame.getMaxX() - 4;
        var arrow = new Path2D.Double();
        arrow.moveTo(x, y - 5);
        arrow.lineTo(x + 2.2, y + 3);
        arrow.lineTo(x, y + 1.4);
        arrow.lineTo(x - 2.2, y + 3);
        arrow.closePath();
        pages.figure(page.t("geo.print.north"), new Rectangle2D.Double(x - 8, y - 5, 12, 8), pen -> {
            pen.fill(arrow, Style.INK);
            pen.letters("N", x - 6.5, y + 1, Style.bold(11));
        });
    }

    /** A round number of metres, as long as the scale makes it. */
    private void bar(double y) throws IOException {
        double perMetre = 1000.0 / excerpt.sheet().scale();
        double most = LONGEST_BAR / perMetre;
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double metres = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
        double length = metres * perMetre;
        var whole = new Rectangle2D.Double(frame.getX(), y - 1.5, length, 1.8);
        var box = new Rectangle2D.Double(frame.getX(), y - 5, length + 30, 8);
        pages.figure(page.t("geo.print.bar", metres, length / 10), box, pen -> {
            pen.fill(new Rectangle2D.Double(whole.x, whole.y, length / 2, whole.height), Style.INK);
            pen.line(whole, Style.INK, 0.25);
            pen.letters("0", whole.x, y - 2.3, LABEL);
            pen.centred(page.t("geo.print.metres", metres / 2), whole.getCenterX(), y - 2.3, LABEL);
            pen.letters(page.t("geo.print.metres", metres), whole.getMaxX(), y - 2.3, LABEL);
        });
        pages.text(
                "P",
                List.of(page.t("geo.print.scale", excerpt.sheet().scale())),
                whole.getMaxX() + 18,
                y + 0.2,
                Style.bold(9));
    }

    private void legend(List<Look> looks, double top) throws IOException {
        var sheet = excerpt.sheet();
        pages.within("L", list -> {
            for (int i = 0; i < looks.size(); i++) {
                var look = looks.get(i);
                double x = frame.getX() + i % sheet.legendColumns() * sheet.legendColumn();
                double y = top + Math.floorDiv(i, sheet.legendColumns()) * sheet.legendRow();
                pages.within("LI", item -> {
                    pages.aside(pen -> draw(pen, look, sign(look, x, y)));
                    pages.text(
                            "LBody",
                            List.of(page.t("geo.look." + look.name().toLowerCase(Locale.ROOT))),
                            x + SIGN + 1.5,
                            y,
                            SIGN_LABEL);
                });
            }
        });
    }

    private static Shape sign(Look look, double x, double y) {
        var box = new Rectangle2D.Double(x, y - 2.8, SIGN, 3.2);
        return switch (look) {
            case LINE, LIMIT, ALIGNMENT, TOWN ->
                new Line2D.Double(box.x, box.getCenterY(), box.getMaxX(), box.getCenterY());
            case POINT -> new Ellipse2D.Double(box.getCenterX() - SPOT, box.getCenterY() - SPOT, 2 * SPOT, 2 * SPOT);
            default -> box;
        };
    }
}
